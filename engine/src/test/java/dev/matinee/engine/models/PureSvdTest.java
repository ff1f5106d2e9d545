package dev.matinee.engine.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.RandomRatings;
import dev.matinee.engine.RealRatings;
import dev.matinee.engine.Run;
import dev.matinee.engine.evaluate.TopNEvaluation;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.InteractionsBuilder;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.split.Holdout;
import dev.matinee.engine.split.Split;
import dev.matinee.engine.split.TrainingSet;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PureSvdTest {
    private static final Run RUN = Run.seeded(42).threads(1);
    private static final int ITEMS = 120;
    private static final TrainingSet RATINGS = TrainingSet.everything(RandomRatings.of(7, 300, ITEMS, 0));

    /** Issue 5's protocol and bar. */
    @Test
    void onMovieLens100kItRanksAsWellAsPublished() {
        Interactions all = RealRatings.movieLens100k();
        double sum = 0;
        for (int seed = 1; seed <= 5; seed++) {
            Split split = Holdout.randomPerUser(0.2).split(all, Run.seeded(seed));
            PureSvd.Trained model = PureSvd.defaults().factors(14).train(split.training(), Run.seeded(seed));
            sum += TopNEvaluation.at(10)
                    .relevant(4)
                    .measure(model, split)
                    .metric("ndcg@10")
                    .mean();
        }

        assertThat(sum / 5).isGreaterThan(0.36);
    }

    @Test
    void withAllDirectionsAUserGetsTheirOwnFeedbackBack() {
        PureSvd.Trained model =
                PureSvd.defaults().factors(ITEMS).confidence(0.5).positive(3).train(RATINGS, RUN);
        Rows rows = RATINGS.interactions().byUser();
        float[] scores = new float[ITEMS];
        for (int user = 0; user < 300; user++) {
            if (rows.count(user) < 10) {
                continue;
            }
            model.scores(user, scores);
            for (int item = 0; item < ITEMS; item++) {
                long at = rows.position(user, item);
                float feedback = at < 0 || rows.rating(at) < 3 ? 0 : 1 + 0.5f * rows.rating(at);
                assertThat(scores[item]).isCloseTo(feedback, within(2e-3f));
            }
        }
    }

    @Test
    void foldingInAHistoryScoresAsTheUserWhoHasIt() {
        PureSvd.Trained model = PureSvd.defaults().factors(12).train(RATINGS, RUN);
        Rows ratings = RATINGS.interactions().byUser();
        float[] known = new float[ITEMS];
        float[] folded = new float[ITEMS];
        for (int user = 0; user < 300; user += 7) {
            if (ratings.count(user) > 0) {
                float[] stars = new float[ratings.count(user)];
                for (int i = 0; i < stars.length; i++) {
                    stars[i] = ratings.rating(ratings.start(user) + i);
                }
                model.scores(user, known);
                model.scores(ratings.columns(user), stars, folded);
                assertThat(folded).containsExactly(known);
            }
        }
    }

    @Test
    void scoresOfABlockAreThoseOfItsUsers() {
        PureSvd.Trained model = PureSvd.defaults().factors(20).train(RATINGS, RUN);
        int[] users = {9, 3, 3, 299, 0, 17};
        float[] block = new float[4 * ITEMS];
        model.scores(users, 1, 5, block);
        for (int i = 0; i < 4; i++) {
            float[] alone = new float[ITEMS];
            model.scores(users[1 + i], alone);
            assertThat(Arrays.copyOfRange(block, i * ITEMS, (i + 1) * ITEMS)).containsExactly(alone);
        }
    }

    @Test
    void whoLikesNothingIsScoredByWhatIsPopular() {
        InteractionsBuilder builder = new InteractionsBuilder(RandomRatings.numbers(4), RandomRatings.numbers(3));
        builder.add(0, 0, 5, Rows.NO_TIME);
        builder.add(1, 0, 5, Rows.NO_TIME);
        builder.add(1, 1, 4, Rows.NO_TIME);
        builder.add(2, 2, 1, Rows.NO_TIME);
        PureSvd.Trained model =
                PureSvd.defaults().factors(1).positive(4).train(TrainingSet.everything(builder.build(RUN)), RUN);
        float[] dislikes = new float[3];
        float[] silent = new float[3];
        model.scores(2, dislikes);
        model.scores(3, silent);

        assertThat(dislikes[0]).isGreaterThan(dislikes[1]);
        assertThat(dislikes[1]).isGreaterThan(0);
        assertThat(dislikes[2]).isZero();
        assertThat(silent).containsExactly(dislikes);
    }

    @Test
    void similarityIsACosine() {
        float[] similarities = new float[ITEMS];
        PureSvd.defaults().factors(8).train(RATINGS, RUN).similarities(5, similarities);

        assertThat(similarities[5]).isCloseTo(1, within(1e-5f));
        for (float similarity : similarities) {
            assertThat(similarity).isBetween(-1.00001f, 1.00001f);
        }
    }

    @Test
    void threadsDoNotChangeABit() {
        PureSvd.Trained one = PureSvd.defaults().factors(16).train(RATINGS, RUN);
        PureSvd.Trained two = PureSvd.defaults().factors(16).train(RATINGS, RUN.threads(2));

        assertThat(two.provenance()).isEqualTo(one.provenance());
        assertThat(Tensor.floats(two.tensors(), "itemFactors", ITEMS, 16))
                .containsExactly(Tensor.floats(one.tensors(), "itemFactors", ITEMS, 16));
        assertThat(Tensor.floats(two.tensors(), "singularValues", 16))
                .containsExactly(Tensor.floats(one.tensors(), "singularValues", 16));
    }

    @Test
    void aModelIsMadeAgainOfItsTensors() {
        PureSvd settings = PureSvd.defaults().factors(8).positive(3).confidence(2);
        PureSvd.Trained model = settings.train(RATINGS, RUN);
        Map<String, Object> values = SettingsSchema.of(settings).values(settings);
        PureSvd.Trained again = PureSvd.FAMILY.load(values, RATINGS, model.provenance(), model.tensors());
        float[] before = new float[ITEMS];
        float[] after = new float[ITEMS];
        model.scores(3, before);
        again.scores(3, after);

        assertThat(again.settings()).isEqualTo(settings);
        assertThat(after).containsExactly(before);
    }

    @Test
    void whatCannotBeLearnedFromIsRefused() {
        assertThatThrownBy(() -> PureSvd.defaults().positive(6).train(RATINGS, RUN))
                .hasMessageMatching("none of the \\d+ ratings is 6.0 or more: there is no positive feedback");
        assertThatThrownBy(() -> PureSvd.defaults().factors(0)).hasMessage("factors must be at least 1, got 0");
    }
}
