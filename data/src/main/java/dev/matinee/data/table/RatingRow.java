package dev.matinee.data.table;

import dev.matinee.data.source.Columns;
import dev.matinee.data.source.RatingSink;
import dev.matinee.data.source.Rule;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges the cells of rating rows, whatever type their column has, and hands the rows over.
 *
 * <p>Ids may be whole numbers (of any numeric type, as tables with gaps tend to keep them as floating point) or text. A
 * row without a user or movie cannot be read; one without a rating has a missing rating; one without a time is whole.
 */
public final class RatingRow {
    private static final double LARGEST_WHOLE = 1L << 53;

    private final Columns columns;
    private final RatingSink sink;

    /** Rows of these columns, which go to a sink. */
    public RatingRow(Columns columns, RatingSink sink) {
        this.columns = columns;
        this.sink = sink;
    }

    /**
     * Hands over a row of any types, or rejects it with what is wrong with it.
     *
     * @return whether it was handed over
     */
    public boolean read(
            long line, @Nullable Object user, @Nullable Object movie, @Nullable Object rating, @Nullable Object time) {
        try {
            Object userId = id("user", user);
            Object movieId = id("movie", movie);
            if (rating == null || (rating instanceof String text && text.isBlank())) {
                sink.reject(line, Rule.MISSING_RATING, "there is no rating", raw(user, movie, rating, time));
                return false;
            }
            float stars = rating(rating);
            long seconds = time(time);
            if (userId instanceof Long number && movieId instanceof Long other) {
                sink.row(line, number, other, stars, seconds);
            } else {
                sink.row(line, userId.toString(), movieId.toString(), stars, seconds);
            }
            return true;
        } catch (Unreadable unreadable) {
            sink.reject(line, Rule.UNPARSABLE, unreadable.reason, raw(user, movie, rating, time));
            return false;
        }
    }

    /** The id, as a {@code Long} wherever it is one. */
    static Object id(String what, @Nullable Object cell) throws Unreadable {
        return switch (cell) {
            case null -> throw new Unreadable("there is no " + what);
            case Long number -> number;
            case Integer number -> number.longValue();
            case Short number -> number.longValue();
            case Byte number -> number.longValue();
            case Double number -> whole(what, number);
            case Float number -> whole(what, number.doubleValue());
            case BigInteger number -> number.bitLength() < Long.SIZE ? number.longValue() : number.toString();
            case BigDecimal number -> whole(what, number);
            case String text -> text(what, text);
            case byte[] bytes -> throw new Unreadable("the " + what + " is binary");
            case Boolean truth -> throw new Unreadable("the " + what + " is " + truth + ", which is no id");
            default -> cell.toString();
        };
    }

    private static String text(String what, String text) throws Unreadable {
        if (text.isBlank()) {
            throw new Unreadable("the " + what + " is blank");
        }
        return text;
    }

    private static Object whole(String what, double number) throws Unreadable {
        if (number != Math.rint(number) || Math.abs(number) > LARGEST_WHOLE) {
            throw new Unreadable("the " + what + " " + number + " is not a whole number");
        }
        return (long) number;
    }

    private static Object whole(String what, BigDecimal number) throws Unreadable {
        try {
            return id(what, number.toBigIntegerExact());
        } catch (ArithmeticException fraction) {
            throw new Unreadable("the " + what + " " + number.toPlainString() + " is not a whole number", fraction);
        }
    }

    private static float rating(Object cell) throws Unreadable {
        if (cell instanceof Number number) {
            return number.floatValue();
        }
        if (cell instanceof String text) {
            Optional<Float> number = number(text.strip());
            if (number.isPresent()) {
                return number.get();
            }
            throw new Unreadable("the rating \"" + text + "\" is not a number");
        }
        throw new Unreadable("the rating " + shown(cell) + " is not a number");
    }

    private static Optional<Float> number(String text) {
        String lower = text.toLowerCase(Locale.ROOT).replaceFirst("^[+-]", "");
        float sign = text.startsWith("-") ? -1 : 1;
        switch (lower) {
            case "nan" -> {
                return Optional.of(Float.NaN);
            }
            case "inf", "infinity" -> {
                return Optional.of(sign * Float.POSITIVE_INFINITY);
            }
            default -> {
                try {
                    return lower.chars().allMatch(c -> "0123456789.e+-".indexOf(c) >= 0)
                            ? Optional.of(Float.parseFloat(text))
                            : Optional.empty();
                } catch (NumberFormatException notANumber) {
                    return Optional.empty();
                }
            }
        }
    }

    private static long time(@Nullable Object cell) throws Unreadable {
        try {
            return Times.seconds(cell);
        } catch (DateTimeException noTime) {
            throw new Unreadable("the time " + shown(cell) + " is neither a date nor a number of seconds", noTime);
        }
    }

    private String raw(@Nullable Object user, @Nullable Object movie, @Nullable Object rating, @Nullable Object time) {
        return columns.user() + "=" + shown(user) + ", " + columns.movie() + "=" + shown(movie) + ", "
                + columns.rating() + "=" + shown(rating)
                + columns.time()
                        .map(column -> ", " + column + "=" + shown(time))
                        .orElse("");
    }

    private static String shown(@Nullable Object cell) {
        return switch (cell) {
            case null -> "NULL";
            case String text -> '"' + text + '"';
            case BigDecimal number -> number.toPlainString();
            case byte[] bytes -> bytes.length + " bytes";
            default -> cell.toString();
        };
    }

    /** What is wrong with a row. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final String reason;

        Unreadable(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }

        Unreadable(String reason, Exception cause) {
            super(reason, cause, false, false);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }
}
