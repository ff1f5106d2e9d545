package dev.matinee.lab.leaderboard;

import dev.matinee.engine.evaluate.Evaluation;
import dev.matinee.engine.evaluate.Measure;
import dev.matinee.engine.evaluate.Metric;
import dev.matinee.engine.evaluate.UserGroups;
import dev.matinee.engine.evaluate.UserInfluence;
import dev.matinee.engine.evaluate.UserValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model scored for each group of users.
 *
 * @param by what the users are divided by, such as {@code activity}
 * @param groups the metrics by the label of the group; over several splits means over those in which the group has users
 */
public record GroupMetrics(String by, Map<String, Map<String, Metric>> groups) {
    /** Copies the maps. */
    public GroupMetrics {
        Map<String, Map<String, Metric>> copies = new LinkedHashMap<>();
        groups.forEach((label, metrics) -> copies.put(label, RecordFields.copy(metrics)));
        groups = RecordFields.copy(copies);
    }

    /** What an {@link EvaluationStore} calls what each user contributed to a metric of their group. */
    static String partsName(String by, String label, String metric) {
        return by + "/" + label + "/" + metric;
    }

    /** What the splits of one evaluation add up to. */
    static final class Means {
        private final Map<String, Map<String, Map<String, List<UserInfluence>>>> influences = new LinkedHashMap<>();

        void add(Evaluation evaluation, UserGroups groups) {
            add(groups.name(), groups.labels(), evaluation.within(groups));
        }

        void add(String by, List<String> labels, Map<String, Map<String, UserValues>> within) {
            Map<String, Map<String, List<UserInfluence>>> byLabel =
                    influences.computeIfAbsent(by, absent -> new LinkedHashMap<>());
            // In the order of the labels, whichever of them the first split happens to have.
            labels.forEach(label -> byLabel.computeIfAbsent(label, absent -> new LinkedHashMap<>()));
            within.forEach((label, metrics) -> {
                Map<String, List<UserInfluence>> byName =
                        byLabel.computeIfAbsent(label, absent -> new LinkedHashMap<>());
                metrics.forEach((name, values) -> byName.computeIfAbsent(name, absent -> new ArrayList<>())
                        .add(values.influence()));
            });
        }

        /** What each user contributed to the metrics of their group, by {@link #partsName}. */
        Map<String, UserInfluence> influences(String by) {
            Map<String, UserInfluence> means = new LinkedHashMap<>();
            influences
                    .getOrDefault(by, Map.of())
                    .forEach((label, byName) -> byName.forEach(
                            (name, parts) -> means.put(partsName(by, label, name), UserInfluence.mean(parts))));
            return means;
        }

        List<GroupMetrics> metrics() {
            List<GroupMetrics> all = new ArrayList<>();
            influences.forEach((by, byLabel) -> {
                Map<String, Map<String, Metric>> groups = new LinkedHashMap<>();
                byLabel.forEach((label, byName) -> {
                    Map<String, Metric> metrics = new LinkedHashMap<>();
                    byName.forEach((name, parts) ->
                            metrics.put(name, UserInfluence.mean(parts).metric(Measure.of(name))));
                    if (!metrics.isEmpty()) {
                        groups.put(label, metrics);
                    }
                });
                all.add(new GroupMetrics(by, groups));
            });
            return all;
        }
    }

    static Map<String, Object> toJson(List<GroupMetrics> all) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (GroupMetrics one : all) {
            Map<String, Object> groups = new LinkedHashMap<>();
            one.groups.forEach((label, metrics) -> groups.put(label, RecordFields.metricsToJson(metrics)));
            json.put(one.by, groups);
        }
        return json;
    }

    static List<GroupMetrics> of(RecordFields json) {
        List<GroupMetrics> all = new ArrayList<>();
        for (String by : json.names()) {
            RecordFields groups = json.object(by);
            Map<String, Map<String, Metric>> metrics = new LinkedHashMap<>();
            groups.names()
                    .forEach(label -> metrics.put(label, groups.object(label).metrics()));
            all.add(new GroupMetrics(by, metrics));
        }
        return all;
    }
}
