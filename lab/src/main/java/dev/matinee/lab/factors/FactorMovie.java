package dev.matinee.lab.factors;

import dev.matinee.data.catalog.Movie;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A movie at one end of a factor.
 *
 * @param movie the movie
 * @param loading how strongly it belongs to the factor: above 0 at the top, below at the bottom
 * @param ratings how many ratings it has
 */
public record FactorMovie(Movie movie, double loading, int ratings) {
    Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("movie", movie.id());
        json.put("title", movie.title());
        json.put("year", movie.year().isPresent() ? movie.year().getAsInt() : null);
        json.put("genres", movie.genres());
        json.put("loading", loading);
        json.put("ratings", ratings);
        return json;
    }

    static FactorMovie of(SavedFields json) {
        double year = json.number("year");
        List<String> genres = json.texts("genres");
        return new FactorMovie(
                new Movie(
                        json.text("movie"),
                        json.text("title"),
                        Double.isNaN(year) ? OptionalInt.empty() : OptionalInt.of((int) year),
                        genres),
                json.number("loading"),
                (int) json.number("ratings"));
    }
}
