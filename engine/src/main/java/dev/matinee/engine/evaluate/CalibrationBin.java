package dev.matinee.engine.evaluate;

import dev.matinee.engine.MatineeException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Held-out ratings for which about the same was predicted.
 *
 * @param from the least that was predicted
 * @param to what was predicted is below this; the last bin has it too
 * @param ratings how many ratings there are
 * @param predicted the mean of what was predicted
 * @param actual the mean of what was given, with its interval over users
 */
public record CalibrationBin(double from, double to, long ratings, double predicted, Metric actual) {
    /** The bin as JSON values. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("from", from);
        json.put("to", to);
        json.put("ratings", ratings);
        json.put("predicted", predicted);
        json.put("actual", actual.toJson());
        return json;
    }

    /** The bin that {@link #toJson} wrote; {@code BAD_DATA} when something is missing. */
    public static CalibrationBin fromJson(Map<String, ?> json) {
        if (json.get("from") instanceof Number from
                && json.get("to") instanceof Number to
                && json.get("ratings") instanceof Number ratings
                && json.get("predicted") instanceof Number predicted
                && json.get("actual") instanceof Map<?, ?> actual) {
            Map<String, Object> metric = new LinkedHashMap<>();
            actual.forEach((key, value) -> {
                if (value != null) {
                    metric.put(String.valueOf(key), value);
                }
            });
            return new CalibrationBin(
                    from.doubleValue(),
                    to.doubleValue(),
                    ratings.longValue(),
                    predicted.doubleValue(),
                    Metric.fromJson(metric));
        }
        throw MatineeException.badData(
                "a bin needs from, to, ratings, predicted and actual, found " + json.keySet(), "evaluate again");
    }
}
