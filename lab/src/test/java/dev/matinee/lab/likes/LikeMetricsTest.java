package dev.matinee.lab.likes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import org.junit.jupiter.api.Test;

class LikeMetricsTest {
    private static final Run RUN = Run.seeded(1).threads(2);
    private static final float[] SCORES = {0.1f, 0.4f, 0.35f, 0.8f};
    private static final byte[] LIKES = {0, 0, 1, 1};

    /** The example of scikit-learn's pages on roc_auc_score (0.75), average_precision_score (0.83) and log_loss. */
    @Test
    void areasAndLossesAreThoseOfTheTextbook() {
        LikeMetrics metrics =
                ScoredRows.of(SCORES, LIKES, new int[] {1, 2, 3, 4}).measure(0.5);
        assertThat(metrics.rocAuc()).isEqualTo(0.75);
        assertThat(metrics.prAuc()).isCloseTo(5.0 / 6, within(1e-12));
        assertThat(metrics.logLoss())
                .isCloseTo(-(Math.log(0.9) + Math.log(0.6) + Math.log(0.35) + Math.log(0.8)) / 4, within(1e-6));
        assertThat(metrics.brier()).isCloseTo((0.01 + 0.16 + 0.4225 + 0.04) / 4, within(1e-6));
        assertThat(metrics.accuracy()).isEqualTo(0.75);
        assertThat(metrics.precision()).isEqualTo(1);
        assertThat(metrics.recall()).isEqualTo(0.5);
        assertThat(metrics.f1()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(metrics.classes().getFirst().f1()).isCloseTo(0.8, within(1e-12));
    }

    @Test
    void equalScoresCountHalfAndOneClassHasNoArea() {
        float[] same = {0.5f, 0.5f, 0.5f};
        assertThat(ScoredRows.of(same, new byte[] {0, 1, 1}, new int[3])
                        .measure(0.5)
                        .rocAuc())
                .isEqualTo(0.5);
        LikeMetrics one = ScoredRows.of(same, new byte[] {1, 1, 1}, new int[3]).measure(0.6);
        assertThat(one.rocAuc()).isNaN();
        assertThat(one.precision()).isZero();
    }

    @Test
    void theAreaIsTheShareOfPairsInOrder() {
        RandomStream random = RUN.random("test", 0);
        float[] scores = new float[300];
        byte[] likes = new byte[300];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = random.nextInt(40) / 40f;
            likes[row] = (byte) (random.nextDouble() < scores[row] ? 1 : 0);
        }
        double right = 0;
        double pairs = 0;
        for (int like = 0; like < scores.length; like++) {
            for (int other = 0; other < scores.length; other++) {
                if (likes[like] == 1 && likes[other] == 0) {
                    pairs++;
                    right += scores[like] > scores[other] ? 1 : scores[like] == scores[other] ? 0.5 : 0;
                }
            }
        }
        ScoredRows rows = ScoredRows.of(
                scores, likes, java.util.stream.IntStream.range(0, 300).toArray());
        assertThat(rows.measure(0.5).rocAuc()).isCloseTo(right / pairs, within(1e-12));
        ScoredRows.Bounds area = rows.bounds(0.5, RUN).get(LikeMetrics.NAMES.indexOf("rocAuc"));
        assertThat(area.low()).isLessThan(area.mean()).isGreaterThan(area.mean() - 0.15);
        assertThat(area.high()).isGreaterThan(area.mean()).isLessThan(area.mean() + 0.15);
        ScoredRows.Pair itself = rows.compare(0.5, rows, 0.5, RUN);
        assertThat(itself.mcNemar()).isEqualTo(1);
        assertThat(itself.low()).isZero();
    }

    /** 5 against 15 of 20: twice the binomial tail, 0.0414. 121 against 59: chi-squared 20.67. 30 against 10 of many. */
    @Test
    void mcNemarIsExactForFewAndChiSquaredForMany() {
        assertThat(McNemar.pValue(5, 15)).isCloseTo(0.041389, within(1e-6));
        assertThat(McNemar.pValue(0, 0)).isEqualTo(1);
        assertThat(McNemar.pValue(1_050, 950)).isCloseTo(0.026857, within(2e-4));
        assertThat(McNemar.pValue(950, 1_050)).isEqualTo(McNemar.pValue(1_050, 950));
    }

    @Test
    void thresholdsAreTheBestForWhatTheyAreChosenFor() {
        float[] scores = {0.2f, 0.3f, 0.6f, 0.7f, 0.9f};
        byte[] likes = {0, 1, 0, 1, 1};
        assertThat(ThresholdRule.parse("accuracy").choose(scores, likes)).isCloseTo(0.65, within(1e-6));
        assertThat(ThresholdRule.parse("f1").choose(scores, likes)).isCloseTo(0.25, within(1e-6));
        assertThat(ThresholdRule.parse("cost:10").choose(scores, likes)).isCloseTo(0.65, within(1e-6));
        assertThat(ThresholdRule.parse("cost:0.1").choose(scores, likes)).isCloseTo(0.25, within(1e-6));
        assertThat(ThresholdRule.parse("0.42").choose(scores, likes)).isEqualTo(0.42);
        for (String wrong : new String[] {"best", "cost:", "cost:-1", "1.5", "0"}) {
            assertThatThrownBy(() -> ThresholdRule.parse(wrong))
                    .isInstanceOf(MatineeException.class)
                    .hasMessageContaining("threshold must be accuracy, f1, cost:N");
        }
    }

    @Test
    void calibrationKeepsTheOrderAndMakesProbabilitiesHold() {
        RandomStream random = RUN.random("test", 1);
        float[] scores = new float[20_000];
        byte[] likes = new byte[scores.length];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = (float) random.nextDouble();
            likes[row] = (byte) (random.nextDouble() < scores[row] * scores[row] ? 1 : 0);
        }
        double raw = ScoredRows.of(scores, likes, new int[scores.length])
                .measure(0.5)
                .brier();
        for (Calibration.Kind kind : new Calibration.Kind[] {Calibration.Kind.PLATT, Calibration.Kind.ISOTONIC}) {
            Calibration calibration = Calibration.fit(kind, scores, likes);
            for (float score = 0.01f; score < 1; score += 0.01f) {
                assertThat(calibration.apply(score)).isGreaterThanOrEqualTo(calibration.apply(score - 0.01f));
            }
            assertThat(calibration.apply(0.7f)).as("%s", kind).isCloseTo(0.49f, within(0.05f));
            assertThat(ScoredRows.of(calibration.apply(scores), likes, new int[scores.length])
                            .measure(0.5)
                            .brier())
                    .isLessThan(raw);
        }
        assertThat(Calibration.none().apply(0.3f)).isEqualTo(0.3f);
    }
}
