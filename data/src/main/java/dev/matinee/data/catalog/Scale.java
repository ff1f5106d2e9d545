package dev.matinee.data.catalog;

import dev.matinee.engine.MatineeException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The ratings that a service lets its users give.
 *
 * @param min the lowest
 * @param max the highest
 * @param step the distance from one to the next; 0 where any number between is a rating
 */
public record Scale(double min, double max, double step) {
    private static final double TOLERANCE = 1e-4;

    /** Checks the order. */
    public Scale {
        if (!(min < max && step >= 0 && Double.isFinite(min) && Double.isFinite(max) && step <= max - min)) {
            throw MatineeException.usage("a scale must read MIN..MAX or MIN..MAX:STEP with MIN below MAX, got " + min
                    + ".." + max + ":" + step);
        }
    }

    /** The scale that a text spells: {@code 0.5..5:0.5}, {@code 1..5:1}, or {@code -10..10} for any number between. */
    public static Scale parse(String text) {
        try {
            String[] parts = text.split(":", 2);
            int dots = parts[0].indexOf("..", 1);
            return new Scale(
                    Double.parseDouble(parts[0].substring(0, dots)),
                    Double.parseDouble(parts[0].substring(dots + 2)),
                    parts.length == 1 ? 0 : Double.parseDouble(parts[1]));
        } catch (NumberFormatException | StringIndexOutOfBoundsException notAScale) {
            throw MatineeException.usage(
                    "a scale must read MIN..MAX or MIN..MAX:STEP, such as 0.5..5:0.5, got " + text);
        }
    }

    /** Whether a rating is on the scale. */
    public boolean contains(double rating) {
        if (!(rating >= min - TOLERANCE && rating <= max + TOLERANCE)) {
            return false;
        }
        if (step == 0) {
            return true;
        }
        double steps = (rating - min) / step;
        return Math.abs(steps - Math.rint(steps)) * step < TOLERANCE;
    }

    /** As the data card shows it. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("min", min);
        json.put("max", max);
        json.put("step", step);
        return json;
    }

    @Override
    public String toString() {
        String range = number(min) + ".." + number(max);
        return step == 0 ? range : range + ":" + number(step);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
    }
}
