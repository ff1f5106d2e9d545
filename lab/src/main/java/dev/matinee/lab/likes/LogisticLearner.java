package dev.matinee.lab.likes;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;

/**
 * Learns a logistic regression by Newton's method (iteratively reweighted least squares: McCullagh, Nelder 1989, section 2.5)
 * with a ridge, to its one optimum. Sums run over parts of the rows that do not depend on the number of threads.
 *
 * @param regularization the ridge, in rows: {@code regularization / 2 |w|^2} is added to the sum of losses
 */
record LogisticLearner(double regularization) implements Classifier {
    private static final int STEPS = 30;
    private static final int PARTS = 16;
    private static final double SETTLED = 1e-6;

    /** A numerical floor under the curvature, far below any ridge that matters. */
    private static final double FLOOR = 1e-6;

    @Override
    public LinearScorer learn(FeatureTable rows, Run run) {
        Standardiser standardiser = Standardiser.fit(rows);
        int width = standardiser.width() + 1;
        double[] weights = new double[width];
        double share = (double) rows.likeCount() / rows.rows();
        weights[width - 1] = StrictMath.log(share / (1 - share));
        for (int step = 0; step < STEPS; step++) {
            double[] change = step(rows, standardiser, weights, run);
            double largest = 0;
            for (int i = 0; i < width; i++) {
                weights[i] -= Math.clamp(change[i], -5, 5);
                largest = Math.max(largest, Math.abs(change[i]));
            }
            if (largest < SETTLED) {
                break;
            }
        }
        float[] learned = new float[width];
        for (int i = 0; i < width; i++) {
            learned[i] = (float) weights[i];
            if (!Float.isFinite(learned[i])) {
                throw MatineeException.badData(
                        "the logistic regression does not settle", "use more rows or a larger regularization");
            }
        }
        return new LinearScorer(standardiser, learned);
    }

    /** The Newton step: the inverse of the curvature times the slope. */
    private double[] step(FeatureTable rows, Standardiser standardiser, double[] weights, Run run) {
        int width = weights.length;
        double[][] partial = new double[PARTS][];
        run.parallel(PARTS, part -> {
            int from = (int) ((long) rows.rows() * part / PARTS);
            int to = (int) ((long) rows.rows() * (part + 1) / PARTS);
            partial[part] = sums(rows, standardiser, weights, from, to);
        });
        double[] sums = partial[0];
        for (int part = 1; part < PARTS; part++) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += partial[part][i];
            }
        }
        double[][] curvature = new double[width][width];
        double[] slope = new double[width];
        for (int i = 0; i < width; i++) {
            boolean added = i == width - 1;
            System.arraycopy(sums, i * width, curvature[i], 0, width);
            curvature[i][i] += FLOOR + (added ? 0 : regularization);
            slope[i] = sums[width * width + i] + (added ? 0 : regularization * weights[i]);
        }
        return solved(curvature, slope);
    }

    /** The curvature of the loss of some rows, on and below the diagonal, and after it the slope. */
    private static double[] sums(FeatureTable rows, Standardiser standardiser, double[] weights, int from, int to) {
        int width = weights.length;
        double[] sums = new double[width * (width + 1)];
        double[] x = new double[width];
        for (int row = from; row < to; row++) {
            standardiser.write(rows, row, x);
            x[width - 1] = 1;
            double score = 0;
            for (int i = 0; i < width; i++) {
                score += weights[i] * x[i];
            }
            double p = 1 / (1 + StrictMath.exp(-score));
            double error = p - rows.like(row);
            double weight = p * (1 - p);
            for (int i = 0; i < width; i++) {
                double scaled = weight * x[i];
                sums[width * width + i] += error * x[i];
                for (int j = 0; j <= i && scaled != 0; j++) {
                    sums[i * width + j] += scaled * x[j];
                }
            }
        }
        return sums;
    }

    /** Solves with a symmetric positive definite matrix, of which what is on and below the diagonal counts, by Cholesky. */
    private static double[] solved(double[][] matrix, double[] right) {
        int size = right.length;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= matrix[i][k] * matrix[j][k];
                }
                matrix[i][j] = i == j ? Math.sqrt(Math.max(sum, FLOOR)) : sum / matrix[j][j];
            }
        }
        double[] solution = right.clone();
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < i; k++) {
                solution[i] -= matrix[i][k] * solution[k];
            }
            solution[i] /= matrix[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int k = i + 1; k < size; k++) {
                solution[i] -= matrix[k][i] * solution[k];
            }
            solution[i] /= matrix[i][i];
        }
        return solution;
    }
}
