package dev.matinee.engine.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.RandomRatings;
import dev.matinee.engine.RandomStream;
import dev.matinee.engine.RealRatings;
import dev.matinee.engine.Run;
import dev.matinee.engine.evaluate.RatingEvaluation;
import dev.matinee.engine.files.ModelFolder;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.InteractionsBuilder;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.models.EmbeddingDot.StopOn;
import dev.matinee.engine.recommend.Network;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.split.Holdout;
import dev.matinee.engine.split.Split;
import dev.matinee.engine.split.TrainingSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingDotTest {
    private static final Run RUN = Run.seeded(42).threads(1);
    private static final Interactions RATINGS = tastes(120, 80);

    /** Ratings of two tastes, and of whom each user and item is is plain. */
    private static Interactions tastes(int users, int items) {
        RandomStream random = new RandomStream(3);
        InteractionsBuilder builder =
                new InteractionsBuilder(RandomRatings.numbers(users), RandomRatings.numbers(items));
        for (int user = 0; user < users; user++) {
            for (int item = 0; item < items; item++) {
                if (random.nextDouble() < 0.4) {
                    int likes = (user + item) % 2 == 0 ? 4 : 2;
                    builder.add(user, item, likes + random.nextInt(2), Rows.NO_TIME);
                }
            }
        }
        return builder.build(RUN);
    }

    @Test
    void theNetworkOfThePublishedAnalysisHasAsManyParameters() {
        InteractionsBuilder builder =
                new InteractionsBuilder(RandomRatings.numbers(7_045), RandomRatings.numbers(22_240));
        builder.add(0, 0, 4, Rows.NO_TIME);
        EmbeddingDotModel model = EmbeddingDot.defaults().train(TrainingSet.everything(builder.build(RUN)), RUN);

        assertThat(model.layers())
                .containsExactly(
                        new Network.Layer("user", "input", 1, 0, List.of()),
                        new Network.Layer("item", "input", 1, 0, List.of()),
                        new Network.Layer("user embedding", "embedding", 10, 70_460, List.of("user")),
                        new Network.Layer("item embedding", "embedding", 10, 222_410, List.of("item")),
                        new Network.Layer("dot product", "dot", 1, 0, List.of("user embedding", "item embedding")));
        assertThat(model.layers().stream().mapToLong(Network.Layer::parameters).sum())
                .isEqualTo(292_870);
    }

    @Test
    void theWeightsOfTheBestEpochAreKeptAndTrainingEndsAfterPatience() {
        Split split = Holdout.randomPerUser(0.2).split(RATINGS, RUN);
        EmbeddingDot settings = EmbeddingDot.defaults()
                .learningRate(0.02)
                .epochs(200)
                .patience(3)
                .stopOn(StopOn.TEST_SET);
        EmbeddingDotModel model = settings.train(split, RUN);

        assertThat(model.epochs()).hasSizeLessThan(200).hasSize(model.bestEpoch() + 3);
        double best = model.epochs().get(model.bestEpoch() - 1).validationLoss();
        assertThat(model.epochs())
                .allSatisfy(epoch -> assertThat(epoch.validationLoss()).isGreaterThanOrEqualTo(best));
        assertThat(model.epochs().getLast().trainingLoss())
                .isLessThan(model.epochs().getFirst().trainingLoss() / 4);
        // What was watched is what is measured: the very figure, but for predictions that leave the scale.
        assertThat(RatingEvaluation.measure(model, split, RUN).metric("rmse").mean())
                .isLessThanOrEqualTo(Math.sqrt(best) + 1e-6)
                .isCloseTo(Math.sqrt(best), within(0.05));
    }

    @Test
    void stoppingOnTheTestSetIsSaidAndNeedsOne(@TempDir Path folder) {
        EmbeddingDot leaking = EmbeddingDot.defaults().stopOn(StopOn.TEST_SET);
        Split split = Holdout.randomPerUser(0.2).split(RATINGS, RUN);
        ModelFolder.save(leaking.train(split, RUN), folder.resolve("leaking"), Map.of());
        ModelFolder.save(EmbeddingDot.defaults().train(split, RUN), folder.resolve("honest"), Map.of());

        assertThat(ModelFolder.card(folder.resolve("leaking")).get("leak"))
                .asString()
                .contains("the epoch was chosen by the ratings that it is measured on");
        assertThat(ModelFolder.card(folder.resolve("honest"))).doesNotContainKey("leak");
        assertThatThrownBy(() -> leaking.train(split.training(), RUN))
                .isInstanceOf(MatineeException.class)
                .hasMessageContaining("needs the test set of a split");
    }

    @Test
    void validationRatingsAreNotLearnedFrom() {
        RatingExamples cut = RatingExamples.cut(RATINGS, 0.25, RUN);
        int all = (int) RATINGS.size();

        assertThat(cut.watched().size()).isEqualTo(all / 4);
        assertThat(cut.learned().size()).isEqualTo(all - all / 4);
        boolean[][] learned = new boolean[120][80];
        for (int i = 0; i < cut.learned().size(); i++) {
            learned[cut.learned().users()[i]][cut.learned().items()[i]] = true;
        }
        int late = 0;
        for (int i = 0; i < cut.watched().size(); i++) {
            int user = cut.watched().users()[i];
            assertThat(learned[user][cut.watched().items()[i]]).isFalse();
            late += user >= 60 ? 1 : 0;
        }
        assertThat(late / (double) cut.watched().size()).isBetween(0.4, 0.6);
    }

    @ParameterizedTest
    @ValueSource(doubles = {30, 1e6})
    void aDivergingLearningRateEndsInASentenceThatNamesIt(double learningRate) {
        EmbeddingDot settings = EmbeddingDot.defaults().learningRate(learningRate);

        assertThatThrownBy(() -> settings.train(TrainingSet.everything(RATINGS), RUN))
                .isInstanceOfSatisfying(
                        MatineeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                .hasMessageContaining("embedding-dot diverged")
                .hasMessageContaining("lower the setting learningRate, now " + learningRate);
    }

    @Test
    void whoeverIsNotKnownIsLikeTheMeanOfTheOthers() {
        EmbeddingDotModel model = EmbeddingDot.defaults().biases(true).train(TrainingSet.everything(RATINGS), RUN);
        InteractionsBuilder builder = new InteractionsBuilder(RandomRatings.numbers(3), RandomRatings.numbers(3));
        builder.add(0, 0, 5, Rows.NO_TIME);
        builder.add(0, 1, 1, Rows.NO_TIME);
        builder.add(1, 0, 4, Rows.NO_TIME);
        EmbeddingDotModel small = EmbeddingDot.defaults()
                .factors(2)
                .learningRate(0.05)
                .epochs(200)
                .train(TrainingSet.everything(builder.build(RUN)), RUN);

        assertThat(small.predict(2, 0)).isCloseTo((small.predict(0, 0) + small.predict(1, 0)) / 2, within(0.2f));
        assertThat(small.predict(0, 2)).isCloseTo((small.predict(0, 0) + small.predict(0, 1)) / 2, within(0.2f));
        assertThat(model.layers().getLast().takes()).containsExactly("dot product", "user bias", "item bias");
    }

    @Test
    void moreFactorsThanUsersAndRatingsAllAlikeAreLearnedFrom() {
        InteractionsBuilder builder = new InteractionsBuilder(RandomRatings.numbers(4), RandomRatings.numbers(5));
        for (int user = 0; user < 4; user++) {
            for (int item = 0; item < 4; item++) {
                builder.add(user, item, 3, Rows.NO_TIME);
            }
        }
        EmbeddingDot settings = EmbeddingDot.defaults().factors(64).biases(true);
        EmbeddingDotModel model = settings.train(TrainingSet.everything(builder.build(RUN)), RUN);

        assertThat(model.predict(0, 0)).isEqualTo(3);
        assertThat(model.predict(3, 4)).isEqualTo(3);
    }

    @Test
    void itLearnsMoreThanBiasesFromRealRatings() {
        Split split = Holdout.randomPerUser(0.2).split(RealRatings.movieLens100k(), RUN);
        EmbeddingDot settings = EmbeddingDot.defaults()
                .biases(true)
                .l2(0.05)
                .learningRate(0.003)
                .batch(256);

        assertThat(rmse(settings, split)).isLessThan(rmse(Biases.defaults(), split));
    }

    private static double rmse(Settings<? extends RatingPredictor> settings, Split split) {
        return RatingEvaluation.measure(settings.train(split, RUN), split, RUN)
                .metric("rmse")
                .mean();
    }
}
