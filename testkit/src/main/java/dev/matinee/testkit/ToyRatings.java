package dev.matinee.testkit;

import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.InteractionsBuilder;
import java.util.stream.LongStream;

/** Small ratings with awkward corners. The same on every machine and for ever: golden files are trained on them. */
public final class ToyRatings {
    private static final long START = 1_000_000_000L;
    private static final int SPAN = 100_000_000;

    private ToyRatings() {}

    /**
     * 60 users and 40 items with half-star ratings, of which users 60 and 59 and items 40 and 39 have none. Item 1 is
     * rated by all users with ratings but the first, and highest.
     */
    public static Interactions mixed() {
        RandomStream random = new RandomStream(7);
        InteractionsBuilder builder = new InteractionsBuilder(ids(60), ids(40));
        for (int user = 0; user < 58; user++) {
            double activity = 0.1 + 0.6 * random.nextDouble();
            for (int item = 0; item < 38; item++) {
                boolean favourite = item == 0;
                int stars = favourite ? 10 : Math.clamp(random.nextInt(1, 8) + (user + item) % 3, 1, 9);
                boolean rates = random.nextDouble() < activity;
                if (favourite ? user > 0 : rates) {
                    builder.add(user, item, stars / 2f, START + random.nextInt(SPAN));
                }
            }
        }
        return builder.build(Run.seeded(1).threads(1));
    }

    /** One user, one item, one rating. */
    public static Interactions single() {
        InteractionsBuilder builder = new InteractionsBuilder(ids(1), ids(1));
        builder.add(0, 0, 4, START);
        return builder.build(Run.seeded(1).threads(1));
    }

    /** One user who rated three of four items alike. */
    public static Interactions oneUser() {
        InteractionsBuilder builder = new InteractionsBuilder(ids(1), ids(4));
        for (int item = 0; item < 3; item++) {
            builder.add(0, item, 3, START);
        }
        return builder.build(Run.seeded(1).threads(1));
    }

    /** This many users and items, and not one rating. */
    public static Interactions none(int users, int items) {
        return new InteractionsBuilder(ids(users), ids(items))
                .build(Run.seeded(1).threads(1));
    }

    private static Ids ids(int size) {
        return Ids.ofNumbers(LongStream.rangeClosed(1, size).toArray());
    }
}
