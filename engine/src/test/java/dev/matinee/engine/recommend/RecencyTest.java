package dev.matinee.engine.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.RandomRatings;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.models.Ease;
import dev.matinee.engine.split.TrainingSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecencyTest {
    private static final Run RUN = Run.seeded(42).threads(1);
    private static final int ITEMS = 60;
    private static final TrainingSet RATINGS = TrainingSet.everything(RandomRatings.of(5, 200, ITEMS, 0));
    private static final Ease.Trained MODEL = Ease.defaults().train(RATINGS, RUN);

    /** Scores of Ease are sums over the history, so weights can be put on its parts one by one. */
    @Test
    void aRatingWeighsHalfEveryHalfLife() {
        int halfLife = 3;
        List<Recency.Weighed> past = new ArrayList<>();
        for (int age = 0; age < 10; age++) {
            past.add(new Recency.Weighed((age * 17) % ITEMS, 1 + age % 5, 100 - age));
        }
        double[] expected = new double[ITEMS];
        float[] scores = new float[ITEMS];
        for (int age = 0; age < 10; age++) {
            MODEL.scores(
                    new int[] {past.get(age).item()}, new float[] {past.get(age).rating()}, scores);
            for (int item = 0; item < ITEMS; item++) {
                expected[item] += Math.pow(0.5, Math.floorDiv(age, halfLife)) * scores[item];
            }
        }

        float[] found = Recency.scores(MODEL, past, halfLife);

        for (int item = 0; item < ITEMS; item++) {
            assertThat((double) found[item]).isCloseTo(expected[item], within(1e-5));
        }
    }

    @Test
    void theLatestComesFirst() {
        Rows rows = RATINGS.interactions().byUser();
        int user = 0;
        while (rows.count(user) < 20) {
            user++;
        }

        List<Recency.Weighed> past = Recency.latestFirst(rows, user);

        assertThat(past)
                .hasSize(rows.count(user))
                .isSortedAccordingTo((a, b) ->
                        a.time() == b.time() ? Integer.compare(b.item(), a.item()) : Long.compare(b.time(), a.time()));
    }

    @Test
    void aLongHalfLifeIsNone() {
        List<Rated> history = List.of(new Rated("3", 4), new Rated("9", 5), new Rated("14", 2));
        Request request = Request.forHistory(history);

        assertThat(MODEL.recommend(request.halfLife(100))).isEqualTo(MODEL.recommend(request));
        assertThat(MODEL.recommend(request.halfLife(1))).isNotEqualTo(MODEL.recommend(request));
    }

    @Test
    void aNegativeHalfLifeIsRefused() {
        assertThatThrownBy(() -> Request.forUser("1").halfLife(-1)).hasMessage("halfLife must be at least 0, got -1");
    }

    @Test
    void ratingsWithoutTimesAreRefused() {
        Ease.Trained untimed = Ease.defaults().train(TrainingSet.everything(RandomRatings.of(5, 200, ITEMS, 1)), RUN);

        assertThatThrownBy(() -> untimed.recommend(Request.forUser("1").halfLife(5)))
                .isInstanceOf(MatineeException.class)
                .hasMessageContaining("needs the times of the ratings");
    }
}
