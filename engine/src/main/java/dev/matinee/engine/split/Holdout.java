package dev.matinee.engine.split;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Rules that hold out one part of the ratings, once.
 *
 * <p>The rules within each user hold out {@code round(share x ratings)} of a user's ratings, halves upwards, but always
 * leave at least one to learn from: a user with two ratings loses none at a share of 0.2, one with three loses one.
 *
 * <p>Cost: one look at every rating and one bit each; the rules by time sort each user's ratings.
 */
public final class Holdout implements Splitter {
    private static final int USERS_AT_ONCE = 1024;

    private final String kind;
    private final Choice choice;

    private Holdout(String kind, Choice choice) {
        this.kind = kind;
        this.choice = choice;
    }

    /** Decides which ratings to hold out. */
    private interface Choice {
        void choose(Interactions interactions, PositionSet heldOut, Run run);
    }

    /** {@code random:0.2}: within each user a random share of the ratings, every choice being equally likely. */
    public static Holdout randomPerUser(double share) {
        checkShare("random", share);
        return new Holdout("random:" + plain(share), (interactions, heldOut, run) -> {
            Rows rows = interactions.byUser();
            forEachUser(rows, run, user -> {
                int left = rows.count(user);
                int wanted = wanted(share, left);
                RandomStream random = run.random("holdout", user);
                for (long position = rows.start(user); wanted > 0; position++, left--) {
                    if (random.nextInt(left) < wanted) {
                        heldOut.add(position);
                        wanted--;
                    }
                }
            });
        });
    }

    /**
     * {@code latest:0.2}: the latest share of each user's ratings; of ratings of the same second, those of items with
     * higher indexes count as later. A rating without a time is never held out, so a user without times is only learned
     * from; when no rating at all has a time, splitting is refused.
     */
    public static Holdout latestPerUser(double share) {
        checkShare("latest", share);
        String kind = "latest:" + plain(share);
        return new Holdout(kind, (interactions, heldOut, run) -> {
            Rows rows = interactions.byUser();
            requireTimes(rows, kind);
            forEachUser(rows, run, user -> holdLatest(rows, user, wanted(share, rows.count(user)), heldOut));
        });
    }

    /** {@code last-one}: each user's latest rating, in the order of {@link #latestPerUser}, where there are two or more. */
    public static Holdout lastOne() {
        return new Holdout("last-one", (interactions, heldOut, run) -> {
            Rows rows = interactions.byUser();
            requireTimes(rows, "last-one");
            forEachUser(rows, run, user -> holdLatest(rows, user, rows.count(user) > 1 ? 1 : 0, heldOut));
        });
    }

    /**
     * {@code time:0.2}: the latest share of all ratings that have a time, whoever gave them. Ratings of the same second
     * stay together, so that everything held out is later than everything learned from; the share held out may be
     * greater for that. Users whose first rating comes after the cut are not learned from at all: it is the one rule that
     * leaves a user with several ratings none in training.
     */
    public static Holdout timeCut(double share) {
        checkShare("time", share);
        String kind = "time:" + plain(share);
        return new Holdout(kind, (interactions, heldOut, run) -> {
            Rows rows = interactions.byUser();
            requireTimes(rows, kind);
            long cut = TimeCut.latest(rows, share, run);
            forEachUser(rows, run, user -> {
                for (long position = rows.start(user); position < rows.end(user); position++) {
                    long time = rows.time(position);
                    if (time != Rows.NO_TIME && time >= cut) {
                        heldOut.add(position);
                    }
                }
            });
        });
    }

    @Override
    public List<Split> splits(Interactions interactions, Run run) {
        PositionSet heldOut = new PositionSet(interactions.size());
        choice.choose(interactions, heldOut, run);
        return List.of(Split.cut(interactions, heldOut, kind, run));
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public String toString() {
        return kind;
    }

    private static void holdLatest(Rows rows, int user, int wanted, PositionSet heldOut) {
        if (wanted == 0) {
            return;
        }
        long start = rows.start(user);
        int count = rows.count(user);
        long earliest = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            long time = rows.time(start + i);
            earliest = time == Rows.NO_TIME ? earliest : Math.min(earliest, time);
        }
        // All times of a matrix lie within 32 bits of each other, so seconds and place in the row share one number.
        long[] order = new long[count];
        int timed = 0;
        for (int i = 0; i < count; i++) {
            long time = rows.time(start + i);
            if (time != Rows.NO_TIME) {
                order[timed++] = (time - earliest) << 31 | i;
            }
        }
        Arrays.sort(order, 0, timed);
        for (int i = Math.max(0, timed - wanted); i < timed; i++) {
            heldOut.add(start + (order[i] & Integer.MAX_VALUE));
        }
    }

    private static void forEachUser(Rows rows, Run run, IntConsumer user) {
        run.parallelRanges(rows.rows(), USERS_AT_ONCE, (from, to) -> {
            for (int index = from; index < to; index++) {
                user.accept(index);
            }
        });
    }

    private static void requireTimes(Rows rows, String kind) {
        if (!rows.hasTimes()) {
            throw MatineeException.badData(
                    kind + " needs the times of the ratings, and none of the " + rows.size() + " ratings has one",
                    "split by random:0.2 instead");
        }
    }

    /** How many of a user's ratings to hold out; the tiny addend undoes the rounding of shares that binary cannot spell. */
    private static int wanted(double share, int ratings) {
        return Math.clamp((int) Math.floor(share * ratings + 0.5 + 1e-9), 0, Math.max(0, ratings - 1));
    }

    private static void checkShare(String kind, double share) {
        if (!(share > 0 && share < 1)) {
            throw MatineeException.usage(kind + " needs a share above 0 and below 1, such as " + kind + ":0.2, got "
                    + (Double.isFinite(share) ? plain(share) : share));
        }
    }

    private static String plain(double share) {
        return new BigDecimal(Double.toString(share)).stripTrailingZeros().toPlainString();
    }
}
