package dev.matinee.engine.decompose;

import java.util.Arrays;

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix by Jacobi's rotations (Golub, Van Loan 2013, section 8.5.5, in
 * cyclic order), the most accurate way and always the same.
 *
 * <p>Cost: about {@code 40 n^3} operations.
 *
 * @param values the eigenvalues, descending
 * @param vectors the eigenvectors in the same order, one a row, of length 1 and at right angles
 */
public record SymmetricEigen(double[] values, double[][] vectors) {
    private static final int MOST_SWEEPS = 50;

    /**
     * Decomposes a matrix.
     *
     * @param matrix rows as long as there are rows; only what is on and above the diagonal counts
     */
    public static SymmetricEigen of(double[][] matrix) {
        int n = matrix.length;
        double[][] a = new double[n][n];
        double[][] v = new double[n][n];
        double square = 0;
        for (int i = 0; i < n; i++) {
            v[i][i] = 1;
            for (int j = i; j < n; j++) {
                a[i][j] = matrix[i][j];
                a[j][i] = matrix[i][j];
                square += matrix[i][j] * matrix[i][j];
            }
        }
        for (int sweep = 0; sweep < MOST_SWEEPS && offDiagonal(a) > 1e-30 * square; sweep++) {
            for (int p = 0; p < n - 1; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotate(a, v, p, q);
                }
            }
        }
        return sorted(a, v);
    }

    private static double offDiagonal(double[][] a) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = i + 1; j < a.length; j++) {
                sum += a[i][j] * a[i][j];
            }
        }
        return sum;
    }

    /** Makes one entry off the diagonal 0. */
    private static void rotate(double[][] a, double[][] v, int p, int q) {
        if (a[p][q] == 0) {
            return;
        }
        double tau = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = Math.copySign(1, tau) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
        double c = 1 / Math.sqrt(1 + t * t);
        double s = t * c;
        double pp = a[p][p] - t * a[p][q];
        double qq = a[q][q] + t * a[p][q];
        turn(a[p], a[q], c, s);
        a[p][p] = pp;
        a[q][q] = qq;
        a[p][q] = 0;
        a[q][p] = 0;
        for (int i = 0; i < a.length; i++) {
            a[i][p] = a[p][i];
            a[i][q] = a[q][i];
        }
        turn(v[p], v[q], c, s);
    }

    private static void turn(double[] x, double[] y, double c, double s) {
        for (int i = 0; i < x.length; i++) {
            double xi = x[i];
            double yi = y[i];
            x[i] = c * xi - s * yi;
            y[i] = s * xi + c * yi;
        }
    }

    private static SymmetricEigen sorted(double[][] a, double[][] v) {
        Integer[] order = new Integer[a.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (i, j) -> Double.compare(a[j][j], a[i][i]));
        double[] values = new double[a.length];
        double[][] vectors = new double[a.length][];
        for (int i = 0; i < order.length; i++) {
            values[i] = a[order[i]][order[i]];
            vectors[i] = v[order[i]];
        }
        return new SymmetricEigen(values, vectors);
    }
}
