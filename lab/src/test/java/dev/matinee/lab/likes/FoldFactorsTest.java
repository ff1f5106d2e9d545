package dev.matinee.lab.likes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directions of taste that were found among the ratings of some users. */
class FoldFactorsTest {
    private static final Run RUN = Run.seeded(42).threads(2);
    private static final int FACTORS = 2;

    @Test
    void someUsersFindWhatAllFindAndEverybodyGetsAPlace(@TempDir Path folder) {
        Interactions ratings = SampleRatings.sample(folder, RUN);
        Rows rows = ratings.byUser();
        RatingFolds folds = RatingFolds.of(rows, 3, RUN);
        FoldFactors all = FoldFactors.of(ratings, folds, FACTORS, true, RUN);
        FoldFactors some = FoldFactors.of(ratings, folds, FACTORS, true, 60_000, RUN);
        FoldFactors alone = FoldFactors.of(ratings, folds, FACTORS, true, 60_000, RUN.threads(1));
        assertThat(some.movies()).isEqualTo(alone.movies()).isNotEqualTo(all.movies());
        double both = 0;
        double squaresOfAll = 0;
        double squaresOfSome = 0;
        int placed = 0;
        for (int user = 0; user < rows.rows(); user++) {
            float[] one = place(all, user, rows);
            float[] other = place(some, user, rows);
            both += one[2 * FACTORS] * other[2 * FACTORS];
            squaresOfAll += one[2 * FACTORS] * one[2 * FACTORS];
            squaresOfSome += other[2 * FACTORS] * other[2 * FACTORS];
            placed += other[0] != 0 ? 1 : 0;
        }
        assertThat(placed).isGreaterThan((int) (0.99 * rows.rows()));
        assertThat(both / Math.sqrt(squaresOfAll * squaresOfSome))
                .as("user and movie fit alike")
                .isGreaterThan(0.7);
    }

    /** A user's place, that of the first movie he rated, and their product, as a row of its fold is described. */
    private static float[] place(FoldFactors factors, int user, Rows rows) {
        float[] row = new float[2 * FACTORS + 1];
        factors.write(user, rows.column(rows.start(user)), 1, rows, row, 0);
        return row;
    }
}
