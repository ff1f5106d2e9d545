package dev.matinee.data.generate;

import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.InteractionsBuilder;

/** Keeps generated rows as interactions; unrated movies are not among the items. */
final class MemoryWriter implements RatingsWriter {
    private final DataShape.Scale scale;
    private final Audience audience;
    private final int[] items;
    private final InteractionsBuilder builder;

    MemoryWriter(Generator.Parts parts) {
        this.scale = parts.shape().scale();
        MoviePool pool = parts.pool();
        this.items = new int[pool.size()];
        long[] itemIds = new long[parts.shape().ratedMovies()];
        int count = 0;
        for (int movie = 0; movie < pool.size(); movie++) {
            if (pool.isRated(movie)) {
                items[movie] = count;
                itemIds[count++] = pool.id(movie);
            }
        }
        long[] userIds = new long[parts.shape().users()];
        for (int user = 0; user < userIds.length; user++) {
            userIds[user] = parts.audience().id(user);
        }
        this.builder = new InteractionsBuilder(Ids.ofNumbers(userIds), Ids.ofNumbers(itemIds));
        this.audience = parts.audience();
    }

    @Override
    public void render(RatingBlock block) {}

    @Override
    public void write(RatingBlock block) {
        int at = 0;
        for (int user = block.firstUser; user < block.endUser; user++) {
            for (int k = audience.count(user); k > 0; k--, at++) {
                if (block.levels[at] != RatingBlock.MISSING && !block.anomalous[at]) {
                    float rating = (float) scale.rating(block.levels[at]);
                    builder.add(user, items[block.movies[at]], rating, block.times[at]);
                }
            }
        }
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}

    Interactions interactions(Run run) {
        return builder.build(run);
    }
}
