package dev.matinee.engine.models;

import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Rows;
import java.util.Arrays;

/** One side of {@link ImplicitAls} while it trains: users or items with their ratings, regularisation and factors. */
final class AlsSide {
    private static final int ROWS_AT_ONCE = 1024;
    private static final double INITIAL_DEVIATION = 0.1;

    private final ImplicitAls settings;
    private final Rows ratings;
    private final float lowestRating;
    private final float[] factors;
    private final int[] counts;
    private final float[] pulls;
    private final float[] shares;
    private final double confidences;
    private final int longest;

    /** A side with factors that are not copied, {@code settings.factors()} a row. */
    AlsSide(ImplicitAls settings, Rows ratings, int columns, float lowestRating, float[] factors, Run run) {
        this.settings = settings;
        this.ratings = ratings;
        this.lowestRating = lowestRating;
        this.factors = factors;
        this.counts = new int[ratings.rows()];
        this.pulls = new float[ratings.rows()];
        this.shares = new float[ratings.rows()];
        double[] sums = new double[Math.ceilDiv(rows(), ROWS_AT_ONCE)];
        run.parallelRanges(rows(), ROWS_AT_ONCE, (from, to) -> {
            RowFeedback feedback = reader();
            for (int row = from; row < to; row++) {
                feedback.read(ratings, row);
                counts[row] = feedback.count;
                pulls[row] = settings.pull(feedback.count, columns);
                for (int i = 0; i < feedback.count; i++) {
                    sums[from / ROWS_AT_ONCE] += feedback.targets[i];
                    shares[row] += feedback.weights[i];
                }
            }
        });
        this.confidences = Arrays.stream(sums).sum();
        this.longest = Arrays.stream(counts).max().orElse(0);
        long feedback = Arrays.stream(counts).asLongStream().sum();
        for (int row = 0; row < shares.length; row++) {
            shares[row] = Math.max(0, shares[row]) / feedback;
        }
    }

    /** Draws factors for every row with feedback: even, with a standard deviation of 0.1 by the root of their number. */
    void scatter(Run run) {
        int width = settings.factors();
        double bound = INITIAL_DEVIATION * Math.sqrt(3.0 / width);
        run.parallelRanges(rows(), ROWS_AT_ONCE, (from, to) -> {
            for (int row = from; row < to; row++) {
                RandomStream random = run.random("implicit-als", row);
                for (int i = row * width; counts[row] > 0 && i < (row + 1) * width; i++) {
                    factors[i] = (float) (bound * (2 * random.nextDouble() - 1));
                }
            }
        });
    }

    int rows() {
        return counts.length;
    }

    Rows ratings() {
        return ratings;
    }

    /** The factors of all rows; 0 for a row without feedback. */
    float[] factors() {
        return factors;
    }

    /** A reader of rows, for one thread. */
    RowFeedback reader() {
        return new RowFeedback(settings, lowestRating);
    }

    /** The regularisation of a row. */
    float pull(int row) {
        return pulls[row];
    }

    /** The most feedback a row has. */
    int longest() {
        return longest;
    }

    /** The sum of the weights of each row's feedback by the number of all feedback. */
    float[] shares() {
        return shares;
    }

    /** The sum of the confidences of all cells with feedback. */
    double confidences() {
        return confidences;
    }

    /** What regularisation adds to the loss. */
    double penalty() {
        int width = settings.factors();
        double penalty = 0;
        for (int row = 0; row < rows(); row++) {
            double square = 0;
            for (int i = row * width; i < (row + 1) * width; i++) {
                square += (double) factors[i] * factors[i];
            }
            penalty += pulls[row] * square;
        }
        return penalty;
    }
}
