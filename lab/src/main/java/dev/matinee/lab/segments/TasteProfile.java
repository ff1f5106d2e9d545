package dev.matinee.lab.segments;

import dev.matinee.data.catalog.Movie;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the users of one cluster of tastes rate, and how.
 *
 * @param best the movies that the cluster is predicted to rate best, best first, of those that enough of its users have rated
 * @param movies the movies that most of its users have rated, most first
 * @param users the users who have rated most of these, most first
 * @param ratings what these users gave these movies, user by user; NaN where nothing
 */
public record TasteProfile(List<Best> best, List<Movie> movies, List<String> users, List<List<Double>> ratings) {
    /** Copies the lists. */
    public TasteProfile {
        best = List.copyOf(best);
        movies = List.copyOf(movies);
        users = List.copyOf(users);
        ratings = ratings.stream().map(List::copyOf).toList();
    }

    /**
     * A movie that a cluster is predicted to like.
     *
     * @param movie the movie
     * @param prediction what the cluster's average user is predicted to give it
     * @param mean what those who have rated it gave, on average
     * @param support how many of the cluster have
     */
    public record Best(Movie movie, double prediction, double mean, int support) {
        private Map<String, @Nullable Object> toJson() {
            Map<String, @Nullable Object> json = named(movie);
            json.put("prediction", prediction);
            json.put("mean", mean);
            json.put("support", support);
            return json;
        }
    }

    private static Map<String, @Nullable Object> named(Movie movie) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("movie", movie.id());
        json.put("title", movie.title());
        json.put("year", movie.year().isPresent() ? movie.year().getAsInt() : null);
        return json;
    }

    Map<String, Object> toJson() {
        Map<String, Object> densest = new LinkedHashMap<>();
        densest.put("movies", movies.stream().map(TasteProfile::named).toList());
        densest.put("users", users);
        densest.put("ratings", ratings);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("bestMovies", best.stream().map(Best::toJson).toList());
        json.put("densest", densest);
        return json;
    }
}
