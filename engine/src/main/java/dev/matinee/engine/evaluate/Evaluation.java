package dev.matinee.engine.evaluate;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.engine.Run;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was measured of one model on one split.
 *
 * @param metrics the metrics by name ({@code ndcg@10}), in the order of {@link Measure} and ascending places
 * @param values what each user contributes to each metric that is a mean, by the same names
 * @param users how many users were measured
 * @param usersLeftOut how many users have held-out ratings but none to measure on
 * @param ratings how many held-out ratings were measured on: all of them, or the relevant ones
 * @param details what more was measured of predicted ratings, where these were measured
 * @param seconds how long the measuring took
 */
public record Evaluation(
        Map<String, Metric> metrics,
        Map<String, UserValues> values,
        int users,
        int usersLeftOut,
        long ratings,
        Optional<RatingDetails> details,
        double seconds) {
    /** Copies the maps. */
    public Evaluation {
        metrics = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metrics));
        values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }

    /** One metric; {@code USAGE} when it was not measured, naming the nearest that was. */
    public Metric metric(String name) {
        return get(metrics, name);
    }

    /** What each user contributes to one metric; {@code USAGE} when that was not measured by user. */
    public UserValues values(String name) {
        return get(values, name);
    }

    /** Compares one metric, which must be measured by user in both, with another evaluation on the same split. */
    public PairedComparison compare(Evaluation other, String metric, Run run) {
        return PairedComparison.of(
                values(metric).influence(), other.values(metric).influence(), run);
    }

    /** What each group of users contributes to each metric that is measured by user; groups without any are absent. */
    public Map<String, Map<String, UserValues>> within(UserGroups groups) {
        Map<String, Map<String, UserValues>> within = new LinkedHashMap<>();
        for (int group = 0; group < groups.labels().size(); group++) {
            int wanted = group;
            Map<String, UserValues> metrics = new LinkedHashMap<>();
            values.forEach((name, all) ->
                    all.of(user -> groups.byUser()[user] == wanted).ifPresent(some -> metrics.put(name, some)));
            if (!metrics.isEmpty()) {
                within.put(groups.labels().get(group), metrics);
            }
        }
        return within;
    }

    private static <T> T get(Map<String, T> map, String name) {
        T found = map.get(name);
        if (found == null) {
            throw MatineeException.usage("there is no metric " + name + Nearest.hint(name, map.keySet())
                    + "; measured were " + String.join(", ", map.keySet()));
        }
        return found;
    }
}
