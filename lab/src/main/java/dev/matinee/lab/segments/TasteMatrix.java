package dev.matinee.lab.segments;

import dev.matinee.engine.models.ClusterMean;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The matrix of users and movies that was divided by taste.
 *
 * @param users its rows
 * @param movies its columns: the movies with most ratings
 * @param ratings how many of its cells have a rating
 * @param missing what the others count as
 * @param shrinkage how many ratings of the baseline are added to each cluster's of a movie
 * @param minimumSupport how many users of a cluster must have rated a movie for its list of the best
 */
public record TasteMatrix(
        int users, int movies, long ratings, ClusterMean.Missing missing, double shrinkage, int minimumSupport) {
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("users", users);
        json.put("movies", movies);
        json.put("ratings", ratings);
        json.put("missing", missing.name().toLowerCase(Locale.ROOT));
        json.put("shrinkage", shrinkage);
        json.put("minimumSupport", minimumSupport);
        return json;
    }
}
