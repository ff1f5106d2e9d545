package dev.matinee.lab.leaderboard;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.evaluate.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every evaluation of a workspace, those side by side that can be compared: the same ratings, divided the same way with
 * the same seeds, measured by the same definitions.
 *
 * @param groups the groups, the one with the latest evaluation first
 * @param coldStarts what models reached where little is known
 * @param findings the records that could not be read
 */
public record Leaderboard(List<ComparableRecords> groups, ColdStarts coldStarts, List<Finding> findings) {
    /** Copies the lists. */
    public Leaderboard {
        groups = List.copyOf(groups);
        findings = List.copyOf(findings);
    }

    /** Reads all records; a damaged one is a finding. An empty or missing folder is an empty leaderboard. */
    public static Leaderboard read(EvaluationStore store) {
        Map<EvaluationRecord.Terms, List<EvaluationRecord>> groups = new LinkedHashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (String run : store.runs()) {
            try {
                EvaluationRecord evaluation = store.read(run);
                groups.computeIfAbsent(evaluation.terms(), key -> new ArrayList<>())
                        .add(evaluation);
            } catch (MatineeException damaged) {
                findings.add(Finding.of(run, damaged));
            }
        }
        List<ComparableRecords> latestFirst = groups.values().stream()
                .map(records -> ComparableRecords.of(records, store))
                .sorted(Comparator.comparing(ComparableRecords::latestRun).reversed())
                .toList();
        ColdStarts coldStarts = store.coldStarts();
        findings.addAll(coldStarts.findings());
        return new Leaderboard(latestFirst, coldStarts, findings);
    }

    /**
     * As {@code leaderboard} shows it, every group by a metric that it has, or by its usual one.
     *
     * @param metric what to order by
     */
    public Map<String, Object> toJson(Optional<String> metric, Run run) {
        metric.ifPresent(Measure::of);
        return toJson(groups.stream()
                .map(group -> group.toJson(ranked(group, metric, run)))
                .toList());
    }

    /** A group ordered by a metric, or by its usual one where it does not have that. */
    public static ComparableRecords.Ranking ranked(ComparableRecords group, Optional<String> metric, Run run) {
        return group.rankedBy(metric.filter(group.metrics()::contains).orElseGet(group::usualMetric), run);
    }

    /** The groups as they are shown, and what is wrong with records that belong to none. */
    public Map<String, Object> toJson(List<Map<String, Object>> shown) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("leaderboards", shown);
        json.put("coldStarts", coldStarts.toJson());
        json.put(
                "findings",
                findings.stream()
                        .map(finding -> Map.of("run", finding.run(), "problem", finding.problem()))
                        .toList());
        return json;
    }

    /** The group that a record belongs to, so that what was just measured can be shown among its like. */
    public List<ComparableRecords> groupsOf(EvaluationRecord evaluation) {
        return groups.stream()
                .filter(group -> group.records().getFirst().terms().equals(evaluation.terms()))
                .toList();
    }
}
