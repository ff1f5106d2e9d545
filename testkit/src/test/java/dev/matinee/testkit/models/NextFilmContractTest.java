package dev.matinee.testkit.models;

import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.InteractionsBuilder;
import dev.matinee.engine.models.NextFilm;
import dev.matinee.testkit.Checkerboard;
import dev.matinee.testkit.RecommenderContract;

class NextFilmContractTest extends RecommenderContract<NextFilm.Trained, NextFilm> {
    NextFilmContractTest() {
        super(NextFilm.FAMILY, NextFilm.defaults().regularization(5));
    }

    /**
     * The checkerboard of likes where each user starts after the withheld item and goes round: in the usual one all start
     * with the same item, which nobody takes next.
     */
    @Override
    protected Interactions checkerboard() {
        Interactions usual = Checkerboard.ofLikes(16);
        InteractionsBuilder builder = new InteractionsBuilder(usual.users(), usual.items());
        for (int user = 0; user < 16; user++) {
            for (long position = usual.byUser().start(user);
                    position < usual.byUser().end(user);
                    position++) {
                int item = usual.byUser().column(position);
                builder.add(
                        user, item, usual.byUser().rating(position), 1_000_000_000L + Math.floorMod(item - user, 16));
            }
        }
        return builder.build(Run.seeded(1).threads(1));
    }
}
