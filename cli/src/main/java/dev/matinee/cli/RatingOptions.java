package dev.matinee.cli;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.leaderboard.ComparableRecords;
import dev.matinee.lab.leaderboard.EvaluationRecord;
import dev.matinee.lab.leaderboard.EvaluationReport;
import dev.matinee.lab.leaderboard.LearningCurve;
import dev.matinee.lab.leaderboard.RatingCharts;
import dev.matinee.lab.leaderboard.Standing;
import dev.matinee.lab.tune.Judge;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code evaluate} shows of predicted ratings beyond their errors. */
final class RatingOptions {
    @Option(
            names = "--by",
            paramLabel = "METRIC",
            description = "the metric to order by, such as rmse (default: ndcg@10, or rmse where no model recommends)")
    private @Nullable String by;

    @Option(
            names = "--calibration",
            description = "show, for models that predict ratings, what was given where about the same was predicted")
    private boolean calibration;

    @Option(
            names = "--learning-curve",
            paramLabel = "SHARE,…",
            split = ",",
            description = "train models that predict ratings on these shares of the training ratings too, such as"
                    + " 0.1,0.25,0.5,1, and show how their errors fall")
    private List<Double> shares = new ArrayList<>();

    @Mixin
    private ChartsOption charts = new ChartsOption();

    /** Refuses what cannot be done before anything is. */
    void check(DataOptions data, List<Settings<?>> models) {
        if (by != null) {
            require(by, "--by " + by, models);
        }
        LearningCurve.check(shares);
        if (calibration) {
            require("rmse", "--calibration", models);
        }
        if (!shares.isEmpty()) {
            require("rmse", "--learning-curve", models);
        }
        if (charts.isGiven()) {
            require("rmse", "--charts", models);
        }
        charts.check(data);
    }

    private static void require(String metric, String option, List<Settings<?>> models) {
        Judge judge = new Judge(metric, OptionalDouble.empty());
        if (models.stream().noneMatch(judge::fits)) {
            throw MatineeException.usage(option + " needs a model that can be measured by " + metric + ", got "
                    + models.stream().map(Settings::model).distinct().collect(Collectors.joining(", ")));
        }
    }

    /** Where charts go. */
    ChartsOption charts() {
        return charts;
    }

    /** The shares of the training ratings to learn from; empty without a learning curve. */
    List<Double> shares() {
        return shares;
    }

    /** The metric that orders a group of evaluations. */
    String metric(ComparableRecords group) {
        return by == null ? group.usualMetric() : by;
    }

    /**
     * Adds what was asked for of the evaluations just made.
     */
    void add(
            EvaluationReport report,
            ComparableRecords.Ranking ranking,
            Path usual,
            Map<String, @Nullable Object> json,
            StringBuilder text,
            Run run) {
        List<EvaluationRecord> predicting = ranking.standings().stream()
                .map(Standing::evaluation)
                .filter(evaluation -> evaluation.predicted().isPresent())
                .toList();
        List<EvaluationRecord> own = predicting.stream()
                .filter(evaluation ->
                        report.records().stream().anyMatch(made -> made.run().equals(evaluation.run())))
                .toList();
        if (own.isEmpty()) {
            if (calibration || !shares.isEmpty() || charts.isGiven()) {
                text.append("\n\nno predicted rating was measured, so there is no calibration, no learning curve and no"
                        + " chart of them");
            }
            return;
        }
        if (calibration) {
            own.forEach(evaluation -> text.append("\n\n").append(RatingText.calibration(evaluation)));
        }
        if (!shares.isEmpty()) {
            text.append("\n\n").append(RatingText.learningCurve(own));
        }
        if (charts.isGiven()) {
            List<Chart> pictures = RatingCharts.of("ratings", predicting);
            List<String> said = new ArrayList<>();
            charts.write("ratings", "Predicted ratings", pictures, usual, json, said, run);
            text.append("\n\n").append(String.join("\n", said));
        }
    }
}
