package dev.matinee.lab.segments;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parts of segments as JSON, whether just described or read again; what is missing or of another kind is left out. */
public final class JsonParts {
    private JsonParts() {}

    /** An object. */
    public static Optional<Map<?, ?>> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? Optional.of(map) : Optional.empty();
    }

    /** The elements of a list. */
    public static List<Object> list(@Nullable Object value) {
        return value instanceof List<?> all ? new ArrayList<>(all) : List.of();
    }

    /** The objects of a list. */
    public static List<Map<?, ?>> maps(@Nullable Object value) {
        List<Map<?, ?>> maps = new ArrayList<>();
        list(value).forEach(one -> map(one).ifPresent(maps::add));
        return maps;
    }

    /** A number, or NaN. */
    public static double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** The title of a movie with its year; its id where there is no title. */
    public static String movie(Map<?, ?> movie) {
        String title = String.valueOf(movie.get("title"));
        String name = title.isEmpty() ? "movie " + movie.get("movie") : title;
        return movie.get("year") == null ? name : name + " (" + movie.get("year") + ")";
    }
}
