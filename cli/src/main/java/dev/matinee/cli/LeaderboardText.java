package dev.matinee.cli;

import dev.matinee.engine.evaluate.ItemBands;
import dev.matinee.engine.evaluate.Metric;
import dev.matinee.engine.models.ModelFamilies;
import dev.matinee.lab.leaderboard.ComparableRecords;
import dev.matinee.lab.leaderboard.EvaluationRecord;
import dev.matinee.lab.leaderboard.Finding;
import dev.matinee.lab.leaderboard.GroupMetrics;
import dev.matinee.lab.leaderboard.GroupRanking;
import dev.matinee.lab.leaderboard.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A leaderboard for people. */
final class LeaderboardText {
    private static final List<String> MEASURES = List.of("ndcg", "recall", "map", "hitRate", "coverage", "rmse", "mae");

    private LeaderboardText() {}

    static String of(ComparableRecords group, ComparableRecords.Ranking ranking) {
        List<String> metrics = columns(group, ranking.metric());
        List<String> header = new ArrayList<>(List.of("rank", "model"));
        header.addAll(metrics);
        header.addAll(List.of("train s", "MiB", "ms", "verdict"));
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (Standing standing : ranking.standings()) {
            EvaluationRecord evaluation = standing.evaluation();
            List<Object> cells = new ArrayList<>(List.of(standing.rank(), name(evaluation)));
            metrics.forEach(
                    metric -> cells.add(number(evaluation.metrics().get(metric), metric.equals(ranking.metric()))));
            cells.add(String.format(Locale.ROOT, "%.2f", evaluation.trainSeconds()));
            cells.add(String.format(Locale.ROOT, "%.1f", evaluation.bytes() / 1048576.0));
            cells.add(
                    evaluation.requestMillis().isPresent()
                            ? String.format(
                                    Locale.ROOT,
                                    "%.2f",
                                    evaluation.requestMillis().getAsDouble())
                            : "-");
            cells.add(StandingText.verdict(standing, ranking.metric()));
            table.add(cells.toArray());
        }
        EvaluationRecord any = group.records().getLast();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s, split %s, relevant from %.1f%s, ordered by %s with 95 %% intervals over users%n%n%s",
                group.data().name(),
                group.split().kind(),
                any.definitions().relevant(),
                any.definitions().conventions().chosen().stream()
                        .filter(convention -> !convention.standard())
                        .map(convention -> ", " + convention)
                        .collect(Collectors.joining()),
                ranking.metric(),
                table));
        group.records().stream()
                .flatMap(one -> one.leak().stream())
                .distinct()
                .forEach(why -> text.append('\n').append(why));
        for (Finding finding : ranking.findings()) {
            text.append('\n').append(finding.problem());
        }
        return text.toString();
    }

    /** The metric that orders, for each group of users, where that was measured, and the winner of each. */
    static String per(String by, ComparableRecords.Ranking ranking, List<GroupRanking> groups) {
        if (groups.isEmpty()) {
            return "nothing was measured per " + by + (by.startsWith("segment") ? " as the segments are now" : "")
                    + "; evaluate again";
        }
        List<String> header = new ArrayList<>(List.of(ranking.metric() + " per " + by));
        groups.forEach(group -> header.add(group.label()));
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (Standing standing : ranking.standings()) {
            List<Object> cells = new ArrayList<>(List.of(name(standing.evaluation())));
            groups.forEach(group -> cells.add(number(of(standing.evaluation(), group), true)));
            table.add(cells.toArray());
        }
        List<String> lines = new ArrayList<>(List.of(table.toString(), "Winners (tied: not told apart beyond chance)"));
        for (GroupRanking group : groups) {
            String tied = group.tied().stream()
                    .map(standing -> name(standing.evaluation()))
                    .collect(Collectors.joining(", "));
            lines.add(String.format(
                    Locale.ROOT,
                    "  %s (%,d users): %s%s",
                    group.label(),
                    group.users(),
                    name(group.winner().evaluation()),
                    tied.isEmpty() ? "" : "; tied: " + tied));
        }
        return String.join("\n", lines);
    }

    private static @Nullable Metric of(EvaluationRecord evaluation, GroupRanking group) {
        return group.ranking().standings().stream()
                .filter(standing -> standing.evaluation().run().equals(evaluation.run()))
                .flatMap(standing -> standing.metric().stream())
                .findFirst()
                .orElse(null);
    }

    /** The error of predicted ratings by how many training ratings the movie has. */
    static String bands(ComparableRecords.Ranking ranking) {
        String by = ItemBands.POPULARITY;
        List<String> labels = ranking.standings().stream()
                .flatMap(standing -> standing.evaluation().groups().stream())
                .filter(groups -> groups.by().equals(by))
                .flatMap(groups -> groups.groups().keySet().stream())
                .distinct()
                .toList();
        if (labels.isEmpty()) {
            return "nothing was measured per " + by + "; evaluate a model that predicts ratings";
        }
        List<String> header = new ArrayList<>(List.of("rmse per " + by));
        header.addAll(labels);
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (Standing standing : ranking.standings()) {
            List<Object> cells = new ArrayList<>(List.of(name(standing.evaluation())));
            Map<String, Map<String, Metric>> groups = standing.evaluation().groups().stream()
                    .filter(one -> one.by().equals(by))
                    .findFirst()
                    .map(GroupMetrics::groups)
                    .orElse(Map.of());
            labels.forEach(label ->
                    cells.add(number(groups.getOrDefault(label, Map.of()).get("rmse"), true)));
            table.add(cells.toArray());
        }
        return table.toString();
    }

    /** The metric that orders, then at the same number of places the others, then those of predicted ratings. */
    private static List<String> columns(ComparableRecords group, String first) {
        String places = first.contains("@") ? first.substring(first.indexOf('@')) : "@10";
        List<String> columns = new ArrayList<>(List.of(first));
        for (String measure : MEASURES) {
            for (String metric : List.of(measure + places, measure)) {
                if (group.metrics().contains(metric) && !columns.contains(metric)) {
                    columns.add(metric);
                }
            }
        }
        return columns;
    }

    /** The model with those of its settings that are not the defaults. */
    static String name(EvaluationRecord evaluation) {
        List<String> changed = new ArrayList<>();
        Map<String, Object> defaults = ModelFamilies.all().stream()
                .filter(family -> family.name().equals(evaluation.model()))
                .findFirst()
                .map(family -> ModelOptions.values(family.defaults()))
                .orElse(Map.of());
        evaluation.settings().forEach((setting, value) -> {
            if (!same(value, defaults.get(setting))) {
                changed.add(setting + "=" + value);
            }
        });
        return changed.isEmpty() ? evaluation.model() : evaluation.model() + " (" + String.join(", ", changed) + ")";
    }

    private static boolean same(Object value, @Nullable Object other) {
        if (value instanceof Number a && other instanceof Number b) {
            return a.doubleValue() == b.doubleValue();
        }
        return String.valueOf(value).equals(String.valueOf(other));
    }

    private static String number(@Nullable Metric metric, boolean interval) {
        if (metric == null) {
            return "-";
        }
        String mean = String.format(Locale.ROOT, "%.4f", metric.mean());
        return interval && metric.hasInterval()
                ? mean + String.format(Locale.ROOT, " ±%.4f", (metric.high() - metric.low()) / 2)
                : mean;
    }
}
