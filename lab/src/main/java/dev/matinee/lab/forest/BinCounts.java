package dev.matinee.lab.forest;

import java.util.Arrays;

/**
 * What the rows of a node are in each bin of one column: how many were drawn, how many of those are labelled 1, and how many
 * different rows they are. Only bins that hold something are listed, in ascending order, so that a node of few rows is looked
 * through in few steps.
 *
 * <p>The three numbers of a bin are one 64-bit number of three times 21 bits; as no row is drawn more than {@link #MOST_DRAWN}
 * times, {@link #BLOCK} rows fit in. Of nodes with more rows, blocks are added up in numbers of their own.
 */
final class BinCounts {
    /** How often a row can be drawn for a tree. */
    static final int MOST_DRAWN = 127;

    private static final int FIELD = 21;
    private static final int MASK = (1 << FIELD) - 1;
    private static final int BLOCK = 1 << 14;
    private static final int BINS = 256;

    /** With fewer rows, the bins that were met are remembered rather than all looked at. */
    private static final int FEW = 192;

    /** What a row adds, by its code: twice how often it was drawn, and its label. */
    private static final long[] ADDS = new long[2 * (MOST_DRAWN + 1)];

    static {
        for (int code = 0; code < ADDS.length; code++) {
            long drawn = code >> 1;
            ADDS[code] = drawn | (((code & 1) * drawn) << FIELD) | (1L << (2 * FIELD));
        }
    }

    private final long[] packed = new long[BINS];
    private final long[] met = new long[BINS / Long.SIZE];
    private final long[] drawnOfBin = new long[BINS];
    private final long[] onesOfBin = new long[BINS];
    private final long[] rowsOfBin = new long[BINS];

    /** How many bins hold something. */
    int size;

    /** The bins that do. */
    final int[] bins = new int[BINS];

    /** What is in each of them, where the node has no more rows than a block. */
    private final long[] sums = new long[BINS];

    private boolean inBlocks;

    /** How many rows of a listed bin were drawn. */
    long drawn(int i) {
        return inBlocks ? drawnOfBin[bins[i]] : sums[i] & MASK;
    }

    /** How many of these are labelled 1. */
    long ones(int i) {
        return inBlocks ? onesOfBin[bins[i]] : (sums[i] >>> FIELD) & MASK;
    }

    /** How many different rows they are. */
    long rows(int i) {
        return inBlocks ? rowsOfBin[bins[i]] : sums[i] >>> (2 * FIELD);
    }

    /** Counts the rows {@code order[from]} to before {@code order[to]}. */
    void count(byte[] column, byte[] codes, int[] order, int from, int to) {
        size = 0;
        inBlocks = to - from > BLOCK;
        if (to - from < FEW) {
            countFew(column, codes, order, from, to);
        } else if (inBlocks) {
            countInBlocks(column, codes, order, from, to);
        } else {
            pack(column, codes, order, from, to);
            for (int bin = 0; bin < BINS; bin++) {
                if (packed[bin] != 0) {
                    list(bin);
                }
            }
        }
    }

    private void countFew(byte[] column, byte[] codes, int[] order, int from, int to) {
        for (int i = from; i < to; i++) {
            int row = order[i];
            int bin = column[row] & 0xFF;
            packed[bin] += ADDS[codes[row] & 0xFF];
            met[bin >>> 6] |= 1L << bin;
        }
        for (int word = 0; word < met.length; word++) {
            for (long left = met[word]; left != 0; left &= left - 1) {
                list((word << 6) + Long.numberOfTrailingZeros(left));
            }
            met[word] = 0;
        }
    }

    private void list(int bin) {
        bins[size] = bin;
        sums[size++] = packed[bin];
        packed[bin] = 0;
    }

    private void pack(byte[] column, byte[] codes, int[] order, int from, int to) {
        for (int i = from; i < to; i++) {
            int row = order[i];
            packed[column[row] & 0xFF] += ADDS[codes[row] & 0xFF];
        }
    }

    private void countInBlocks(byte[] column, byte[] codes, int[] order, int from, int to) {
        Arrays.fill(drawnOfBin, 0);
        Arrays.fill(onesOfBin, 0);
        Arrays.fill(rowsOfBin, 0);
        for (int start = from; start < to; start += BLOCK) {
            pack(column, codes, order, start, Math.min(to, start + BLOCK));
            for (int bin = 0; bin < BINS; bin++) {
                long block = packed[bin];
                packed[bin] = 0;
                drawnOfBin[bin] += block & MASK;
                onesOfBin[bin] += (block >>> FIELD) & MASK;
                rowsOfBin[bin] += block >>> (2 * FIELD);
            }
        }
        for (int bin = 0; bin < BINS; bin++) {
            if (rowsOfBin[bin] > 0) {
                bins[size++] = bin;
            }
        }
    }
}
