package dev.matinee.lab.studies;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One figure of a document beside ours.
 *
 * @param what what it measures
 * @param document what the document says, a number or a text; null where it says nothing
 * @param ours what we found, a number or a text; null where our data have no such thing
 * @param tolerance how far two numbers may be apart and still agree
 */
public record Figure(
        String what, @Nullable Object document, @Nullable Object ours, double tolerance) {
    /** Refuses what is neither a number nor a text. */
    public Figure {
        check(document);
        check(ours);
    }

    private static void check(@Nullable Object value) {
        if (value != null && !(value instanceof Number) && !(value instanceof String)) {
            throw new IllegalArgumentException("a figure must be a number or a text, got " + value.getClass());
        }
    }

    /** Whether there is anything to compare. */
    boolean isCompared() {
        return document != null;
    }

    /** Whether both say the same; true where the document says nothing. */
    public boolean agrees() {
        if (document instanceof Number theirs && ours instanceof Number mine) {
            return Math.abs(theirs.doubleValue() - mine.doubleValue()) <= tolerance + 1e-12;
        }
        return document == null || document.equals(ours);
    }

    /** Our number; throws where ours is none. */
    public double number() {
        if (ours instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalStateException("there is no number of " + what);
    }

    Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("what", what);
        json.put("document", document);
        json.put("ours", finite(ours));
        json.put("agrees", isCompared() ? agrees() : null);
        return json;
    }

    private static @Nullable Object finite(@Nullable Object value) {
        return value instanceof Double number && !Double.isFinite(number) ? null : value;
    }
}
