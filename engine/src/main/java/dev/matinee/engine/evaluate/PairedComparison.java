package dev.matinee.engine.evaluate;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import java.util.Arrays;

/**
 * Whether two models differ in one metric, compared user by user: most of what makes a user easy or hard is the same for
 * both and cancels out, so far smaller differences can be told apart than two intervals suggest.
 *
 * <p>By the bootstrap (Efron 1979): users are drawn with replacement, 2000 times, and the difference is taken anew. The
 * draws are always the same ones, whatever the run's seed and threads. For means over users this is exact, for root means
 * and for means over several splits it uses the first-order {@link UserInfluence}. Compare one model with many and some
 * difference in twenty will look real by chance, unless the p-values are corrected by {@link Holm}.
 *
 * <p>Cost: 2000 additions a user.
 *
 * @param difference the first metric minus the second
 * @param low the lower end of the 95 % interval of the difference
 * @param high the upper end of it
 * @param pValue how often, at most, chance alone would make so great a difference either way; where none of the draws tells,
 *     because it is below 0.001, the bound 2 phi(z) / z on the two tails of the normal distribution
 * @param users how many users were compared
 */
public record PairedComparison(double difference, double low, double high, double pValue, int users) {
    private static final int RESAMPLES = 2000;
    private static final long FIXED_SEED = 0;

    /** Whether 0 lies outside the interval. */
    public boolean significant() {
        return low > 0 || high < 0;
    }

    /**
     * Compares two models by the influence of the same users.
     *
     * @throws MatineeException {@code USAGE} when the users are not the same, or fewer than two
     */
    public static PairedComparison of(UserInfluence first, UserInfluence second, Run run) {
        if (!Arrays.equals(first.users(), second.users())) {
            throw MatineeException.usage("only evaluations of the same users can be paired, got " + first.users().length
                    + " and " + second.users().length + " users");
        }
        int users = first.users().length;
        if (users < 2) {
            throw MatineeException.usage("a comparison needs at least 2 users, got " + users);
        }
        double difference = first.mean() - second.mean();
        double[] parts = new double[users];
        for (int i = 0; i < users; i++) {
            parts[i] = first.parts()[i] - second.parts()[i];
        }
        double[] resampled = new double[RESAMPLES];
        Run fixed = run.seed(FIXED_SEED);
        fixed.parallelRanges(RESAMPLES, 50, (from, to) -> {
            for (int resample = from; resample < to; resample++) {
                RandomStream random = fixed.random("paired bootstrap", resample);
                double sum = difference;
                for (int draw = 0; draw < users; draw++) {
                    sum += parts[random.nextInt(users)];
                }
                resampled[resample] = sum;
            }
        });
        return summary(difference, parts, resampled);
    }

    private static PairedComparison summary(double difference, double[] parts, double[] resampled) {
        Arrays.sort(resampled);
        int tail = RESAMPLES / 40;
        long notAbove = Arrays.stream(resampled).filter(value -> value <= 0).count();
        long notBelow = Arrays.stream(resampled).filter(value -> value >= 0).count();
        long across = Math.min(notAbove, notBelow);
        double pValue = Math.min(1, 2.0 * (1 + across) / (1 + RESAMPLES));
        if (across == 0) {
            pValue = Math.min(pValue, normalTails(difference, parts));
        }
        return new PairedComparison(difference, resampled[tail], resampled[RESAMPLES - 1 - tail], pValue, parts.length);
    }

    private static double normalTails(double difference, double[] parts) {
        double variance = 0;
        for (double part : parts) {
            variance += part * part;
        }
        double z = Math.abs(difference) / Math.sqrt(variance);
        return 2 * StrictMath.exp(-z * z / 2) / (z * Math.sqrt(2 * Math.PI));
    }
}
