package dev.matinee.data.source;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which column of a file or table holds what, by the column's name or, in files without a header, its number from 1.
 *
 * @param time the time of the rating, where there is one
 */
public record Columns(String user, String movie, String rating, Optional<String> time) {
    private static final List<String> KEYS = List.of("user", "movie", "item", "rating", "time");

    private static final List<String> USERS = List.of("userid", "user", "customerid", "customer", "viewerid");
    private static final List<String> MOVIES = List.of("movieid", "movie", "itemid", "item", "filmid", "film");
    private static final List<String> RATINGS = List.of("rating", "score", "stars");
    private static final List<String> TIMES =
            List.of("timestamp", "time", "ratedat", "ratingdate", "date", "createdat", "datetime");

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

    /**
     * The columns that have usual names among these, such as {@code userId}, {@code movie_id}, {@code rating} and
     * {@code timestamp}, whatever their case; empty where user, movie or rating has none.
     */
    public static Optional<Columns> usual(List<String> names) {
        return usual(names, USERS)
                .flatMap(user -> usual(names, MOVIES)
                        .flatMap(movie -> usual(names, RATINGS)
                                .map(rating -> new Columns(user, movie, rating, usual(names, TIMES)))));
    }

    private static Optional<String> usual(List<String> names, List<String> meanings) {
        return meanings.stream()
                .flatMap(meaning -> names.stream()
                        .filter(name -> name.toLowerCase(Locale.ROOT)
                                .replace("_", "")
                                .replace(" ", "")
                                .equals(meaning)))
                .findFirst();
    }

    /**
     * The same columns, spelt as they are among these names.
     *
     * @param where what has the names, for the error message: {@code the table "ratings"}
     * @throws MatineeException of code {@code USAGE}, with the nearest name, when one of them is not there
     */
    public Columns in(List<String> names, String where) {
        return new Columns(
                in(user, names, where),
                in(movie, names, where),
                in(rating, names, where),
                time.map(column -> in(column, names, where)));
    }

    private static String in(String column, List<String> names, String where) {
        if (names.contains(column)) {
            return column;
        }
        return names.stream()
                .filter(column::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> MatineeException.usage(where + " has no column \"" + column + "\""
                        + Nearest.hint(column, names) + "; it has " + String.join(", ", names)));
    }

    private static String required(Map<String, String> named, String key, String text) {
        String column = named.get(key);
        if (column == null) {
            throw MatineeException.usage("columns must name the column of the " + key + ", got " + text);
        }
        return column;
    }
}
