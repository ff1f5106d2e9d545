package dev.matinee.data.ingest;

import dev.matinee.data.catalog.Scale;
import dev.matinee.data.source.Rule;
import dev.matinee.engine.matrix.Rows;
import java.time.Instant;
import java.util.Locale;

/** Why rows that can be read are not kept, or not as they are, in the words of the quality report; the same for every engine. */
public final class Reasons {
    private Reasons() {}

    /** Of {@link Rule#OFF_SCALE}. */
    public static String offScale(float rating, Scale scale) {
        return "the rating " + number(rating) + " is not on the scale " + scale;
    }

    /** Of {@link Rule#DUPLICATE}. */
    public static String duplicate(Duplicates duplicates) {
        return "the user rated the movie in another row too: " + duplicates.outcome();
    }

    /** Of {@link Rule#TOO_EARLY} and {@link Rule#IN_FUTURE}. */
    public static String dated(long seconds) {
        return "the rating is dated " + when(seconds);
    }

    /** A row as user, movie, rating and time with commas between; the time may be {@link Rows#NO_TIME}. */
    public static String row(String user, String movie, float rating, long time) {
        return user + "," + movie + "," + number(rating) + "," + (time == Rows.NO_TIME ? "" : Long.toString(time));
    }

    /** A time as ISO 8601 where it has such a spelling. */
    static String when(long seconds) {
        return Math.abs(seconds) < 1L << 50 ? Instant.ofEpochSecond(seconds).toString() : Long.toString(seconds);
    }

    private static String number(float rating) {
        return rating == Math.rint(rating) && Math.abs(rating) < 1e6
                ? String.format(Locale.ROOT, "%.0f", rating)
                : Float.toString(rating);
    }
}
