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

    /**
     * The index of two divisions into halves, given by counts: in both first halves, in each of them, and in all.
     *
     * @param both how many points are in the first half of both divisions
     * @param first how many are in that of the one
     * @param second how many are in that of the other
     * @param all how many there are
     */
    public static double ofHalves(long both, long first, long second, long all) {
        double together = pairs(both) + pairs(first - both) + pairs(second - both) + pairs(all - first - second + both);
        double rows = pairs(first) + pairs(all - first);
        double columns = pairs(second) + pairs(all - second);
        double expected = rows * columns / Math.max(1, pairs(all));
        double most = (rows + columns) / 2;
        return most == expected ? 1 : (together - expected) / (most - expected);
    }

    private static double pairs(long count) {
        return count * (count - 1) / 2.0;
    }

    private static double pairs(Map<?, Long> counts) {
        long sum = 0;
        for (long count : counts.values()) {
            sum += count * (count - 1) / 2;
        }
        return sum;
    }
}
