package dev.matinee.lab.likes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.lab.explain.PermutationImportance;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every classifier must do, tried with columns whose meaning is known: signal, noise, constant, missing. */
class ClassifiersTest {
    private static final Run RUN = Run.seeded(3).threads(2);
    private static final List<String> NAMES = List.of("strong", "weak", "noise", "constant", "missing", "sometimes");

    static Stream<LikesSettings> all() {
        return Stream.of(
                LikesLogistic.defaults(),
                LikesForest.defaults().with(Map.of("trees", 30, "depth", 8)),
                LikesXgboost.defaults().with(Map.of("trees", 60)));
    }

    private static FeatureTable table(int rows, long seed) {
        RandomStream random = RUN.random("table", seed);
        float[] values = new float[rows * NAMES.size()];
        byte[] likes = new byte[rows];
        for (int row = 0; row < rows; row++) {
            float strong = (float) random.nextGaussian();
            float weak = (float) random.nextGaussian();
            int at = row * NAMES.size();
            values[at] = strong;
            values[at + 1] = 10 + weak;
            values[at + 2] = (float) random.nextGaussian();
            values[at + 3] = 7;
            values[at + 4] = Float.NaN;
            values[at + 5] = random.nextDouble() < 0.3 ? Float.NaN : weak;
            likes[row] = (byte) (random.nextDouble() < 1 / (1 + Math.exp(-2 * strong - 0.5 * weak)) ? 1 : 0);
        }
        return FeatureTable.of(NAMES, values, likes);
    }

    @ParameterizedTest
    @MethodSource("all")
    void learnsWhatThereIsToLearn(LikesSettings settings) {
        Scorer scorer = settings.classifier().learn(table(5_000, 1), RUN);
        FeatureTable test = table(5_000, 2);
        float[] probabilities = scorer.probabilities(test, RUN);
        LikeMetrics metrics =
                ScoredRows.of(probabilities, test.likes(), new int[5_000]).measure(0.5);
        assertThat(metrics.rocAuc()).isGreaterThan(0.85);
        assertThat(metrics.logLoss()).isLessThan(0.5);
        double[] importances = scorer.importances();
        assertThat(java.util.Arrays.stream(importances).sum()).isCloseTo(1, within(1e-6));
        assertThat(importances[0]).isGreaterThan(importances[2]);
        assertThat(importances[3]).isZero();
        assertThat(importances[4]).isZero();
    }

    @ParameterizedTest
    @MethodSource("all")
    void contributionsSumToTheProbability(LikesSettings settings) {
        Scorer scorer = settings.classifier().learn(table(2_000, 1), RUN);
        FeatureTable some = table(50, 5);
        float[] probabilities = scorer.probabilities(some, RUN);
        Contributions contributions = scorer.contributions(some, RUN);
        assertThat(contributions.rows()).isEqualTo(50);
        for (int row = 0; row < some.rows(); row++) {
            assertThat(contributions.probability(row)).isCloseTo(probabilities[row], within(1e-4));
        }
        assertThat(contributions.meanSizes()[0]).isGreaterThan(contributions.meanSizes()[2]);
    }

    @ParameterizedTest
    @MethodSource("all")
    void shufflingNoiseCostsNothingAndShufflingSignalMuch(LikesSettings settings) {
        Scorer scorer = settings.classifier().learn(table(5_000, 1), RUN);
        PermutationImportance[] worth = PermutationImportance.of(scorer, table(5_000, 2), 10, RUN);
        assertThat(worth[0].matters()).isTrue();
        assertThat(worth[0].mean()).isGreaterThan(0.1);
        assertThat(Math.abs(worth[2].mean())).isLessThan(0.002);
        assertThat(worth[3].mean()).isZero();
    }

    @ParameterizedTest
    @MethodSource("all")
    void theSameIsLearnedOnOneThreadAndOnTwoAndOutlivesItsFile(LikesSettings settings) {
        FeatureTable rows = table(3_000, 1);
        FeatureTable test = table(500, 2);
        Scorer scorer = settings.classifier().learn(rows, RUN);
        float[] expected = scorer.probabilities(test, RUN);
        assertThat(settings.classifier().learn(rows, RUN.threads(1)).probabilities(test, RUN.threads(1)))
                .isEqualTo(expected);
        assertThat(settings.load(NAMES.size(), scorer.tensors()).probabilities(test, RUN))
                .isEqualTo(expected);
    }

    @Test
    void otherColumnsAreRefusedByName() {
        FeatureTable rows = table(10, 1);
        assertThatThrownBy(() -> rows.require(List.of("strong", "weak", "noise", "constant", "missing", "often")))
                .isInstanceOf(MatineeException.class)
                .hasMessageContaining("without often and with unknown sometimes")
                .extracting(error -> ((MatineeException) error).code())
                .isEqualTo(ErrorCode.CONFLICT);
        assertThatThrownBy(() -> rows.require(List.of("weak", "strong", "noise", "constant", "missing", "sometimes")))
                .hasMessageContaining("the same columns in another order");
    }

    @Test
    void theDummyIsTheShareOfLikes() {
        FeatureTable rows = table(100, 1);
        float share = (float) rows.likeCount() / 100;
        assertThat(LikesDummy.defaults().classifier().learn(rows, RUN).probabilities(rows, RUN))
                .containsOnly(share);
    }
}
