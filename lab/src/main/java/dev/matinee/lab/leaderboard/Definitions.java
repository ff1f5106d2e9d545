package dev.matinee.lab.leaderboard;

import dev.matinee.engine.evaluate.Conventions;
import dev.matinee.engine.evaluate.Measure;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the metrics were defined; numbers by other definitions are not comparable.
 *
 * @param version the version of the formulas of {@link Measure}
 * @param relevant the rating from which on a held-out rating counts as relevant
 * @param conventions what holds where libraries differ
 */
public record Definitions(int version, double relevant, Conventions conventions) {
    /** The version of the formulas in this program. */
    public static final int VERSION = 1;

    static Definitions of(double relevantFrom, Conventions conventions) {
        return new Definitions(VERSION, relevantFrom, conventions);
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", version);
        json.put("relevant", relevant);
        json.put("candidates", "all movies that the user has not rated in training");
        json.put("conventions", conventions.toJson());
        json.put("users", "all users with a relevant held-out rating; for predicted ratings, with any");
        json.put("ties", "the movie with the lower index first");
        json.put("intervals", "95 %, normal, over users");
        return json;
    }

    static Definitions of(RecordFields json) {
        return new Definitions(
                (int) json.whole("version"),
                json.real("relevant"),
                json.has("conventions") ? Conventions.fromJson(json.map("conventions")) : Conventions.standard());
    }
}
