package dev.matinee.lab.segments;

import dev.matinee.data.catalog.Movie;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A movie that a segment likes more than others do.
 *
 * @param movie the movie
 * @param lift its share of the segment's likes, divided by its share of everyone's
 * @param likes how many users of the segment like it
 */
public record TypicalMovie(Movie movie, double lift, int likes) {
    Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("movie", movie.id());
        json.put("title", movie.title());
        json.put("year", movie.year().isPresent() ? movie.year().getAsInt() : null);
        json.put("lift", lift);
        json.put("likes", likes);
        return json;
    }
}
