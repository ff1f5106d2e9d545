package dev.matinee.lab.content;

import dev.matinee.data.catalog.Movie;
import dev.matinee.lab.answers.MovieLists;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A movie that is like another, and why.
 *
 * @param rank 1 for the most alike
 * @param movie the movie
 * @param score how alike they are in the way that was asked for; comparable within one answer only
 * @param byContent the cosine of what they are about, -1 to 1; 0 where it is not known
 * @param byRatings how alike a model finds who likes them; 0 where it is not known
 * @param shared terms that they share, those that make them most alike first
 * @param ratedBoth how many have rated both
 * @param rated how many have rated the other
 */
public record SimilarMovie(
        int rank,
        Movie movie,
        double score,
        double byContent,
        double byRatings,
        List<SharedTerm> shared,
        int ratedBoth,
        int rated) {
    /** Copies. */
    public SimilarMovie {
        shared = List.copyOf(shared);
    }

    /** Why they are alike, for people; empty where nothing can be said. */
    public String reason() {
        List<String> parts = new ArrayList<>();
        if (!shared.isEmpty()) {
            parts.add("both: " + SharedTerm.words(shared));
        }
        if (ratedBoth > 0) {
            parts.add(ratedBoth + " of the " + rated + " who rated the one rated both");
        }
        return String.join("; ", parts);
    }

    /** As JSON values. */
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("rank", rank);
        json.put("movie", movie.id());
        MovieLists.putFacts(json, movie);
        json.put("score", score);
        json.put("byContent", byContent);
        json.put("byRatings", byRatings);
        json.put("shared", shared.stream().map(SharedTerm::toJson).toList());
        json.put("ratedBoth", ratedBoth);
        json.put("rated", rated);
        json.put("reason", reason());
        return json;
    }
}
