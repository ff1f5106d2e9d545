package dev.matinee.data.generate;

import dev.matinee.engine.RandomStream;

/**
 * Draws numbers with given weights in constant time by the alias method (Walker 1977, in the form of Vose 1991).
 * Immutable.
 */
final class WeightedDraw {
    private final int[] values;
    private final int[] aliases;
    private final long[] thresholds;

    /** A draw of {@code values[i]} with a probability proportional to {@code weights[i]}, of which one is positive. */
    WeightedDraw(int[] values, double[] weights) {
        int size = values.length;
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        this.values = values.clone();
        this.aliases = new int[size];
        this.thresholds = new long[size];
        double[] share = new double[size];
        int[] small = new int[size];
        int[] large = new int[size];
        int smallCount = 0;
        int largeCount = 0;
        for (int i = 0; i < size; i++) {
            share[i] = weights[i] / sum * size;
            if (share[i] < 1) {
                small[smallCount++] = i;
            } else {
                large[largeCount++] = i;
            }
        }
        while (smallCount > 0 && largeCount > 0) {
            int less = small[--smallCount];
            int more = large[largeCount - 1];
            thresholds[less] = (long) (share[less] * 0x1p32);
            aliases[less] = more;
            share[more] -= 1 - share[less];
            if (share[more] < 1) {
                small[smallCount++] = more;
                largeCount--;
            }
        }
        while (largeCount > 0) {
            thresholds[large[--largeCount]] = 1L << 32;
        }
        while (smallCount > 0) {
            thresholds[small[--smallCount]] = 1L << 32;
        }
    }

    int next(RandomStream random) {
        long bits = random.nextLong();
        int slot = (int) (((bits >>> 32) * values.length) >>> 32);
        return values[(bits & 0xFFFFFFFFL) < thresholds[slot] ? slot : aliases[slot]];
    }
}
