package dev.matinee.lab.report;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.Run;
import dev.matinee.engine.evaluate.Metric;
import dev.matinee.lab.chart.Axis;
import dev.matinee.lab.chart.Bars;
import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.chart.HeatMap;
import dev.matinee.lab.chart.Table;
import dev.matinee.lab.leaderboard.ComparableRecords;
import dev.matinee.lab.leaderboard.EvaluationRecord;
import dev.matinee.lab.leaderboard.EvaluationStore;
import dev.matinee.lab.leaderboard.Finding;
import dev.matinee.lab.leaderboard.GroupRanking;
import dev.matinee.lab.leaderboard.Leaderboard;
import dev.matinee.lab.leaderboard.Standing;
import dev.matinee.lab.segments.SegmentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was evaluated, comparable models side by side. */
final class ModelsSection {
    private ModelsSection() {}

    static Optional<Section> of(Workspace workspace, Run run) {
        SegmentStore store = new SegmentStore(workspace);
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
            int division = 0;
            for (String segments : store.names()) {
                division++;
                List<GroupRanking> within = group.rankedWithin(store.groupsName(segments), ranking.metric(), run);
                if (!within.isEmpty()) {
                    section.subheading("The winner in each segment of " + segments);
                    section.text("Tied are those that cannot be told apart from the winner beyond chance over the same"
                            + " users, corrected for all models compared within the segment.");
                    section.table(winners(ranking.metric(), within));
                    section.chart(bySegment("models-" + number + "-segments-" + division, ranking, within));
                }
            }
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

    private static Table winners(String metric, List<GroupRanking> within) {
        List<List<Object>> rows = new ArrayList<>();
        for (GroupRanking group : within) {
            rows.add(List.of(
                    group.label(),
                    group.users(),
                    group.winner().evaluation().model(),
                    group.winner().metric().map(Metric::mean).orElse(Double.NaN),
                    group.tied().isEmpty()
                            ? "none"
                            : group.tied().stream()
                                    .map(standing -> standing.evaluation().model())
                                    .collect(Collectors.joining(", "))));
        }
        return new Table(List.of("segment", "users measured", "winner", metric, "tied with"), rows);
    }

    /** Models in the order of the leaderboard. */
    private static Chart bySegment(String name, ComparableRecords.Ranking ranking, List<GroupRanking> within) {
        List<List<Double>> cells = new ArrayList<>();
        for (Standing standing : ranking.standings()) {
            cells.add(within.stream()
                    .map(group -> group.ranking().standings().stream()
                            .filter(one -> one.evaluation()
                                    .run()
                                    .equals(standing.evaluation().run()))
                            .flatMap(one -> one.metric().stream())
                            .map(Metric::mean)
                            .findFirst()
                            .orElse(Double.NaN))
                    .toList());
        }
        return new Chart(
                name,
                "Models by " + ranking.metric() + " in each segment",
                "",
                HeatMap.of(
                        Axis.of("segment"),
                        Axis.of("model"),
                        Axis.of(ranking.metric()),
                        within.stream().map(GroupRanking::label).toList(),
                        ranking.standings().stream()
                                .map(standing -> standing.rank() + " "
                                        + standing.evaluation().model())
                                .toList(),
                        cells));
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
