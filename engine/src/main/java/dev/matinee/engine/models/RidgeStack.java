package dev.matinee.engine.models;

/**
 * The ridge regression of ratings on what several models predict, kept as sums, so that it takes no memory to speak of.
 * Ratings must be added in a fixed order. Not thread-safe.
 */
final class RidgeStack {
    private final int parts;
    private final double[] sums;
    private final double[][] products;
    private final double[] targets;
    private double sum;
    private long count;

    RidgeStack(int parts) {
        this.parts = parts;
        this.sums = new double[parts];
        this.products = new double[parts][parts];
        this.targets = new double[parts];
    }

    /** Adds a rating and what was predicted for it. */
    void add(double[] predictions, double rating) {
        for (int i = 0; i < parts; i++) {
            sums[i] += predictions[i];
            targets[i] += predictions[i] * rating;
            for (int j = 0; j <= i; j++) {
                products[i][j] += predictions[i] * predictions[j];
            }
        }
        sum += rating;
        count++;
    }

    /**
     * The weights of the parts and, last, what is added to their sum.
     *
     * @param regularization how many ratings hold the weights at equal ones
     */
    float[] weights(double regularization) {
        float[] weights = new float[parts + 1];
        double[][] matrix = new double[parts][parts];
        double[] right = new double[parts];
        double variance = 0;
        for (int i = 0; i < parts && count > 0; i++) {
            right[i] = targets[i] - sums[i] * sum / count;
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = products[i][j] - sums[i] * sums[j] / count;
            }
            variance += matrix[i][i] / count / parts;
        }
        double added = variance > 1e-12 ? regularization * variance : 1;
        for (int i = 0; i < parts; i++) {
            matrix[i][i] += added;
            right[i] += added / parts;
        }
        solve(matrix, right);
        double rest = count == 0 ? 0 : sum / count;
        for (int i = 0; i < parts; i++) {
            weights[i] = (float) right[i];
            rest -= count == 0 ? 0 : right[i] * sums[i] / count;
        }
        weights[parts] = (float) rest;
        return weights;
    }

    /** Solves a symmetric positive definite system, given on and below the diagonal, in place of its right side (Cholesky). */
    private void solve(double[][] matrix, double[] right) {
        for (int i = 0; i < parts; i++) {
            for (int j = 0; j <= i; j++) {
                double value = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    value -= matrix[i][k] * matrix[j][k];
                }
                matrix[i][j] = i == j ? Math.sqrt(value) : value / matrix[j][j];
            }
            for (int k = 0; k < i; k++) {
                right[i] -= matrix[i][k] * right[k];
            }
            right[i] /= matrix[i][i];
        }
        for (int i = parts - 1; i >= 0; i--) {
            for (int k = i + 1; k < parts; k++) {
                right[i] -= matrix[k][i] * right[k];
            }
            right[i] /= matrix[i][i];
        }
    }
}
