package dev.matinee.engine.models;

import dev.matinee.engine.kernels.Kernels;
import java.util.Arrays;

/**
 * Solves a row exactly by its normal equations (Hu, Koren, Volinsky 2008, equation 4), with factors d in
 * {@code entries d^2 + d^3 / 3} multiplications.
 */
final class CholeskyRows implements RowSolver {
    private static final int CHUNK = 64;

    private final Kernels kernels = Kernels.active();
    private final int factors;
    private final float[] chunk;
    private final float[] matrix;
    private final float[] target;
    private final float[] solution;

    CholeskyRows(int factors) {
        this.factors = factors;
        this.chunk = new float[CHUNK * factors];
        this.matrix = new float[factors * factors];
        this.target = new float[factors];
        this.solution = new float[factors];
    }

    @Override
    public double improve(float[] table, float[] gram, RowTargets row, float pull, float[] x, int at) {
        Arrays.fill(target, 0);
        return solve(table, gram, row, pull, x, at);
    }

    /** The same for a row that is pulled towards a vector instead of 0; what it answers is not the loss then. */
    void improveTowards(float[] vectors, float[] table, float[] gram, RowTargets row, float pull, float[] x, int at) {
        Arrays.fill(target, 0);
        kernels.axpy(pull, vectors, at, target, 0, factors);
        solve(table, gram, row, pull, x, at);
    }

    private double solve(float[] table, float[] gram, RowTargets row, float pull, float[] x, int at) {
        gather(table, gram, row, pull);
        System.arraycopy(target, 0, solution, 0, factors);
        kernels.factor(matrix, factors);
        kernels.solve(matrix, factors, solution, 0);
        System.arraycopy(solution, 0, x, at, factors);
        return -kernels.dot(target, 0, solution, 0, factors);
    }

    /** Solves the row's matrix for another right side, in its place. */
    void solve(float[] table, float[] gram, RowTargets row, float pull, float[] rightSide) {
        gather(table, gram, row, pull);
        kernels.factor(matrix, factors);
        kernels.solve(matrix, factors, rightSide, 0);
    }

    /** Makes the row's normal equations. */
    private void gather(float[] table, float[] gram, RowTargets row, float pull) {
        System.arraycopy(gram, 0, matrix, 0, matrix.length);
        for (int i = 0; i < factors; i++) {
            matrix[i * factors + i] += pull;
        }
        for (int done = 0; done < row.count; done += CHUNK) {
            int entries = Math.min(CHUNK, row.count - done);
            kernels.gather(table, factors, row.columns, done, entries, chunk);
            kernels.addGram(chunk, 0, entries, factors, row.weights, done, matrix);
            kernels.addRows(chunk, 0, entries, factors, row.targets, done, target, 0);
        }
    }
}
