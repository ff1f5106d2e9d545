package dev.matinee.data.ingest;

import dev.matinee.data.catalog.Scale;
import java.util.HashMap;
import java.util.Map;

/**
 * How often each finite rating occurs. Where there are more than 50,000 different ones, later ones are counted with those
 * that agree in their first twelve binary digits.
 */
final class RatingCounts {
    private static final int MOST = 50_000;
    private static final int ROUGH = ~0xFFF;

    private final Map<Float, long[]> counts = new HashMap<>();
    private float last = Float.NaN;
    private long[] lastCount = new long[1];
    private boolean exact = true;

    void add(float rating) {
        if (rating == last) {
            lastCount[0]++;
        } else if (Float.isFinite(rating)) {
            last = rating;
            lastCount = count(rating + 0f);
            lastCount[0]++;
        } else {
            exact = false;
        }
    }

    private long[] count(float rating) {
        long[] known = counts.get(rating);
        if (known != null) {
            return known;
        }
        exact &= counts.size() < MOST;
        float key = counts.size() < MOST ? rating : Float.intBitsToFloat(Float.floatToIntBits(rating) & ROUGH);
        return counts.computeIfAbsent(key, absent -> new long[1]);
    }

    void addAll(RatingCounts others) {
        others.counts.forEach((rating, count) -> count(rating)[0] += count[0]);
    }

    /** Whether all ratings, infinite and undefined ones included, are known to be on a scale. */
    boolean areOn(Scale scale) {
        return exact && counts.keySet().stream().allMatch(scale::contains);
    }

    Map<Float, Long> toMap() {
        Map<Float, Long> map = new HashMap<>();
        counts.forEach((rating, count) -> map.put(rating, count[0]));
        return map;
    }
}
