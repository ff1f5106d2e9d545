package dev.matinee.lab.reproduce;

import java.util.LinkedHashMap;
import java.util.Locale;
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
        NOT_COMPARED;

        /** As people read it: {@code not compared}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * How our figure stands to the published one.
     *
     * @param comparable whether ours was measured on the paper's data; on others nothing is claimed
     */
    public Verdict verdict(boolean comparable) {
        if (!comparable || published.isEmpty() || Double.isNaN(ours)) {
            return Verdict.NOT_COMPARED;
        }
        double ahead = (ours - published.getAsDouble()) * (higherIsBetter ? 1 : -1);
        return ahead > tolerance + ROUNDING
                ? Verdict.BETTER
                : ahead >= -tolerance - ROUNDING ? Verdict.REACHED : Verdict.MISSED;
    }

    Map<String, @Nullable Object> toJson(boolean comparable) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("what", what);
        json.put("ourModel", ourModel);
        json.put("theirModel", theirModel);
        json.put("published", published.isPresent() ? published.getAsDouble() : null);
        json.put("ours", ours);
        json.put("tolerance", tolerance);
        json.put("verdict", verdict(comparable).text());
        json.put("seconds", seconds);
        return json;
    }
}
