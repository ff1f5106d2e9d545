package dev.matinee.lab.tune;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One try: settings, and what they scored on the validation part.
 *
 * @param number its place in the order of trials, from 1
 * @param settings the settings by name
 * @param share the share of training users it learned from and was measured on
 * @param values the metric, seed by seed; empty when it failed
 * @param failure why it failed; empty when it did not
 */
public record Trial(int number, Map<String, Object> settings, double share, List<Double> values, String failure) {
    /** Copies. */
    public Trial {
        settings = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(settings));
        values = List.copyOf(values);
    }

    /** The mean over the seeds; NaN when the trial failed. */
    public double score() {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /** The trial as JSON values, equal for equal trials. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", number);
        json.put("settings", settings);
        json.put("share", share);
        json.put("score", score());
        json.put("values", values);
        json.put("failure", failure);
        return json;
    }

    @SuppressWarnings("unchecked")
    static Trial fromJson(String text) {
        Map<String, Object> json = Json.parseObject(text);
        if (json.get("number") instanceof Long number
                && json.get("settings") instanceof Map<?, ?> settings
                && json.get("share") instanceof Number share
                && json.get("values") instanceof List<?> values
                && json.get("failure") instanceof String failure) {
            List<Double> scores =
                    values.stream().map(value -> ((Number) value).doubleValue()).toList();
            return new Trial(number.intValue(), (Map<String, Object>) settings, share.doubleValue(), scores, failure);
        }
        throw MatineeException.badData("it is no trial", "");
    }
}
