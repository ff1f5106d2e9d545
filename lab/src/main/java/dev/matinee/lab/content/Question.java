package dev.matinee.lab.content;

import dev.matinee.data.catalog.Movie;
import dev.matinee.lab.answers.MovieLists;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A movie to ask a new visitor about.
 *
 * @param rank 1 for the first to ask about
 * @param movie the movie
 * @param known the share of users who know it, 0 to 1
 * @param worth what an answer is expected to tell, beyond those before; comparable within one list
 */
public record Question(int rank, Movie movie, double known, double worth) {
    /** As JSON values. */
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("rank", rank);
        json.put("movie", movie.id());
        MovieLists.putFacts(json, movie);
        json.put("known", known);
        json.put("worth", worth);
        return json;
    }
}
