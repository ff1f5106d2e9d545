package dev.matinee.lab.chart;

import dev.matinee.engine.MatineeException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What one direction of a picture measures.
 *
 * @param label what is measured: {@code ratings per user}
 * @param unit the unit, such as {@code days} or {@code %}; empty for plain numbers, names and dates
 * @param scaling how values are laid out; values of a time axis are milliseconds since 1970 UTC
 */
public record Axis(String label, String unit, Scaling scaling) {
    /** How values are laid out along an axis. */
    public enum Scaling {
        /** Equal steps for equal differences. */
        LINEAR,
        /** Equal steps for equal ratios; only values above 0 can be shown. */
        LOG,
        /** Equal steps for equal times. */
        TIME
    }

    /** Refuses an axis without a label. */
    public Axis {
        if (label.isBlank()) {
            throw MatineeException.usage("an axis must have a label");
        }
    }

    /** A linear axis of plain numbers, or of names. */
    public static Axis of(String label) {
        return new Axis(label, "", Scaling.LINEAR);
    }

    /** A linear axis in a unit. */
    public static Axis of(String label, String unit) {
        return new Axis(label, unit, Scaling.LINEAR);
    }

    /** A time axis: values are milliseconds since 1970 UTC. */
    public static Axis time(String label) {
        return new Axis(label, "", Scaling.TIME);
    }

    /** The same axis, logarithmic. */
    public Axis log() {
        return new Axis(label, unit, Scaling.LOG);
    }

    /** The label with the unit and, for a logarithmic axis, a word that says so. */
    public String caption() {
        String scale = scaling == Scaling.LOG ? "log scale" : "";
        String extra = unit.isEmpty() || scale.isEmpty() ? unit + scale : unit + ", " + scale;
        return extra.isEmpty() ? label : label + " (" + extra + ")";
    }

    /** A value in words. */
    String text(double value) {
        if (scaling == Scaling.TIME) {
            return Numbers.date(value);
        }
        return Numbers.text(value) + (unit.isEmpty() ? "" : " " + unit);
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("label", label);
        json.put("unit", unit);
        json.put("caption", caption());
        json.put("scaling", scaling.name().toLowerCase(Locale.ROOT));
        return json;
    }

    Map<String, Object> toJson(Range range) {
        Map<String, Object> json = toJson();
        json.put("from", range.from());
        json.put("to", range.to());
        json.put("ticks", Ticks.of(this, range));
        return json;
    }
}
