package dev.matinee.data.source;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which column of a file or table holds what, by the column's name or, in files without a header, its number from 1.
 *
 * @param time the time of the rating, where there is one
 */
public record Columns(String user, String movie, String rating, Optional<String> time) {
    private static final List<String> KEYS = List.of("user", "movie", "item", "rating", "time");

    /**
     * The columns that a text names: {@code user=customer_id,movie=movie_id,rating=stars,time=date}; {@code item} is
     * taken for {@code movie}.
     */
    public static Columns parse(String text) {
        Map<String, String> named = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            String key = equals < 0 ? part.strip() : part.substring(0, equals).strip();
            if (equals < 0 || !KEYS.contains(key) || part.substring(equals + 1).isBlank()) {
                throw MatineeException.usage("columns must read user=NAME,movie=NAME,rating=NAME,time=NAME, got \""
                        + part + "\"" + (equals < 0 ? "" : Nearest.hint(key, KEYS)));
            }
            String meaning = key.equals("item") ? "movie" : key;
            if (named.put(meaning, part.substring(equals + 1).strip()) != null) {
                throw MatineeException.usage("columns names the " + meaning + " twice: " + text);
            }
        }
        return new Columns(
                required(named, "user", text),
                required(named, "movie", text),
                required(named, "rating", text),
                Optional.ofNullable(named.get("time")));
    }

    private static String required(Map<String, String> named, String key, String text) {
        String column = named.get(key);
        if (column == null) {
            throw MatineeException.usage("columns must name the column of the " + key + ", got " + text);
        }
        return column;
    }
}
