package dev.matinee.lab.likes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.split.TrainingSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Features hold nothing of what they are to tell, and classifiers are as good as they should be without it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HonestFeaturesTest {
    private static final Run RUN = Run.seeded(42).threads(2);

    /** Nothing that is trained ten times over; it changes nothing about what leaks. */
    private static final Map<String, Object> PLAIN = Map.of("predictors", "none", "factors", 4, "folds", 3);

    @SuppressWarnings("NullAway.Init")
    private Interactions ratings;

    @BeforeAll
    void ingest(@TempDir Path folder) {
        ratings = SampleRatings.sample(folder, RUN);
    }

    private static LikesSettings plain(LikesSettings settings) {
        return settings.with(PLAIN);
    }

    @Test
    void theDescriptionOfATrainingRatingDoesNotDependOnIt() {
        LikesSettings settings = LikesXgboost.defaults().with(Map.of("predictors", "biases", "factors", 0, "folds", 4));
        FeatureTable before =
                LikeFeatures.of(TrainingSet.everything(ratings), settings, RUN).training(0, RUN);
        for (int row = 7; row < before.rows(); row += 45_000) {
            int changed = row;
            Interactions other = SampleRatings.rated(
                    ratings,
                    position -> position == changed
                            ? 5.5 - ratings.byUser().rating(position)
                            : ratings.byUser().rating(position),
                    RUN);
            FeatureTable after = LikeFeatures.of(TrainingSet.everything(other), settings, RUN)
                    .training(0, RUN);
            int different = 0;
            for (int column = 0; column < before.columns(); column++) {
                String name = before.features().get(column).name();
                // Shrunk means lean on the mean of all, to which the rating belongs: the same for every row.
                assertThat(after.value(row, column))
                        .as("row %s, %s", row, name)
                        .isCloseTo(before.value(row, column), org.assertj.core.data.Offset.offset(2e-4f));
                different += after.value(row == 7 ? 8 : row - 1, column) != before.value(row == 7 ? 8 : row - 1, column)
                        ? 1
                        : 0;
            }
            assertThat(different).as("the change is seen elsewhere").isPositive();
        }
    }

    @Test
    void withShuffledRatingsNothingCanBeFoundByHonestFeaturesAndMuchByLeakingOnes() {
        Interactions shuffled = SampleRatings.shuffled(ratings, RUN);
        Parts parts = Parts.of(shuffled, Protocol.KNOWN_USERS, 4, RUN);
        FeaturePlan plan = plain(LikesForest.defaults()).plan();
        Parts.Rows honest = parts.rows(parts.test(), plan, 20_000, RUN);
        Parts.Rows leaking = parts.rows(parts.test(), plan.drawing(Drawing.AS_IN_DOCUMENT), 20_000, RUN);
        for (LikesSettings settings : List.of(
                LikesLogistic.defaults(),
                LikesForest.defaults().with(Map.of("trees", 40)),
                LikesXgboost.defaults().with(Map.of("trees", 60)))) {
            assertThat(area(settings, honest)).as(settings.model()).isBetween(0.48, 0.52);
            assertThat(area(settings, leaking))
                    .as(settings.model() + " as in the documents")
                    .isGreaterThan(0.55);
        }
    }

    private static double area(LikesSettings settings, Parts.Rows rows) {
        FeatureTable test = rows.measured();
        Scorer scorer = settings.classifier().learn(rows.training(), RUN);
        return ScoredRows.of(scorer.probabilities(test, RUN), test.likes(), test.users())
                .measure(0.5)
                .rocAuc();
    }

    @Test
    void theBestHonestClassifierReachesTheBar() {
        Parts parts = Parts.of(ratings, Protocol.KNOWN_USERS, 4, RUN);
        LikesSettings boosted = LikesXgboost.defaults()
                .with(Map.of("predictors", "svd-plus-plus", "folds", 5, "trees", 150, "learningRate", 0.1));
        Parts.Rows rows = parts.rows(parts.test(), boosted.plan(), 0, RUN);
        assertThat(rows.measured().rows()).isBetween(19_900, 20_001);
        assertThat(area(boosted, rows)).isGreaterThanOrEqualTo(0.81);
        assertThat(area(LikesLogistic.defaults(), rows)).isGreaterThanOrEqualTo(0.79);
        assertThat(area(LikesForest.defaults().with(Map.of("trees", 20)), rows)).isGreaterThanOrEqualTo(0.79);
        assertThat(area(LikesDummy.defaults(), rows)).isEqualTo(0.5);
    }

    @Test
    void leakingClassifiersGoBeyondHonestOnesAndAreCalledSo() {
        LikesEvaluation evaluation = new LikesEvaluator("sample", ratings)
                .evaluate(
                        List.of(
                                new LikesEvaluator.Candidate(LikesDummy.defaults(), "baseline"),
                                new LikesEvaluator.Candidate(
                                        plain(LikesLogistic.defaults()).with(Map.of("sample", 20_000)), "baseline"),
                                new LikesEvaluator.Candidate(
                                        plain(LikesXgboost.defaults())
                                                .with(Map.of(
                                                        "drawing",
                                                        "as-in-document",
                                                        "trees",
                                                        100,
                                                        "learningRate",
                                                        0.15,
                                                        "sample",
                                                        20_000)),
                                        "baseline")),
                        List.of(Protocol.KNOWN_USERS),
                        RUN);
        LikesEvaluation.Part part = evaluation.parts().getFirst();
        LikesResult leaking = part.results().getFirst();
        assertThat(leaking.leak()).isPresent();
        assertThat(leaking.name()).endsWith("LEAKS");
        assertThat(leaking.test().rocAuc()).isGreaterThan(0.84);
        assertThat(part.testRows()).isBetween(19_900L, 20_001L);
        assertThat(part.comparisons()).hasSize(2).allMatch(one -> one.pair().mcNemar() < 0.05);
    }

    @Test
    void blocksHoldTheRowsOfTheWholeTableWhateverTheThreads() {
        LikeFeatures features = LikeFeatures.of(TrainingSet.everything(ratings), plain(LikesXgboost.defaults()), RUN);
        FeatureTable whole = features.training(0, RUN);
        double[] sum = new double[1];
        long[] rows = new long[1];
        features.stream(
                block -> {
                    for (int row = 0; row < block.rows(); row++) {
                        sum[0] += block.value(row, 0) + 2 * block.like(row);
                    }
                    rows[0] += block.rows();
                },
                RUN.threads(1));
        double expected = 0;
        for (int row = 0; row < whole.rows(); row++) {
            expected += whole.value(row, 0) + 2 * whole.like(row);
        }
        assertThat(rows[0]).isEqualTo(ratings.size());
        assertThat(sum[0]).isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-6 * expected));
        LikeFeatures alone =
                LikeFeatures.of(TrainingSet.everything(ratings), plain(LikesXgboost.defaults()), RUN.threads(1));
        assertThat(alone.training(0, RUN.threads(1)).values()).isEqualTo(whole.values());
    }

    @Test
    void aSampleHoldsRowsOfTheWholeInTheirOrder() {
        LikeFeatures features = LikeFeatures.of(TrainingSet.everything(ratings), plain(LikesXgboost.defaults()), RUN);
        FeatureTable whole = features.training(0, RUN);
        FeatureTable some = features.training(1_000, RUN);
        assertThat(some.rows()).isEqualTo(1_000);
        int at = 0;
        for (int row = 0; row < whole.rows() && at < some.rows(); row++) {
            if (whole.user(row) == some.user(at) && whole.item(row) == some.item(at)) {
                assertThat(some.rows(at, at + 1).values())
                        .isEqualTo(whole.rows(row, row + 1).values());
                at++;
            }
        }
        assertThat(at).isEqualTo(1_000);
    }
}
