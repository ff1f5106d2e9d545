package dev.matinee.lab.reproduce;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One figure of a paper beside ours.
 *
 * @param what what is measured: {@code recall@20}
 * @param ourModel what we measured
 * @param theirModel whose figure was published; empty without one
 * @param published the published figure, where there is one to compare with
 * @param ours our figure
 * @param tolerance by how much ours may be worse and still count as reached
 * @param higherIsBetter whether more is better
 * @param seconds what training and measuring took
 */
public record PackFigure(
        String what,
        String ourModel,
        String theirModel,
        OptionalDouble published,
        double ours,
        double tolerance,
        boolean higherIsBetter,
        double seconds) {
    /** What decimal figures lose in binary. */
    private static final double ROUNDING = 1e-12;

    /** How our figure stands to the published one. */
    public enum Verdict {
        /** Better by more than the tolerance. */
        BETTER,
        /** No worse than the tolerance allows. */
        REACHED,
        /** Worse by more than the tolerance. */
        MISSED,
        /** There is nothing to compare with. */
        NOT_COMPARED
    }

    /** How our figure stands to the published one. */
    public Verdict verdict() {
        if (published.isEmpty() || Double.isNaN(ours)) {
            return Verdict.NOT_COMPARED;
        }
        double ahead = (ours - published.getAsDouble()) * (higherIsBetter ? 1 : -1);
        return ahead > tolerance + ROUNDING
                ? Verdict.BETTER
                : ahead >= -tolerance - ROUNDING ? Verdict.REACHED : Verdict.MISSED;
    }

    /** The verdict in words. */
    public String verdictText() {
        return verdict().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("what", what);
        json.put("ourModel", ourModel);
        json.put("theirModel", theirModel);
        json.put("published", published.isPresent() ? published.getAsDouble() : null);
        json.put("ours", ours);
        json.put("tolerance", tolerance);
        json.put("verdict", verdictText());
        json.put("seconds", seconds);
        return json;
    }
}
