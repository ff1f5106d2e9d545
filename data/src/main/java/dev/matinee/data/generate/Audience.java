package dev.matinee.data.generate;

import dev.matinee.engine.Run;
import java.util.Arrays;

/**
 * How many rows every user has: long-tailed (lognormal above the fewest), and exactly as many in all as the shape says.
 * Row numbers, called slots, run through all users in order. Immutable.
 *
 * <p>Memory: 8 bytes a user, 16 where ratings are missing.
 */
final class Audience {
    private final DataShape shape;
    private final long[] starts;
    private final long[] eligibleStarts;
    private final Spread missing;
    private final long idSeed;

    Audience(DataShape shape, Run run) {
        this.shape = shape;
        this.idSeed = run.random("user ids", 0).nextLong();
        this.starts = cumulated(counts(shape, run));
        this.eligibleStarts = new long[shape.missingRatings() > 0 ? shape.users() + 1 : 0];
        for (int user = 0; user + 1 < eligibleStarts.length; user++) {
            eligibleStarts[user + 1] = eligibleStarts[user] + count(user) - protectedRows(user);
        }
        long eligible = eligibleStarts.length == 0 ? 1 : eligibleStarts[shape.users()];
        this.missing = new Spread(
                eligible, shape.missingRatings(), run.random("missing", 0).nextLong());
    }

    private static int[] counts(DataShape shape, Run run) {
        double[] activity = new double[shape.users()];
        for (int user = 0; user < activity.length; user++) {
            activity[user] = StrictMath.exp(
                    shape.activitySpread() * run.random("activity", user).nextGaussian());
        }
        int fewest = Math.clamp(shape.ratings() / (2L * shape.users()), 1, shape.fewestRatings());
        int most = Math.max(fewest, shape.ratedMovies() / 2);
        if ((long) most * shape.users() < shape.ratings() * 3 / 2) {
            most = shape.ratedMovies();
        }
        double low = 0;
        double high = 1;
        while (high < 1e15 && sum(activity, high, fewest, most) <= shape.ratings()) {
            high *= 2;
        }
        for (int step = 0; step < 60; step++) {
            double middle = (low + high) / 2;
            if (sum(activity, middle, fewest, most) <= shape.ratings()) {
                low = middle;
            } else {
                high = middle;
            }
        }
        int[] counts = new int[activity.length];
        for (int user = 0; user < counts.length; user++) {
            counts[user] = count(activity[user], low, fewest, most);
        }
        long left = shape.ratings() - Arrays.stream(counts).asLongStream().sum();
        for (int user = 0; left > 0; user = (user + 1) % counts.length) {
            if (counts[user] < most) {
                counts[user]++;
                left--;
            }
        }
        return counts;
    }

    private static long sum(double[] activity, double factor, int fewest, int most) {
        long sum = 0;
        for (double one : activity) {
            sum += count(one, factor, fewest, most);
        }
        return sum;
    }

    private static int count(double activity, double factor, int fewest, int most) {
        return (int) Math.min(most, fewest + activity * factor);
    }

    private static long[] cumulated(int[] counts) {
        long[] starts = new long[counts.length + 1];
        for (int i = 0; i < counts.length; i++) {
            starts[i + 1] = starts[i] + counts[i];
        }
        return starts;
    }

    /** The slot of a user's first row; for the number of users, the number of rows. */
    long start(int user) {
        return starts[user];
    }

    int count(int user) {
        return (int) (starts[user + 1] - starts[user]);
    }

    int users() {
        return shape.users();
    }

    int id(int user) {
        return Spread.id(user, shape.users(), shape.highestUserId(), idSeed);
    }

    /**
     * The first of the movies, in shuffled order, that users from this one on see to it that they are rated: those of a
     * user end where those of the next begin.
     */
    int firstAssignment(int user) {
        long movies = shape.ratedMovies();
        long first = Math.ceilDiv(2 * movies * starts[user] - shape.ratings(), 2 * shape.ratings());
        return Math.clamp(first, 0, shape.ratedMovies());
    }

    /** How many of a user's first drawn rows always have a rating, so that no user and no movie is left without. */
    int protectedRows(int user) {
        return Math.max(1, firstAssignment(user + 1) - firstAssignment(user));
    }

    /** Whether the user's {@code drawn}-th drawn row has no rating. */
    boolean isMissing(int user, int drawn) {
        int eligible = drawn - protectedRows(user);
        return eligibleStarts.length > 0 && eligible >= 0 && missing.contains(eligibleStarts[user] + eligible);
    }

    /** The share of the rows that the most active tenth of the users gave. */
    double topTenthShare() {
        long[] counts = new long[shape.users()];
        for (int user = 0; user < counts.length; user++) {
            counts[user] = count(user);
        }
        return topTenthShare(counts);
    }

    static double topTenthShare(long[] counts) {
        long[] sorted = counts.clone();
        Arrays.sort(sorted);
        long sum = Arrays.stream(sorted).sum();
        long top = Arrays.stream(sorted, sorted.length - sorted.length / 10, sorted.length)
                .sum();
        return sum == 0 ? 0 : (double) top / sum;
    }
}
