package dev.matinee.server.experiment;

import dev.matinee.engine.MatineeException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often something happened among so many chances.
 *
 * @param hits how often it happened
 * @param trials how often it could have happened
 */
public record Rate(long hits, long trials) {
    /** Checks the range. */
    public Rate {
        if (hits < 0 || hits > trials) {
            throw MatineeException.usage("hits must be from 0 to " + trials + ", got " + hits);
        }
    }

    /** The share of hits; NaN without a trial. */
    public double share() {
        return (double) hits / trials;
    }

    /** The counts, their share and the interval that holds the true share at all times, in the words of the API. */
    Map<String, @Nullable Object> toJson(double alpha) {
        Interval interval = ConfidenceSequence.of(this, alpha);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("hits", hits);
        json.put("users", trials);
        json.put("rate", trials == 0 ? null : share());
        json.put("low", interval.low());
        json.put("high", interval.high());
        return json;
    }
}
