package dev.matinee.engine;

import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.InteractionsBuilder;
import dev.matinee.engine.matrix.Rows;
import java.util.stream.LongStream;

/** Small seeded ratings for tests: users of very different activity, half stars, times that often coincide. */
public final class RandomRatings {
    private RandomRatings() {}

    /** Ratings where one in {@code untimedOneIn} has no time; all have one for 0. */
    public static Interactions of(long seed, int users, int items, int untimedOneIn) {
        RandomStream random = new RandomStream(seed);
        InteractionsBuilder builder = new InteractionsBuilder(numbers(users), numbers(items));
        for (int user = 0; user < users; user++) {
            double activity = Math.pow(random.nextDouble(), 3);
            for (int item = 0; item < items; item++) {
                if (random.nextDouble() < activity) {
                    boolean untimed = untimedOneIn > 0 && random.nextInt(untimedOneIn) == 0;
                    builder.add(
                            user,
                            item,
                            random.nextInt(1, 11) / 2f,
                            untimed ? Rows.NO_TIME : 1_000_000_000L + random.nextInt(500) * 10_000_000L / 3);
                }
            }
        }
        return builder.build(Run.seeded(seed).threads(1));
    }

    /** The ids 1 to {@code count}. */
    public static Ids numbers(int count) {
        return Ids.ofNumbers(LongStream.rangeClosed(1, count).toArray());
    }
}
