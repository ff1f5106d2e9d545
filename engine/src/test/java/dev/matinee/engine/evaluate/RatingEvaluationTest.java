package dev.matinee.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.RandomRatings;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.split.Holdout;
import dev.matinee.engine.split.Split;
import dev.matinee.engine.split.TrainingSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RatingEvaluationTest {
    private static final Run RUN = Run.seeded(42);

    @Test
    void theWorkedExampleIsRight() {
        Split split = TopNEvaluationTest.split(
                4, new float[][] {{0, 0, 5}, {1, 0, 5}}, new float[][] {{0, 1, 4}, {0, 2, 2}, {0, 3, 3}, {1, 1, 5}});
        FixedScores model = new FixedScores(split.training(), (user, item) -> 3);

        Evaluation evaluation = RatingEvaluation.measure(model, split, RUN);

        // Errors: -1, 1, 0 of user 0; -2 of user 1.
        Metric rmse = evaluation.metric("rmse");
        assertThat(rmse.mean()).isCloseTo(Math.sqrt(6 / 4.0), within(1e-12));
        assertThat(evaluation.metric("mae").mean()).isCloseTo(4 / 4.0, within(1e-12));
        assertThat(evaluation.ratings()).isEqualTo(4);
        assertThat(evaluation.users()).isEqualTo(2);
        assertThat(rmse.users()).isEqualTo(2);
        // By hand: residuals 2 - 1.5 x 3 and 4 - 1.5 x 1 over 4 ratings, slope 1 / (2 rmse), n / (n - 1) = 2.
        double error = Math.sqrt(2 * 2 * 2.5 * 2.5 / 16) / (2 * Math.sqrt(1.5));
        assertThat(rmse.high() - rmse.mean()).isCloseTo(1.959963984540054 * error, within(1e-12));
        assertThat(rmse.low()).isEqualTo(Math.max(0, rmse.mean() - 1.959963984540054 * error));
        assertThat(evaluation.values("rmse").value(1)).isEqualTo(2);
    }

    @Test
    void everyRatingCountsTheSame() {
        Split split = Holdout.randomPerUser(0.5).split(RandomRatings.of(5, 200, 40, 0), RUN);
        FixedScores model = new FixedScores(split.training(), (user, item) -> (user + item) % 10 / 2f);
        Rows heldOut = split.heldOut().interactions().byUser();
        double squares = 0;
        double sizes = 0;
        for (int user = 0; user < heldOut.rows(); user++) {
            for (long at = heldOut.start(user); at < heldOut.end(user); at++) {
                double error = heldOut.rating(at) - (user + heldOut.column(at)) % 10 / 2.0;
                squares += error * error;
                sizes += Math.abs(error);
            }
        }

        Evaluation evaluation = RatingEvaluation.measure(model, split, RUN);

        assertThat(evaluation.metric("rmse").mean()).isCloseTo(Math.sqrt(squares / heldOut.size()), within(1e-12));
        assertThat(evaluation.metric("mae").mean()).isCloseTo(sizes / heldOut.size(), within(1e-12));
    }

    @Test
    void errorsAreToldApartByPopularityOfTheItem() {
        // Item 0 has 3 training ratings, item 1 has one, item 2 none.
        Split split =
                TopNEvaluationTest.split(3, new float[][] {{0, 0, 5}, {1, 0, 5}, {2, 0, 1}, {2, 1, 3}}, new float[][] {
                    {0, 1, 4}, {0, 2, 3}, {1, 1, 2}, {3, 0, 5}
                });
        FixedScores model = new FixedScores(split.training(), (user, item) -> 3);

        RatingDetails details =
                RatingEvaluation.measure(model, split, RUN).details().orElseThrow();

        assertThat(details.bands()).containsExactly("0", "1-2", "3-9");
        assertThat(details.ratings()).containsExactly(Map.entry("0", 1L), Map.entry("1-2", 2L), Map.entry("3-9", 1L));
        assertThat(mean(details, "0", "rmse")).isZero();
        assertThat(mean(details, "1-2", "rmse")).isEqualTo(1);
        assertThat(values(details, "1-2", "rmse").users()).containsExactly(0, 1);
        assertThat(mean(details, "3-9", "rmse")).isEqualTo(2);
        assertThat(mean(details, "3-9", "mae")).isEqualTo(2);
    }

    private static double mean(RatingDetails details, String band, String metric) {
        return values(details, band, metric).mean();
    }

    private static UserValues values(RatingDetails details, String band, String metric) {
        return Objects.requireNonNull(
                details.byPopularity().getOrDefault(band, Map.of()).get(metric));
    }

    @Test
    void calibrationComparesWhatWasPredictedWithWhatWasGiven() {
        // Ratings from 1 to 5, so bins are a quarter wide.
        Split split = TopNEvaluationTest.split(
                3, new float[][] {{0, 0, 5}, {1, 0, 1}}, new float[][] {{0, 1, 4}, {0, 2, 2}, {1, 1, 5}, {1, 2, 3}});
        FixedScores model = new FixedScores(split.training(), (user, item) -> item == 1 ? 3.1f : user == 0 ? 3.2f : 5);

        Calibration calibration = RatingEvaluation.measure(model, split, RUN)
                .details()
                .orElseThrow()
                .calibration();

        assertThat(calibration.bins()).hasSize(2);
        CalibrationBin low = calibration.bins().getFirst();
        assertThat(low.from()).isEqualTo(3);
        assertThat(low.to()).isEqualTo(3.25);
        assertThat(low.ratings()).isEqualTo(3);
        assertThat(low.predicted()).isCloseTo((3.1 + 3.2 + 3.1) / 3, within(1e-6));
        assertThat(low.actual().mean()).isCloseTo((4 + 2 + 5) / 3.0, within(1e-12));
        assertThat(low.actual().users()).isEqualTo(2);
        CalibrationBin high = calibration.bins().getLast();
        assertThat(high.from()).isEqualTo(4.75);
        assertThat(high.to()).isEqualTo(5);
        assertThat(high.predicted()).isEqualTo(5);
        assertThat(high.actual().mean()).isEqualTo(3);
        assertThat(high.actual().hasInterval()).isFalse();

        // The same split twice: twice as many ratings by the same users, and the same interval.
        List<CalibrationBin> pooled =
                Calibration.pooled(List.of(calibration, calibration)).bins();
        assertThat(pooled.getFirst().ratings()).isEqualTo(6);
        assertThat(pooled.getFirst().actual()).isEqualTo(low.actual());
    }

    @Test
    void theBinsAndBandsOfAllRatingsHoldThemAll() {
        Split split = Holdout.randomPerUser(0.4).split(RandomRatings.of(7, 700, 60, 0), RUN);
        FixedScores model = new FixedScores(split.training(), (user, item) -> 0.5f + (user * 7 + item) % 10 / 2f);
        Evaluation evaluation = RatingEvaluation.measure(model, split, RUN);
        RatingDetails details = evaluation.details().orElseThrow();
        List<CalibrationBin> bins = details.calibration().bins();

        assertThat(bins.stream().mapToLong(CalibrationBin::ratings).sum()).isEqualTo(evaluation.ratings());
        assertThat(details.ratings().values().stream().mapToLong(n -> n).sum()).isEqualTo(evaluation.ratings());
        double squares = details.byPopularity().entrySet().stream()
                .mapToDouble(band -> Math.pow(mean(details, band.getKey(), "rmse"), 2)
                        * details.ratings().getOrDefault(band.getKey(), 0L))
                .sum();
        assertThat(Math.sqrt(squares / evaluation.ratings()))
                .isCloseTo(evaluation.metric("rmse").mean(), within(1e-12));
        assertThat(RatingEvaluation.measure(model, split, RUN.threads(1))
                        .details()
                        .orElseThrow()
                        .calibration()
                        .bins())
                .isEqualTo(bins);
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        Split split = Holdout.randomPerUser(0.5).split(RandomRatings.of(6, 2000, 20, 0), RUN);
        FixedScores model = new FixedScores(split.training(), (user, item) -> 1 + item % 4);

        assertThat(RatingEvaluation.measure(model, split, RUN.threads(2)).metrics())
                .isEqualTo(
                        RatingEvaluation.measure(model, split, RUN.threads(1)).metrics());
    }

    @Test
    void perfectPredictionsHaveNoErrorAndNoSpread() {
        Split split = TopNEvaluationTest.split(
                3, new float[][] {{0, 0, 4}, {1, 0, 4}}, new float[][] {{0, 1, 4}, {1, 1, 4}, {1, 2, 4}});
        FixedScores model = new FixedScores(split.training(), (user, item) -> 4);

        assertThat(RatingEvaluation.measure(model, split, RUN).metric("rmse")).isEqualTo(new Metric(0, 0, 0, 2));
    }

    @Test
    void oneUserAloneHasNoInterval() {
        Split split = TopNEvaluationTest.split(3, new float[][] {{0, 0, 4}}, new float[][] {{0, 1, 4}, {0, 2, 2}});
        FixedScores model = new FixedScores(split.training(), (user, item) -> 3);

        Metric mae = RatingEvaluation.measure(model, split, RUN).metric("mae");

        assertThat(mae.mean()).isEqualTo(1);
        assertThat(mae.hasInterval()).isFalse();
    }

    @Test
    void predictionsThatAreNotNumbersAreADefectOfTheModel() {
        Split split = TopNEvaluationTest.split(3, new float[][] {{0, 0, 4}}, new float[][] {{0, 1, 4}});
        FixedScores model = new FixedScores(split.training(), (user, item) -> Float.NaN);

        assertThatThrownBy(() -> RatingEvaluation.measure(model, split, RUN))
                .hasMessage("fixed predicted NaN for user 1 and item 2");
    }

    @Test
    void aModelThatMayHaveSeenTheHeldOutRatingsIsRefused() {
        Split split = Holdout.randomPerUser(0.3).split(RandomRatings.of(3, 50, 20, 0), RUN);
        Split other = Holdout.randomPerUser(0.3).split(RandomRatings.of(3, 50, 20, 0), RUN.seed(43));
        TrainingSet training = other.training();

        assertThatThrownBy(() -> RatingEvaluation.measure(new FixedScores(training, (u, i) -> 0), split, RUN))
                .hasMessageStartingWith("fixed was trained on random:0.3 seed 43, not on the training ratings of");
    }
}
