package dev.matinee.testkit;

import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.InteractionsBuilder;
import java.util.stream.LongStream;

/**
 * Toy ratings with one obvious answer. Users and items come in two colours by turns, and users like the items of their
 * own colour; what user n thinks of item n is withheld. Whoever learns anything from others ranks that item first among
 * those the user has not rated. Ids are 1, 2 and on; times are a day apart within a user.
 */
public final class Checkerboard {
    private static final long START = 1_000_000_000L;
    private static final long DAY = 86_400;

    private Checkerboard() {}

    /** {@code size} users and items; users rate the items of their own colour with 5, the withheld one excepted. */
    public static Interactions ofLikes(int size) {
        InteractionsBuilder builder = new InteractionsBuilder(ids(size), ids(size));
        for (int user = 0; user < size; user++) {
            for (int item = user % 2; item < size; item += 2) {
                if (item != user) {
                    builder.add(user, item, 5, START + item * DAY);
                }
            }
        }
        return builder.build(Run.seeded(1).threads(1));
    }

    /**
     * The same for models that learn from how items are rated: items of the own colour have 5 or 4, those of the other 1
     * or 2. Beside the withheld item a user has not rated the next one, which is of the other colour.
     */
    public static Interactions ofStars(int size) {
        InteractionsBuilder builder = new InteractionsBuilder(ids(size), ids(size));
        for (int user = 0; user < size; user++) {
            for (int item = 0; item < size; item++) {
                if (item != user && item != (user + 1) % size) {
                    int nuance = (user / 2 + item / 2) % 2;
                    float rating = (user + item) % 2 == 0 ? 5 - nuance : 1 + nuance;
                    builder.add(user, item, rating, START + item * DAY);
                }
            }
        }
        return builder.build(Run.seeded(1).threads(1));
    }

    private static Ids ids(int size) {
        return Ids.ofNumbers(LongStream.rangeClosed(1, size).toArray());
    }
}
