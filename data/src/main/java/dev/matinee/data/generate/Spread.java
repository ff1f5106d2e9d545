package dev.matinee.data.generate;

import dev.matinee.engine.RandomStream;

/**
 * An exact number of chosen indexes among many, at random, without a list of them: the indexes are cut into as many
 * consecutive ranges as there are to choose, and one of each range is chosen. Constant time and memory; immutable.
 */
final class Spread {
    private final long total;
    private final long chosen;
    private final long seed;

    /** A choice of {@code chosen} among the indexes 0 to {@code total - 1}. */
    Spread(long total, long chosen, long seed) {
        this.total = total;
        this.chosen = chosen;
        this.seed = seed;
    }

    boolean contains(long index) {
        if (chosen == 0) {
            return false;
        }
        long range = index * chosen / total;
        return index == pick(range);
    }

    private long pick(long range) {
        long start = Math.ceilDiv(range * total, chosen);
        long end = Math.ceilDiv((range + 1) * total, chosen);
        return start + Long.remainderUnsigned(RandomStream.mix(seed ^ range), end - start);
    }

    /**
     * The {@code index}-th of {@code count} ascending ids with gaps, the last at most {@code highest}: one id of each of
     * {@code count} consecutive ranges.
     */
    static int id(long index, long count, long highest, long seed) {
        long start = index * highest / count;
        long end = (index + 1) * highest / count;
        return (int) (1 + start + Long.remainderUnsigned(RandomStream.mix(seed + index), end - start));
    }
}
