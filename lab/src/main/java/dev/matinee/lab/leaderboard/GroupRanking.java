package dev.matinee.lab.leaderboard;

import dev.matinee.engine.evaluate.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The leaderboard of one group of users, such as a segment. A model is worse than the winner only beyond chance, corrected
 * for all models that are compared within the group.
 *
 * @param by what the users are divided by
 * @param label what the group is called
 * @param ranking the models, best first; those that were not measured on the group come last
 */
public record GroupRanking(String by, String label, ComparableRecords.Ranking ranking) {
    /** The best model. */
    public Standing winner() {
        return ranking.standings().getFirst();
    }

    /** The models that cannot be told apart from the best. */
    public List<Standing> tied() {
        return ranking.standings().stream()
                .filter(standing -> standing.verdict() == Standing.Verdict.TIED)
                .toList();
    }

    /** How many users of the group were measured. */
    public int users() {
        return winner().metric().map(Metric::users).orElse(0);
    }

    /** The groups as {@code leaderboard --per} shows them. */
    public static Map<String, Object> toJson(String by, String metric, List<GroupRanking> groups) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("by", by);
        json.put("metric", metric);
        json.put("groups", groups.stream().map(GroupRanking::toJson).toList());
        return json;
    }

    private Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("label", label);
        json.put("users", users());
        json.put("winner", named(winner()));
        json.put("tied", tied().stream().map(GroupRanking::named).toList());
        List<Map<String, @Nullable Object>> results = new ArrayList<>();
        for (Standing standing : ranking.standings()) {
            Map<String, @Nullable Object> result = new LinkedHashMap<>(named(standing));
            result.put("rank", standing.rank());
            result.put("verdict", standing.verdict().json());
            result.put("metric", standing.metric().map(Metric::toJson).orElse(null));
            results.add(result);
        }
        json.put("results", results);
        return json;
    }

    private static Map<String, Object> named(Standing standing) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", standing.evaluation().model());
        json.put("settings", standing.evaluation().settings());
        json.put("run", standing.evaluation().run());
        return json;
    }
}
