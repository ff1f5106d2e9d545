package dev.matinee.lab.forest;

/**
 * What the rows of a node are in each bin of one column: how many were drawn, how many of those are labelled 1, and how many
 * different rows they are. Only bins that hold something are listed, in ascending order, so that a node of few rows is looked
 * through in few steps.
 *
 * <p>While they are counted, the three numbers of a bin are one 64-bit number of three times 21 bits; as no row is drawn more
 * than {@link #MOST_DRAWN} times, {@link #BLOCK} rows fit in before they must be added up.
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
            ADDS[code] = drawn | (code & 1) * drawn << FIELD | 1L << 2 * FIELD;
        }
    }

    private final long[] packed = new long[BINS];
    private final long[] met = new long[BINS / Long.SIZE];
    private final long[] drawnOfBin = new long[BINS];
    private final long[] likesOfBin = new long[BINS];
    private final long[] rowsOfBin = new long[BINS];

    /** How many bins hold something. */
    int size;

    /** The bins that do. */
    final int[] bins = new int[BINS];

    final long[] drawn = new long[BINS];
    final long[] likes = new long[BINS];
    final long[] rows = new long[BINS];

    /** Counts {@code rows[from]} to before {@code rows[to]}. */
    void count(byte[] column, byte[] codes, int[] order, int from, int to) {
        if (to - from < FEW) {
            countFew(column, codes, order, from, to);
        } else {
            countMany(column, codes, order, from, to);
        }
    }

    private void countFew(byte[] column, byte[] codes, int[] order, int from, int to) {
        for (int i = from; i < to; i++) {
            int row = order[i];
            int bin = column[row] & 0xFF;
            packed[bin] += ADDS[codes[row] & 0xFF];
            met[bin >>> 6] |= 1L << bin;
        }
        size = 0;
        for (int word = 0; word < met.length; word++) {
            for (long left = met[word]; left != 0; left &= left - 1) {
                int bin = (word << 6) + Long.numberOfTrailingZeros(left);
                long sums = packed[bin];
                packed[bin] = 0;
                add(bin, sums & MASK, sums >>> FIELD & MASK, sums >>> 2 * FIELD);
            }
            met[word] = 0;
        }
    }

    private void countMany(byte[] column, byte[] codes, int[] order, int from, int to) {
        for (int start = from; start < to; start += BLOCK) {
            int end = Math.min(to, start + BLOCK);
            for (int i = start; i < end; i++) {
                int row = order[i];
                packed[column[row] & 0xFF] += ADDS[codes[row] & 0xFF];
            }
            for (int bin = 0; bin < BINS; bin++) {
                long sums = packed[bin];
                packed[bin] = 0;
                drawnOfBin[bin] += sums & MASK;
                likesOfBin[bin] += sums >>> FIELD & MASK;
                rowsOfBin[bin] += sums >>> 2 * FIELD;
            }
        }
        size = 0;
        for (int bin = 0; bin < BINS; bin++) {
            if (rowsOfBin[bin] > 0) {
                add(bin, drawnOfBin[bin], likesOfBin[bin], rowsOfBin[bin]);
                drawnOfBin[bin] = 0;
                likesOfBin[bin] = 0;
                rowsOfBin[bin] = 0;
            }
        }
    }

    private void add(int bin, long drawnHere, long likesHere, long rowsHere) {
        bins[size] = bin;
        drawn[size] = drawnHere;
        likes[size] = likesHere;
        rows[size++] = rowsHere;
    }
}
