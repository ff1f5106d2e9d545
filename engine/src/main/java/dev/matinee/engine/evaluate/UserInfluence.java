package dev.matinee.engine.evaluate;

import dev.matinee.engine.MatineeException;
import java.util.Arrays;
import java.util.List;

/**
 * How far one metric rests on each user: by about how much its value moves when a user is counted twice. The parts add up
 * to 0, and their squares to the metric's variance over users, whatever the metric is a mean of and over however many
 * splits. The arrays are shared, not copied, and are not to be changed.
 *
 * @param mean the metric's value
 * @param users the indexes of the users measured, ascending
 * @param parts each user's part, in the same order
 */
public record UserInfluence(double mean, int[] users, double[] parts) {
    static final double NORMAL_95 = 1.959963984540054;

    /** Checks that the lengths fit. */
    public UserInfluence {
        if (users.length != parts.length) {
            throw MatineeException.usage("there are " + users.length + " users but " + parts.length + " parts");
        }
    }

    /**
     * The mean of a metric over several splits of the same data. A user who was measured on several of them is still one
     * user, so that the interval does not shrink by measuring the same users again.
     */
    public static UserInfluence mean(List<UserInfluence> splits) {
        if (splits.isEmpty()) {
            throw MatineeException.usage("a mean over splits needs at least one split");
        }
        int[] users = splits.stream()
                .flatMapToInt(split -> Arrays.stream(split.users))
                .sorted()
                .distinct()
                .toArray();
        double[] parts = new double[users.length];
        double sum = 0;
        for (UserInfluence split : splits) {
            sum += split.mean;
            int at = 0;
            for (int i = 0; i < split.users.length; i++) {
                while (users[at] < split.users[i]) {
                    at++;
                }
                parts[at] += split.parts[i] / splits.size();
            }
        }
        return new UserInfluence(sum / splits.size(), users, parts);
    }

    /** The standard error of the metric over users; NaN with fewer than two. */
    public double standardError() {
        double squares = 0;
        for (double part : parts) {
            squares += part * part;
        }
        int n = parts.length;
        return n < 2 ? Double.NaN : Math.sqrt(squares * n / (n - 1));
    }

    /** The metric with its interval, cut to the range of its measure. */
    public Metric metric(Measure measure) {
        if (parts.length < 2) {
            return Metric.withoutInterval(mean, parts.length);
        }
        double reach = NORMAL_95 * standardError();
        return new Metric(
                mean,
                Math.max(measure.lowest(), mean - reach),
                Math.min(measure.highest(), mean + reach),
                parts.length);
    }
}
