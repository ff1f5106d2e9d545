package dev.matinee.engine.cluster;

import dev.matinee.engine.MatineeException;
import java.util.HashMap;
import java.util.Map;

/** How alike two divisions of the same points are, corrected for chance (Hubert, Arabie 1985). */
public final class AdjustedRand {
    private AdjustedRand() {}

    /**
     * The adjusted Rand index: 1 for equal divisions, about 0 for unrelated ones, below that for less agreement than by
     * chance. Two divisions that each have a single cluster, or only clusters of one, are equal.
     *
     * @param first the cluster of each point; any numbers
     * @param second the same for the other division
     */
    public static double index(int[] first, int[] second) {
        if (first.length != second.length) {
            throw MatineeException.usage("the divisions are of " + first.length + " and " + second.length + " points");
        }
        Map<Integer, Long> rows = new HashMap<>();
        Map<Integer, Long> columns = new HashMap<>();
        Map<Long, Long> cells = new HashMap<>();
        for (int i = 0; i < first.length; i++) {
            rows.merge(first[i], 1L, Long::sum);
            columns.merge(second[i], 1L, Long::sum);
            cells.merge(((long) first[i] << 32) | (second[i] & 0xFFFFFFFFL), 1L, Long::sum);
        }
        double together = pairs(cells);
        double expected = pairs(rows) * pairs(columns) / Math.max(1, pairs(Map.of(0, (long) first.length)));
        double most = (pairs(rows) + pairs(columns)) / 2;
        return most == expected ? 1 : (together - expected) / (most - expected);
    }

    private static double pairs(Map<?, Long> counts) {
        long sum = 0;
        for (long count : counts.values()) {
            sum += count * (count - 1) / 2;
        }
        return sum;
    }
}
