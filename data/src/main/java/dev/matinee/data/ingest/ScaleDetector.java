package dev.matinee.data.ingest;

import dev.matinee.data.catalog.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Finds the scale of ratings from how often each value occurs.
 *
 * <p>The known scales are tried from the fewest steps to the most. One fits when every value that is not on it either is
 * rarer than one rating in a thousand, or lies at least two steps outside it, as a stray 99 or -1 does, and when such
 * values together are at most one rating in twenty (in tiny data, two ratings in eight or one in four). When none fits, any
 * number is a rating between the lowest and the highest value, values left aside that are further off the middle than
 * five times where the nearest nine tenths of all ratings lie.
 */
public final class ScaleDetector {
    private static final List<Scale> KNOWN = List.of(
            new Scale(0, 1, 1),
            new Scale(1, 5, 1),
            new Scale(0, 5, 1),
            new Scale(1, 7, 1),
            new Scale(1, 10, 1),
            new Scale(0.5, 5, 0.5),
            new Scale(0, 10, 1),
            new Scale(0, 5, 0.5),
            new Scale(1, 10, 0.5),
            new Scale(0.5, 10, 0.5),
            new Scale(0, 10, 0.5),
            new Scale(-10, 10, 1),
            new Scale(1, 100, 1),
            new Scale(0, 100, 1));

    private ScaleDetector() {}

    /**
     * The scale of ratings.
     *
     * @param counts how often each finite rating occurs; not empty
     */
    public static Scale detect(Map<Float, Long> counts) {
        NavigableMap<Float, Long> sorted = new TreeMap<>(counts);
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        for (Scale scale : KNOWN) {
            if (fits(scale, sorted, total)) {
                return scale;
            }
        }
        return continuous(sorted, total);
    }

    private static boolean fits(Scale scale, NavigableMap<Float, Long> counts, long total) {
        long strayed = 0;
        long allowed = Math.max(total / 20, Math.min(2, total / 4));
        for (Map.Entry<Float, Long> entry : counts.entrySet()) {
            double value = entry.getKey();
            if (scale.contains(value)) {
                continue;
            }
            boolean rare = entry.getValue() * 1000 < total;
            boolean outside = value <= scale.min() - 2 * scale.step() || value >= scale.max() + 2 * scale.step();
            strayed += entry.getValue();
            if (!(rare || outside) || strayed > allowed) {
                return false;
            }
        }
        return counts.keySet().stream().anyMatch(scale::contains);
    }

    private static Scale continuous(NavigableMap<Float, Long> counts, long total) {
        double low = quantile(counts, total / 20);
        double high = quantile(counts, total - 1 - total / 20);
        double middle = (low + high) / 2;
        double reach = Math.max(high - low, 1e-3) / 2 * 5;
        List<Float> near = new ArrayList<>();
        for (float value : counts.keySet()) {
            if (Math.abs(value - middle) <= reach) {
                near.add(value);
            }
        }
        double min = near.getFirst();
        double max = near.getLast();
        return new Scale(min, max > min ? max : min + 1, 0);
    }

    private static double quantile(NavigableMap<Float, Long> counts, long rank) {
        long below = 0;
        for (Map.Entry<Float, Long> entry : counts.entrySet()) {
            below += entry.getValue();
            if (below > rank) {
                return entry.getKey();
            }
        }
        return counts.lastEntry().getKey();
    }
}
