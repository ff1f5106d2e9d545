package dev.matinee.engine.models;

import dev.matinee.engine.kernels.Kernels;

/**
 * Solves a row exactly for one block of factors after the other, once around, the rest of the row standing still (iALS++:
 * Rendle, Krichene, Zhang, Koren 2021), with factors d and blocks of b in {@code entries d (b + 3)} multiplications.
 */
final class BlockDescentRows implements RowSolver {
    private static final int BLOCK = 16;

    private final Kernels kernels = Kernels.active();
    private final int factors;
    private final float[] x;
    private float[] columns = new float[0];
    private float[] predictions = new float[0];
    private float[] residuals = new float[0];

    BlockDescentRows(int factors) {
        this.factors = factors;
        this.x = new float[factors];
    }

    @Override
    public double improve(float[] table, float[] gram, RowTargets row, float pull, float[] target, int at) {
        int entries = row.count;
        makeRoom(entries);
        System.arraycopy(target, at, x, 0, factors);
        for (int i = 0; i < entries; i++) {
            predictions[i] = kernels.dot(table, row.columns[i] * factors, x, 0, factors);
        }
        for (int first = 0; first < factors; first += BLOCK) {
            improveBlock(table, gram, row, pull, first, Math.min(BLOCK, factors - first));
        }
        System.arraycopy(x, 0, target, at, factors);
        double value = pull * (double) kernels.dot(x, 0, x, 0, factors);
        for (int i = 0; i < factors; i++) {
            value += x[i] * (double) kernels.dot(gram, i * factors, x, 0, factors);
        }
        for (int i = 0; i < entries; i++) {
            value += (row.weights[i] * (double) predictions[i] - 2.0 * row.targets[i]) * predictions[i];
        }
        return value;
    }

    private void improveBlock(float[] table, float[] gram, RowTargets row, float pull, int first, int width) {
        int entries = row.count;
        float[] matrix = new float[width * width];
        float[] step = new float[width];
        for (int i = 0; i < width; i++) {
            int line = (first + i) * factors;
            System.arraycopy(gram, line + first, matrix, i * width, width);
            matrix[i * width + i] += pull;
            step[i] = -kernels.dot(gram, line, x, 0, factors) - pull * x[first + i];
        }
        for (int i = 0; i < entries; i++) {
            System.arraycopy(table, row.columns[i] * factors + first, columns, i * width, width);
            residuals[i] = row.targets[i] - row.weights[i] * predictions[i];
        }
        kernels.addRows(columns, 0, entries, width, residuals, 0, step, 0);
        kernels.addGram(columns, 0, entries, width, row.weights, 0, matrix);
        kernels.factor(matrix, width);
        kernels.solve(matrix, width, step, 0);
        kernels.axpy(1, step, 0, x, first, width);
        kernels.dots(columns, 0, entries, width, step, 0, residuals, 0);
        kernels.axpy(1, residuals, 0, predictions, 0, entries);
    }

    private void makeRoom(int entries) {
        if (predictions.length < entries) {
            int length = Math.max(entries, 2 * predictions.length);
            columns = new float[length * BLOCK];
            predictions = new float[length];
            residuals = new float[length];
        }
    }
}
