package dev.matinee.engine.evaluate;

import dev.matinee.engine.MatineeException;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What each user contributes to one metric: the metric is the sum of the totals divided by the sum of the weights, or the
 * root of that. A mean over users has weights of 1; a mean over ratings has each user's number of ratings. The arrays are
 * shared, not copied, and are not to be changed.
 *
 * @param users the indexes of the users measured, ascending
 * @param totals a user's total, in the same order
 * @param weights a user's weight, above 0, in the same order
 * @param root whether the metric is the root of the mean
 */
public record UserValues(int[] users, double[] totals, double[] weights, boolean root) {
    /** Checks that there are users and that the lengths fit. */
    public UserValues {
        if (users.length == 0 || totals.length != users.length || weights.length != users.length) {
            throw MatineeException.usage("there must be as many totals and weights as users, and at least one, got "
                    + users.length + " users, " + totals.length + " totals, " + weights.length + " weights");
        }
    }

    /** The number of users. */
    public int size() {
        return users.length;
    }

    /** The same of those users whose index passes; empty when none does. */
    public Optional<UserValues> of(IntPredicate chosen) {
        int[] kept = IntStream.range(0, users.length)
                .filter(i -> chosen.test(users[i]))
                .toArray();
        return kept.length == 0
                ? Optional.empty()
                : Optional.of(new UserValues(
                        IntStream.of(kept).map(i -> users[i]).toArray(),
                        IntStream.of(kept).mapToDouble(i -> totals[i]).toArray(),
                        IntStream.of(kept).mapToDouble(i -> weights[i]).toArray(),
                        root));
    }

    /** The metric over all users; sums are taken in the order of the users. */
    public double mean() {
        double ratio = sum(totals) / sum(weights);
        return root ? Math.sqrt(ratio) : ratio;
    }

    /** One user's own value of the metric, by position in {@link #users}. */
    public double value(int position) {
        double ratio = totals[position] / weights[position];
        return root ? Math.sqrt(ratio) : ratio;
    }

    /**
     * How far the metric rests on each user, to first order (the delta method): {@code (total - ratio x weight) / sum of
     * weights}, times the slope of the root where there is one.
     */
    public UserInfluence influence() {
        double weight = sum(weights);
        double ratio = sum(totals) / weight;
        double mean = root ? Math.sqrt(ratio) : ratio;
        double slope = root ? (mean > 0 ? 0.5 / mean : 0) : 1;
        double[] parts = new double[users.length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = slope * (totals[i] - ratio * weights[i]) / weight;
        }
        return new UserInfluence(mean, users, parts);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
