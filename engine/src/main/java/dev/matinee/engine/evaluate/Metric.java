package dev.matinee.engine.evaluate;

import dev.matinee.engine.MatineeException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One measured number with its 95 % interval over users.
 *
 * <p>The interval says how much the number would vary had other users of the same kind been measured. It is the normal
 * interval, mean plus or minus 1.96 standard errors, where users are drawn and all that a user contributes stays
 * together ({@link UserInfluence}), cut to the range that the measure can take. It does not cover what another split or
 * another seed would change. With fewer than some thirty users it is too narrow.
 *
 * @param mean the number
 * @param low the lower end of the interval; NaN where there is none
 * @param high the upper end of the interval; NaN where there is none
 * @param users how many users it rests on
 */
public record Metric(double mean, double low, double high, int users) {
    /** A number without an interval, because it does not describe single users or because there is but one. */
    public static Metric withoutInterval(double mean, int users) {
        return new Metric(mean, Double.NaN, Double.NaN, users);
    }

    /** Whether there is an interval. */
    public boolean hasInterval() {
        return low <= high;
    }

    /** The metric as JSON values; the ends of an interval that there is not are null in the text. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("mean", mean);
        json.put("low", low);
        json.put("high", high);
        json.put("users", users);
        return json;
    }

    /** The metric that {@link #toJson} wrote; {@code BAD_DATA} when the mean or the users are missing. */
    public static Metric fromJson(Map<String, ?> json) {
        if (json.get("mean") instanceof Number mean && json.get("users") instanceof Number users) {
            return new Metric(mean.doubleValue(), end(json.get("low")), end(json.get("high")), users.intValue());
        }
        throw MatineeException.badData("a metric needs mean and users, found " + json.keySet(), "");
    }

    private static double end(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
