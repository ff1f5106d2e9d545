package dev.matinee.data.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One row of an answer; columns go by name. Valid only until the next row is asked for. */
public interface Row {
    /** Whether the column holds nothing. */
    boolean isMissing(String column);

    /** A text, or any other value as text; empty where missing. */
    String text(String column);

    /** A whole number; throws {@code BUG} where missing. */
    long whole(String column);

    /** A number; NaN where missing. */
    double number(String column);

    /** A timestamp (UTC) or a date (its midnight); empty where missing. */
    Optional<Instant> time(String column);

    /** A list of texts; empty where missing. */
    List<String> texts(String column);
}
