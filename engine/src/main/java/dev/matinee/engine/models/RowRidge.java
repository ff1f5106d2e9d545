package dev.matinee.engine.models;

import dev.matinee.engine.kernels.Kernels;
import java.util.Arrays;

/**
 * What one row of a rating matrix, a user's or an item's, lowers while the other side is fixed: with its factors x and bias
 * b, the other side's factors y_i, its n ratings less what is known of them t_i, and s the frequency scaling,
 *
 * <pre>
 * sum_i (t_i - b - x.y_i)^2 + n^s (regularization |x|^2 + biasRegularization b^2)
 * </pre>
 *
 * @param factors the length of x
 * @param regularization the pull of factors
 * @param biasRegularization the pull of biases
 * @param frequencyScaling s: 0 for a pull that all rows have alike, 1 for one in proportion to their ratings
 * @param biased whether there are biases; otherwise b is 0
 */
record RowRidge(
        int factors, double regularization, double biasRegularization, double frequencyScaling, boolean biased) {
    /** n^s. */
    double weight(int ratings) {
        return Math.pow(ratings, frequencyScaling);
    }

    /** What the pull adds for one row. */
    double penalty(float[] x, int at, float bias, int ratings) {
        double square = 0;
        for (int i = at; i < at + factors; i++) {
            square += (double) x[i] * x[i];
        }
        return ratings == 0 ? 0 : weight(ratings) * (regularization * square + biasRegularization * bias * bias);
    }

    /** Something that solves rows, with working memory: one object a thread. */
    Solver solver() {
        return new Solver();
    }

    /**
     * Solves rows exactly. The bias is taken out first: it is the mean of what the factors leave, so it costs one row more
     * in the matrix of the equations instead of one factor more. Time: {@code n factors^2 + factors^3 / 3} multiplications.
     */
    final class Solver {
        /** What a caller fills with the row's columns and targets; weights stay 1. */
        final RowTargets row = new RowTargets();

        private final Kernels kernels = Kernels.active();
        private final CholeskyRows rows = new CholeskyRows(factors);
        private final float[] gram = new float[factors * factors];
        private final float[] sum = new float[factors];
        private double least;

        /** Makes room for a row of so many ratings. */
        void begin(int ratings) {
            row.makeRoom(ratings);
            row.count = ratings;
            Arrays.fill(row.weights, 0, ratings, 1);
        }

        /**
         * Solves for the row that was begun and has at least one rating; its targets are changed.
         *
         * @param table the other side's factors
         * @param x gets the factors, from {@code at} on
         * @return the bias
         */
        float solve(float[] table, float[] x, int at) {
            int n = row.count;
            double pull = weight(n);
            double spread = biased ? 1 / (n + pull * biasRegularization) : 0;
            Arrays.fill(sum, 0);
            Arrays.fill(gram, 0);
            kernels.addChosenRows(table, factors, row.columns, row.weights, 0, n, sum, 0);
            kernels.addGram(sum, 0, 1, factors, new float[] {(float) -spread}, 0, gram);
            double total = 0;
            double squares = 0;
            for (int i = 0; i < n; i++) {
                total += row.targets[i];
                squares += (double) row.targets[i] * row.targets[i];
            }
            float shift = (float) (total * spread);
            for (int i = 0; i < n; i++) {
                row.targets[i] -= shift;
            }
            double gained = rows.improve(table, gram, row, (float) (pull * regularization), x, at);
            least = squares - total * total * spread + gained;
            return (float) ((total - kernels.dot(sum, 0, x, at, factors)) * spread);
        }

        /** The least value of the loss above, for the row solved last. */
        double least() {
            return least;
        }
    }
}
