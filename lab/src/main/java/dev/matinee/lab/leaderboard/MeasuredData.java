package dev.matinee.lab.leaderboard;

import dev.matinee.engine.matrix.Interactions;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which ratings were evaluated on.
 *
 * @param name what they are called
 * @param hash the {@linkplain Interactions#hash() hash} of them all
 * @param ratings how many they are
 * @param users the number of users
 * @param movies the number of movies, rated or not
 */
public record MeasuredData(String name, String hash, long ratings, int users, int movies) {
    static MeasuredData of(String name, Interactions interactions) {
        return new MeasuredData(
                name,
                interactions.hash(),
                interactions.size(),
                interactions.users().size(),
                interactions.items().size());
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("hash", hash);
        json.put("ratings", ratings);
        json.put("users", users);
        json.put("movies", movies);
        return json;
    }

    static MeasuredData of(RecordFields json) {
        return new MeasuredData(
                json.text("name"), json.text("hash"), json.whole("ratings"), (int) json.whole("users"), (int)
                        json.whole("movies"));
    }
}
