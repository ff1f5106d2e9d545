package dev.matinee.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What {@code evaluate} and {@code report} show of models that predict ratings. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PredictedRatingsTest {
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private String workspace = "";

    @BeforeAll
    void ingest(@TempDir Path temporary) {
        folder = temporary;
        workspace = folder.resolve("workspace").toString();
        assertThat(Outcome.of("ingest", "sample", "-w", workspace).exitCode()).isZero();
    }

    @Test
    @SuppressWarnings("unchecked")
    void modelsAreComparedByErrorBandCalibrationAndLearningCurve() {
        Path charts = folder.resolve("charts");
        Outcome outcome = Outcome.of(
                "evaluate",
                "biases",
                "cluster-mean",
                "--by",
                "rmse",
                "--learning-curve",
                "0.25,1",
                "--charts",
                charts.toString(),
                "--json",
                "-w",
                workspace);

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.json()).containsEntry("metric", "rmse").containsKey("charts");
        List<Map<String, Object>> results =
                (List<Map<String, Object>>) outcome.json().getOrDefault("results", List.of());
        assertThat(results).hasSize(2);
        for (Map<String, Object> result : results) {
            assertThat((Map<String, Object>) ((Map<String, Object>) result.get("groups")).get("popularity"))
                    .containsKeys("0", "1-2", "3-9", "10-29", "30-99", "100-299");
            Map<String, Object> predicted = (Map<String, Object>) result.get("predictedRatings");
            List<Map<String, Object>> bins = (List<Map<String, Object>>) predicted.get("calibration");
            assertThat(bins.stream().mapToLong(bin -> (Long) bin.get("ratings")).sum())
                    .isEqualTo(predicted.get("heldOut"));
            List<Map<String, Object>> curve = (List<Map<String, Object>>) predicted.get("learningCurve");
            assertThat(rmse(curve.get(0))).isGreaterThan(rmse(curve.get(1)));
            assertThat(rmse(curve.get(1))).isEqualTo(rmse(result));
        }
        assertThat((Map<String, Object>) results.get(1).get("differenceToBest"))
                .containsKeys("mean", "low", "pValueHolm");
        assertThat(charts.resolve("ratings-calibration.svg")).content().contains("mean predicted rating (stars)");
        assertThat(charts.resolve("ratings-learning.csv")).isNotEmptyFile();

        Outcome again = Outcome.of("leaderboard", "--by", "rmse", "--per", "popularity", "-w", workspace);
        assertThat(again.out()).contains("rmse per popularity", "10-29", ": by 0.0");
        assertThat(Outcome.of("report", "-w", workspace).exitCode()).isZero();
        assertThat(Path.of(workspace, "reports", "report.html"))
                .content()
                .contains(
                        "<h2>Predicted ratings</h2>",
                        "id=\"chart-ratings-1-calibration\"",
                        "id=\"chart-ratings-1-learning\"",
                        "held-out ratings");
    }

    @SuppressWarnings("unchecked")
    private static double rmse(Map<String, Object> of) {
        Map<String, Object> metrics = (Map<String, Object>) of.get("metrics");
        return (Double) ((Map<String, Object>) metrics.get("rmse")).get("mean");
    }

    @Test
    void calibrationIsATableForPeople() {
        Outcome outcome = Outcome.of(
                "evaluate", "popularity", "biases", "--calibration", "--learning-curve", "0.5,1", "--source", "sample");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains(
                        "biases: on ",
                        "held-out ratings predictions are too high by",
                        "3.50 to 3.75",
                        "rmse by share of the training ratings",
                        "mae by share of the training ratings");
    }

    @Test
    void whatCannotBeShownIsRefusedBeforeAnythingIsTrained() {
        assertError("--calibration needs a model that can be measured by rmse, got popularity", "--calibration");
        assertError("--learning-curve needs a model that can be measured by rmse", "--learning-curve", "0.5,1");
        assertError("must ascend, above 0 and at most 1", "--learning-curve", "0.5,0.1");
        assertError("--by rmse needs a model that can be measured by rmse, got popularity", "--by", "rmse");
        assertError("did you mean rmse?", "--by", "rmsi");
    }

    private void assertError(String message, String... options) {
        List<String> all = new ArrayList<>(List.of("evaluate", "popularity", "-w", workspace));
        all.addAll(List.of(options));
        Outcome outcome = Outcome.of(all.toArray(String[]::new));
        assertThat(outcome.err()).contains(message);
        assertThat(outcome.exitCode()).isEqualTo(2);
    }

    @Test
    @SuppressWarnings("unchecked")
    void thePredefinedSplitsOfMovieLens100kAreTakenAsTheyAre() {
        Path data = Path.of(Optional.ofNullable(System.getenv("MATINEE_TEST_DATA"))
                        .orElseGet(() -> System.getProperty("matinee.root") + "/../shared/data"))
                .resolve("ml-100k");
        assumeThat(data.resolve("u.data")).exists();
        String ml = folder.resolve("ml").toString();
        assertThat(Outcome.of("ingest", data.toString(), "-w", ml).exitCode()).isZero();

        Outcome five = Outcome.of("evaluate", "biases", "--split", "predefined:u1,u2,u3,u4,u5", "--json", "-w", ml);
        Map<String, Object> result = ((List<Map<String, Object>>) five.json().get("results")).getFirst();
        assertThat(((Map<String, Object>) result.get("predictedRatings"))).containsEntry("heldOut", 100_000L);
        assertThat((List<Map<String, Object>>) result.get("splits"))
                .extracting(split -> split.get("kind"))
                .containsExactly("predefined:u1", "predefined:u2", "predefined:u3", "predefined:u4", "predefined:u5");
        assertThat(rmse(result)).isLessThan(0.943);

        Outcome ten = Outcome.of("evaluate", "biases", "--split", "predefined:ua,ub", "--json", "-w", ml);
        result = ((List<Map<String, Object>>) ten.json().get("results")).getFirst();
        assertThat(((Map<String, Object>) result.get("predictedRatings"))).containsEntry("heldOut", 2 * 9_430L);

        Outcome folds = Outcome.of("evaluate", "biases", "--split", "kfold:5", "--json", "-w", ml);
        result = ((List<Map<String, Object>>) folds.json().get("results")).getFirst();
        assertThat(((Map<String, Object>) result.get("predictedRatings"))).containsEntry("heldOut", 100_000L);
        assertThat(rmse(result)).isCloseTo(0.94, within(0.01));
    }
}
