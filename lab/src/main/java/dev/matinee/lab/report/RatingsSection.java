package dev.matinee.lab.report;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.Run;
import dev.matinee.engine.evaluate.ItemBands;
import dev.matinee.engine.evaluate.Metric;
import dev.matinee.lab.chart.Table;
import dev.matinee.lab.leaderboard.ComparableRecords;
import dev.matinee.lab.leaderboard.EvaluationRecord;
import dev.matinee.lab.leaderboard.EvaluationStore;
import dev.matinee.lab.leaderboard.GroupMetrics;
import dev.matinee.lab.leaderboard.Leaderboard;
import dev.matinee.lab.leaderboard.PredictedRatings;
import dev.matinee.lab.leaderboard.RatingCharts;
import dev.matinee.lab.leaderboard.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How well ratings are predicted: errors, for whom and for which movies, calibration and learning curves. */
final class RatingsSection {
    private static final String RMSE = "rmse";
    private static final String MAE = "mae";

    private RatingsSection() {}

    static Optional<Section> of(Workspace workspace, Run run) {
        Section section = new Section("ratings", "Predicted ratings");
        int number = 0;
        for (ComparableRecords group : Leaderboard.read(EvaluationStore.in(workspace.evaluationsFolder()))
                .groups()) {
            if (!group.metrics().contains(RMSE)) {
                continue;
            }
            number++;
            List<Standing> standings = group.rankedBy(RMSE, run).standings().stream()
                    .filter(standing -> standing.metric().isPresent())
                    .toList();
            List<EvaluationRecord> records =
                    standings.stream().map(Standing::evaluation).toList();
            section.heading(group.data().name() + ", split " + group.split().kind());
            section.text(
                    "Errors in stars with 95 % intervals over users. The difference is to the first model over the same"
                            + " users; p is corrected by Holm for all that are compared with it.");
            section.table(errors(standings));
            bands(records, "activity").ifPresent(table -> {
                section.text("The error by how many ratings a model knows of the user (quarters of the users).");
                section.table(table);
            });
            bands(records, ItemBands.POPULARITY).ifPresent(table -> {
                section.text("The error by how many training ratings the movie has.");
                section.table(table);
            });
            RatingCharts.of("ratings-" + number, records).forEach(section::chart);
        }
        return number == 0 ? Optional.empty() : Optional.of(section);
    }

    private static Table errors(List<Standing> standings) {
        List<List<Object>> rows = new ArrayList<>();
        for (Standing standing : standings) {
            EvaluationRecord evaluation = standing.evaluation();
            Metric rmse = standing.metric().orElseThrow();
            rows.add(List.of(
                    standing.rank(),
                    evaluation.model(),
                    standing.verdict().json(),
                    rmse.mean(),
                    rmse.low(),
                    rmse.high(),
                    evaluation.metric(MAE).map(Metric::mean).orElse(Double.NaN),
                    standing.comparison()
                            .map(comparison -> comparison.difference())
                            .orElse(Double.NaN),
                    standing.correctedPValue().orElse(Double.NaN),
                    evaluation.predicted().map(PredictedRatings::bias).orElse(Double.NaN),
                    evaluation
                            .predicted()
                            .map(PredictedRatings::calibrationError)
                            .orElse(Double.NaN)));
        }
        return new Table(
                List.of(
                        "rank",
                        "model",
                        "verdict",
                        RMSE,
                        "from",
                        "to",
                        MAE,
                        "difference",
                        "p",
                        "too high by",
                        "calibration error"),
                rows);
    }

    private static Optional<Table> bands(List<EvaluationRecord> records, String by) {
        List<String> labels = records.stream()
                .flatMap(evaluation -> groups(evaluation, by).keySet().stream())
                .distinct()
                .toList();
        if (labels.isEmpty()) {
            return Optional.empty();
        }
        List<String> header = new ArrayList<>(List.of("model"));
        header.addAll(labels);
        List<List<Object>> rows = new ArrayList<>();
        for (EvaluationRecord evaluation : records) {
            Map<String, Map<String, Metric>> groups = groups(evaluation, by);
            List<Object> row = new ArrayList<>(List.of(evaluation.model()));
            labels.forEach(label -> row.add(Optional.ofNullable(groups.get(label))
                    .flatMap(metrics -> Optional.ofNullable(metrics.get(RMSE)))
                    .map(Metric::mean)
                    .orElse(Double.NaN)));
            rows.add(row);
        }
        if (by.equals(ItemBands.POPULARITY)) {
            records.stream()
                    .flatMap(evaluation -> evaluation.predicted().stream())
                    .findFirst()
                    .ifPresent(predicted -> {
                        List<Object> counts = new ArrayList<>(List.of("held-out ratings"));
                        labels.forEach(
                                label -> counts.add(predicted.byPopularity().getOrDefault(label, 0L)));
                        rows.add(counts);
                    });
        }
        return Optional.of(new Table(header, rows));
    }

    private static Map<String, Map<String, Metric>> groups(EvaluationRecord evaluation, String by) {
        return evaluation.groups().stream()
                .filter(one -> one.by().equals(by))
                .findFirst()
                .map(GroupMetrics::groups)
                .orElse(Map.of());
    }
}
