package dev.matinee.lab.forest;

import dev.matinee.engine.Run;
import java.util.Arrays;

/**
 * A table of numbers as bytes, column after column: the bin of each value, from the lowest on, about as many rows in each bin
 * unless values are equal. Where a column has no more than {@link #MOST} different values each has its own.
 */
final class BinnedColumns {
    /** The bin of a missing value. */
    static final int MISSING = 255;

    /** How many bins a column has at most, that of missing values not counted. */
    static final int MOST = 255;

    /** Where there are more rows, bins are cut by so many of them, evenly spaced. */
    private static final int LOOKED_AT = 1 << 18;

    private final int rows;
    private final byte[][] bins;
    private final float[][] edges;

    private BinnedColumns(int rows, byte[][] bins, float[][] edges) {
        this.rows = rows;
        this.bins = bins;
        this.edges = edges;
    }

    static BinnedColumns of(float[] values, int rows, int width, Run run) {
        byte[][] bins = new byte[width][];
        float[][] edges = new float[width][];
        run.parallel(width, column -> {
            edges[column] = edges(values, rows, width, column);
            bins[column] = bins(values, rows, width, column, edges[column]);
        });
        return new BinnedColumns(rows, bins, edges);
    }

    int rows() {
        return rows;
    }

    int width() {
        return bins.length;
    }

    /** The bin of each row, unsigned. */
    byte[] column(int column) {
        return bins[column];
    }

    /** The number that parts two bins of a column, from the middle between them: what is not above it belongs to the lower. */
    float between(int column, int lower, int higher) {
        return edges[column][(lower + higher - 1) / 2];
    }

    private static float[] edges(float[] values, int rows, int width, int column) {
        int looked = Math.min(rows, LOOKED_AT);
        float[] sorted = new float[looked];
        int known = 0;
        for (int i = 0; i < looked; i++) {
            float value = values[(int) ((long) i * rows / looked) * width + column];
            if (!Float.isNaN(value)) {
                sorted[known++] = value;
            }
        }
        Arrays.sort(sorted, 0, known);
        int different = known == 0 ? 0 : 1;
        for (int i = 1; i < known; i++) {
            different += sorted[i] > sorted[i - 1] ? 1 : 0;
        }
        float[] edges = new float[MOST - 1];
        int count = 0;
        int from = 0;
        for (int i = 1; i < known; i++) {
            if (sorted[i] == sorted[i - 1]) {
                continue;
            }
            boolean full = (long) (i - from) * (MOST - count) >= known - from;
            if (count < edges.length && (different <= MOST || full)) {
                edges[count++] = middle(sorted[i - 1], sorted[i]);
                from = i;
            }
        }
        return Arrays.copyOf(edges, count);
    }

    /** A number from the lower to below the higher, half-way where there is one. */
    private static float middle(float lower, float higher) {
        float middle = lower + (higher - lower) / 2;
        return middle >= lower && middle < higher ? middle : lower;
    }

    private static byte[] bins(float[] values, int rows, int width, int column, float[] edges) {
        byte[] bins = new byte[rows];
        for (int row = 0; row < rows; row++) {
            float value = values[row * width + column];
            bins[row] = (byte) (Float.isNaN(value) ? MISSING : bin(value, edges));
        }
        return bins;
    }

    private static int bin(float value, float[] edges) {
        int low = 0;
        int high = edges.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (value <= edges[middle]) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
