package dev.matinee.engine.matrix;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * One orientation of a sparse rating matrix in compressed rows: the entries of row {@code r} stand at positions
 * {@code start(r)} (inclusive) to {@code end(r)} (exclusive), columns ascending. By user, columns are item indexes; by
 * item, user indexes. Immutable and thread-safe; every access is constant time.
 */
public final class Rows {
    /** What {@link #time} answers for an entry without a time. */
    public static final long NO_TIME = Long.MIN_VALUE;

    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    static final int MISSING_TIME = -1;

    private final int rows;
    private final MemorySegment starts;
    private final MemorySegment columns;
    private final MemorySegment ratings;
    private final MemorySegment times;
    private final float[] scale;
    private final boolean coded;
    private final long baseTime;

    /**
     * @param scale the distinct ratings when ratings are one-byte codes into it, empty when they are floats
     * @param times seconds after {@code baseTime} as unsigned 32-bit numbers, or an empty segment
     */
    Rows(
            int rows,
            MemorySegment starts,
            MemorySegment columns,
            MemorySegment ratings,
            float[] scale,
            MemorySegment times,
            long baseTime) {
        this.rows = rows;
        this.starts = starts;
        this.columns = columns;
        this.ratings = ratings;
        this.scale = scale;
        this.coded = scale.length > 0;
        this.times = times;
        this.baseTime = baseTime;
    }

    /** The number of rows. */
    public int rows() {
        return rows;
    }

    /** The number of entries of all rows. */
    public long size() {
        return start(rows);
    }

    /** The position of the first entry of a row. */
    public long start(int row) {
        return starts.getAtIndex(LONG, row);
    }

    /** The position after the last entry of a row. */
    public long end(int row) {
        return starts.getAtIndex(LONG, row + 1L);
    }

    /** The number of entries of a row. */
    public int count(int row) {
        return (int) (end(row) - start(row));
    }

    /** The column of the entry at a position. */
    public int column(long position) {
        return columns.getAtIndex(INT, position);
    }

    /** The rating of the entry at a position. */
    public float rating(long position) {
        return coded ? scale[ratings.get(BYTE, position) & 0xFF] : ratings.getAtIndex(FLOAT, position);
    }

    /** The lowest rating, constant time where ratings are coded; NaN without ratings. */
    float lowest() {
        if (coded) {
            return scale[0];
        }
        float lowest = Float.POSITIVE_INFINITY;
        for (long position = 0; position < size(); position++) {
            lowest = Math.min(lowest, rating(position));
        }
        return size() == 0 ? Float.NaN : lowest;
    }

    /** The highest rating, constant time where ratings are coded; NaN without ratings. */
    float highest() {
        if (coded) {
            return scale[scale.length - 1];
        }
        float highest = Float.NEGATIVE_INFINITY;
        for (long position = 0; position < size(); position++) {
            highest = Math.max(highest, rating(position));
        }
        return size() == 0 ? Float.NaN : highest;
    }

    /** Whether any entry of this orientation has a time; by item none has. */
    public boolean hasTimes() {
        return times.byteSize() > 0;
    }

    /** When the entry at a position was given, in seconds since 1970-01-01 UTC, or {@link #NO_TIME}. */
    public long time(long position) {
        if (!hasTimes()) {
            return NO_TIME;
        }
        int seconds = times.getAtIndex(INT, position);
        return seconds == MISSING_TIME ? NO_TIME : baseTime + Integer.toUnsignedLong(seconds);
    }

    /** The columns of a row in an array of its own, ascending. */
    public int[] columns(int row) {
        int[] copy = new int[count(row)];
        copyColumns(row, copy);
        return copy;
    }

    /** Copies the columns of a row, ascending, to the front of an array that has room for them. */
    public void copyColumns(int row, int[] into) {
        MemorySegment.copy(columns, INT, start(row) * Integer.BYTES, into, 0, count(row));
    }

    /** Whether a row has an entry in a column; logarithmic in the row's length. */
    public boolean contains(int row, int column) {
        return position(row, column) >= 0;
    }

    /** The position of a row's entry in a column, or -1; logarithmic in the row's length. */
    public long position(int row, int column) {
        long low = start(row);
        long high = end(row) - 1;
        while (low <= high) {
            long middle = (low + high) >>> 1;
            int found = column(middle);
            if (found < column) {
                low = middle + 1;
            } else if (found > column) {
                high = middle - 1;
            } else {
                return middle;
            }
        }
        return -1;
    }
}
