package dev.matinee.engine.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.RandomRatings;
import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.InteractionsBuilder;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.split.TrainingSet;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NextFilmTest {
    private static final Run RUN = Run.seeded(42).threads(1);
    private static final int ITEMS = 12;

    /** After item n comes item 5n + 1 (modulo 12), with some noise: users start anywhere. */
    private static Interactions planted(double noise) {
        InteractionsBuilder builder = new InteractionsBuilder(RandomRatings.numbers(400), RandomRatings.numbers(ITEMS));
        for (int user = 0; user < 400; user++) {
            RandomStream random = RUN.random("planted", user);
            boolean[] taken = new boolean[ITEMS];
            int item = random.nextInt(ITEMS);
            for (int step = 0; step < 4 && !taken[item]; step++) {
                taken[item] = true;
                builder.add(user, item, 4, 1_000_000_000L + step);
                item = random.nextDouble() < noise ? random.nextInt(ITEMS) : next(item);
            }
        }
        return builder.build(RUN);
    }

    private static int next(int item) {
        return (5 * item + 1) % ITEMS;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.2})
    void aPlantedTransitionIsFound(double noise) {
        Interactions ratings = planted(noise);
        NextFilm.Trained model =
                NextFilm.defaults().halfLife(0.5).regularization(2).train(TrainingSet.everything(ratings), RUN);
        float[] scores = new float[ITEMS];
        Rows byUser = ratings.byUser();
        for (int user = 0; user < 400; user++) {
            int last = -1;
            long latest = Long.MIN_VALUE;
            for (long position = byUser.start(user); position < byUser.end(user); position++) {
                if (byUser.time(position) > latest) {
                    latest = byUser.time(position);
                    last = byUser.column(position);
                }
            }
            model.scores(user, scores);
            if (byUser.position(user, next(last)) < 0) {
                for (int item = 0; item < ITEMS; item++) {
                    assertThat(scores[item]).isLessThanOrEqualTo(scores[next(last)]);
                }
            }
        }
    }

    @Test
    void theWeightsSolveTheNormalEquations() {
        Interactions ratings = RandomRatings.of(3, 60, ITEMS, 0);
        NextFilm settings = NextFilm.defaults().halfLife(2).regularization(5).confidence(0.5);
        NextFilm.Trained model = settings.train(TrainingSet.everything(ratings), RUN);
        float[] weights = Objects.requireNonNull(model.tensors().get("weights")).floats();

        double[][] pasts = new double[ITEMS][ITEMS];
        double[][] nexts = new double[ITEMS][ITEMS];
        double squares = 0;
        for (int user = 0; user < 60; user++) {
            History history = History.byTime(
                    ratings.byUser(),
                    user,
                    new Feedback(0, 0.5),
                    KnownItems.withFeedback(ratings, new Feedback(0, 0.5)));
            double[] past = new double[ITEMS];
            for (int t = 0; t < history.size(); t++) {
                for (int i = 0; i < ITEMS && t > 0; i++) {
                    nexts[i][history.place(t)] += past[i] * history.value(t);
                    for (int j = 0; j < ITEMS; j++) {
                        pasts[i][j] += past[i] * past[j];
                    }
                }
                for (int i = 0; i < ITEMS; i++) {
                    past[i] *= Math.pow(0.5, 0.5);
                }
                past[history.place(t)] += history.value(t);
                squares += history.value(t) * history.value(t);
            }
        }
        for (int i = 0; i < ITEMS; i++) {
            for (int j = 0; j < ITEMS; j++) {
                double left = 5 * squares / ratings.size() * weights[i * ITEMS + j];
                for (int k = 0; k < ITEMS; k++) {
                    left += pasts[i][k] * weights[k * ITEMS + j];
                }
                assertThat(left).isCloseTo(nexts[i][j], within(1e-3 * pasts[i][i]));
            }
        }
    }

    @Test
    void ratingsWithoutTimesAreRefused() {
        InteractionsBuilder builder = new InteractionsBuilder(RandomRatings.numbers(2), RandomRatings.numbers(3));
        builder.add(0, 1, 5, Rows.NO_TIME);
        builder.add(1, 2, 4, Rows.NO_TIME);
        TrainingSet untimed = TrainingSet.everything(builder.build(RUN));
        assertThatThrownBy(() -> NextFilm.defaults().train(untimed, RUN))
                .isInstanceOfSatisfying(
                        MatineeException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.BAD_DATA))
                .hasMessage("next-film learns from the order of ratings, and none of the 2 ratings has a time");
    }
}
