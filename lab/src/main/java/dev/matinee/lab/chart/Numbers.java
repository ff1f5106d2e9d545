package dev.matinee.lab.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Numbers as people read them. */
final class Numbers {
    private Numbers() {}

    /** A number with at most four digits that matter, whole ones in full, with commas from 10,000 on; a dash where there is none. */
    static String text(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return String.format(Locale.ROOT, Math.abs(value) < 10_000 ? "%d" : "%,d", (long) value);
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(4));
        if (Math.abs(value) >= 10_000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        String plain = rounded.stripTrailingZeros().toPlainString();
        return plain.length() > 9 ? String.format(Locale.ROOT, "%.3g", value) : plain;
    }

    /** A time in milliseconds since 1970 as its day, UTC. */
    static String date(double millis) {
        return Double.isFinite(millis)
                ? Instant.ofEpochMilli((long) millis).toString().substring(0, 10)
                : "–";
    }

    /** The smallest and largest of some numbers, those that are missing left out. */
    static Range span(List<Double> values) {
        double from = Double.POSITIVE_INFINITY;
        double to = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (Double.isFinite(value)) {
                from = Math.min(from, value);
                to = Math.max(to, value);
            }
        }
        return from <= to ? new Range(from, to) : new Range(0, 1);
    }
}
