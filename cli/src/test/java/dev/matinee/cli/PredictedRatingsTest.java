package dev.matinee.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        workspace = SampleWorkspace.in(folder.resolve("workspace"));
    }

    @Test
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
        List<Map<String, Object>> results = list(outcome.json(), "results");
        assertThat(results).hasSize(2);
        for (Map<String, Object> result : results) {
            assertThat(map(map(result, "groups"), "popularity"))
                    .containsKeys("0", "1-2", "3-9", "10-29", "30-99", "100-299");
            Map<String, Object> predicted = map(result, "predictedRatings");
            List<Map<String, Object>> bins = list(predicted, "calibration");
            assertThat(bins.stream()
                            .mapToLong(bin -> (Long) bin.getOrDefault("ratings", 0L))
                            .sum())
                    .isEqualTo(predicted.get("heldOut"));
            List<Map<String, Object>> curve = list(predicted, "learningCurve");
            assertThat(rmse(curve.get(0))).isGreaterThan(rmse(curve.get(1)));
            assertThat(rmse(curve.get(1))).isEqualTo(rmse(result));
        }
        assertThat(map(results.get(1), "differenceToBest")).containsKeys("mean", "low", "pValueHolm");
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

    private static double rmse(Map<String, Object> of) {
        return (Double) Objects.requireNonNull(map(map(of, "metrics"), "rmse").get("mean"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> of, String key) {
        return (Map<String, Object>) Objects.requireNonNull(of.get(key));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> of, String key) {
        return (List<Map<String, Object>>) Objects.requireNonNull(of.get(key));
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
        assertError("--calibration needs a model that can be measured by rmse, got implicit-als", "--calibration");
        assertError("--learning-curve needs a model that can be measured by rmse", "--learning-curve", "0.5,1");
        assertError("must ascend, above 0 and at most 1", "--learning-curve", "0.5,0.1");
        assertError("--by rmse needs a model that can be measured by rmse, got implicit-als", "--by", "rmse");
        assertError("did you mean rmse?", "--by", "rmsi");
    }

    private void assertError(String message, String... options) {
        List<String> all = new ArrayList<>(List.of("evaluate", "implicit-als", "-w", workspace));
        all.addAll(List.of(options));
        Outcome outcome = Outcome.of(all.toArray(String[]::new));
        assertThat(outcome.err()).contains(message);
        assertThat(outcome.exitCode()).isEqualTo(2);
    }

    @Test
    void thePredefinedSplitsOfMovieLens100kAreTakenAsTheyAre() {
        Path data = Path.of(Optional.ofNullable(System.getenv("MATINEE_TEST_DATA"))
                        .orElseGet(() -> System.getProperty("matinee.root") + "/../shared/data"))
                .resolve("ml-100k");
        assumeThat(data.resolve("u.data")).exists();
        String ml = folder.resolve("ml").toString();
        assertThat(Outcome.of("ingest", data.toString(), "-w", ml).exitCode()).isZero();

        Outcome five = Outcome.of("evaluate", "biases", "--split", "predefined:u1,u2,u3,u4,u5", "--json", "-w", ml);
        Map<String, Object> result = list(five.json(), "results").getFirst();
        assertThat(map(result, "predictedRatings")).containsEntry("heldOut", 100_000L);
        assertThat(list(result, "splits"))
                .extracting(split -> split.get("kind"))
                .containsExactly("predefined:u1", "predefined:u2", "predefined:u3", "predefined:u4", "predefined:u5");
        assertThat(rmse(result)).isLessThan(0.943);

        Outcome ten = Outcome.of("evaluate", "biases", "--split", "predefined:ua,ub", "--json", "-w", ml);
        result = list(ten.json(), "results").getFirst();
        assertThat(map(result, "predictedRatings")).containsEntry("heldOut", 2 * 9_430L);

        Outcome folds = Outcome.of("evaluate", "biases", "--split", "kfold:5", "--json", "-w", ml);
        result = list(folds.json(), "results").getFirst();
        assertThat(map(result, "predictedRatings")).containsEntry("heldOut", 100_000L);
        assertThat(rmse(result)).isCloseTo(0.94, within(0.01));
    }
}
