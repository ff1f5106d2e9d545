package dev.matinee.lab.report;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.Run;
import dev.matinee.engine.evaluate.Metric;
import dev.matinee.lab.chart.Axis;
import dev.matinee.lab.chart.Bars;
import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.chart.Table;
import dev.matinee.lab.leaderboard.ComparableRecords;
import dev.matinee.lab.leaderboard.EvaluationRecord;
import dev.matinee.lab.leaderboard.EvaluationStore;
import dev.matinee.lab.leaderboard.Finding;
import dev.matinee.lab.leaderboard.Leaderboard;
import dev.matinee.lab.leaderboard.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was evaluated, comparable models side by side. */
final class ModelsSection {
    private ModelsSection() {}

    static Optional<Section> of(Workspace workspace, Run run) {
        Leaderboard leaderboard = Leaderboard.read(EvaluationStore.in(workspace.evaluationsFolder()));
        if (leaderboard.groups().isEmpty()) {
            return Optional.empty();
        }
        Section section = new Section("models", "Models compared");
        int number = 0;
        for (ComparableRecords group : leaderboard.groups()) {
            number++;
            ComparableRecords.Ranking ranking = group.rankedBy(group.usualMetric(), run);
            section.heading(group.data().name() + ", split " + group.split().kind());
            section.text("Ordered by " + ranking.metric() + " with 95 % intervals over users.");
            section.table(table(group, ranking));
            section.chart(chart(number, ranking));
            group.records().stream()
                    .flatMap(one -> one.leak().stream())
                    .distinct()
                    .forEach(section::text);
            ranking.findings().stream().map(Finding::problem).forEach(section::text);
        }
        leaderboard.findings().stream().map(Finding::problem).forEach(section::text);
        return Optional.of(section);
    }

    private static Table table(ComparableRecords group, ComparableRecords.Ranking ranking) {
        List<String> metrics = new ArrayList<>(List.of(ranking.metric()));
        group.metrics().stream().filter(name -> !metrics.contains(name)).forEach(metrics::add);
        List<String> header = new ArrayList<>(List.of("rank", "model", "verdict"));
        metrics.forEach(
                name -> header.addAll(name.equals(ranking.metric()) ? List.of(name, "from", "to") : List.of(name)));
        header.addAll(List.of("training s", "MiB"));
        List<List<Object>> rows = new ArrayList<>();
        for (Standing standing : ranking.standings()) {
            EvaluationRecord evaluation = standing.evaluation();
            List<Object> row = new ArrayList<>(List.of(
                    standing.rank(), evaluation.model(), standing.verdict().json()));
            for (String name : metrics) {
                Metric metric = evaluation.metric(name).orElse(Metric.withoutInterval(Double.NaN, 0));
                row.add(metric.mean());
                if (name.equals(ranking.metric())) {
                    row.add(metric.hasInterval() ? metric.low() : Double.NaN);
                    row.add(metric.hasInterval() ? metric.high() : Double.NaN);
                }
            }
            row.add(evaluation.trainSeconds());
            row.add(evaluation.bytes() / 1048576.0);
            rows.add(row);
        }
        return new Table(header, rows);
    }

    private static Chart chart(int number, ComparableRecords.Ranking ranking) {
        List<String> names = new ArrayList<>();
        List<Double> means = new ArrayList<>();
        for (Standing standing : ranking.standings()) {
            names.add(standing.rank() + " " + standing.evaluation().model());
            means.add(standing.evaluation()
                    .metric(ranking.metric())
                    .map(Metric::mean)
                    .orElse(Double.NaN));
        }
        return new Chart(
                "models-" + number,
                "Models by " + ranking.metric(),
                "",
                Bars.of(Axis.of("model"), Axis.of(ranking.metric()), names, means)
                        .lying());
    }
}
