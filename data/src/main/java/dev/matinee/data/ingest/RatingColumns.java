package dev.matinee.data.ingest;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The readable rows of one part, outside the heap: 16 bytes a row (codes of user and movie in dictionaries of the part's
 * own, rating, time). Written by one thread, then read by any.
 */
final class RatingColumns {
    /** The time of a row without one; others are seconds since 1970 as unsigned numbers. */
    static final int NO_TIME = -1;

    private static final int BLOCK = 1 << 14;
    private static final int FIELDS = 4;
    private static final int DROPPED = -1;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    private final Arena arena;
    private final IdDictionary users = new IdDictionary();
    private final IdDictionary movies = new IdDictionary();
    private final List<MemorySegment> blocks = new ArrayList<>();
    private final RatingCounts counts = new RatingCounts();
    private int[] userCounts = new int[64];
    private int rows;
    // Rows whose line is not the line after the row before: the row, and its line minus its number.
    private int[] jumpRows = new int[4];
    private long[] jumpLines = new long[4];
    private int jumps;
    private long offset;

    /** Columns whose memory belongs to an arena that several threads may use. */
    RatingColumns(Arena arena) {
        this.arena = arena;
    }

    IdDictionary users() {
        return users;
    }

    IdDictionary movies() {
        return movies;
    }

    void add(long line, int user, int movie, float rating, int time) {
        int within = rows % BLOCK;
        if (within == 0) {
            blocks.add(arena.allocate((long) BLOCK * FIELDS * Integer.BYTES, 64));
        }
        MemorySegment block = blocks.getLast();
        long at = (long) within * FIELDS;
        block.setAtIndex(INT, at, user);
        block.setAtIndex(INT, at + 1, movie);
        block.setAtIndex(INT, at + 2, Float.floatToRawIntBits(rating));
        block.setAtIndex(INT, at + 3, time);
        counts.add(rating);
        if (user >= userCounts.length) {
            userCounts = Arrays.copyOf(userCounts, user * 2);
        }
        userCounts[user]++;
        if (line - rows != offset) {
            jump(line - rows);
        }
        rows++;
    }

    private void jump(long newOffset) {
        if (jumps == jumpRows.length) {
            jumpRows = Arrays.copyOf(jumpRows, jumps * 2);
            jumpLines = Arrays.copyOf(jumpLines, jumps * 2);
        }
        jumpRows[jumps] = rows;
        jumpLines[jumps] = newOffset;
        jumps++;
        offset = newOffset;
    }

    /** The number of rows, dropped ones included. */
    int rows() {
        return rows;
    }

    /** How often each rating occurs, dropped ones included. */
    RatingCounts counts() {
        return counts;
    }

    /** The number of rows of each user, by code, without dropped ones. */
    int[] userCounts() {
        return Arrays.copyOf(userCounts, users.size());
    }

    /** Leaves a row out from now on; nothing of it may be asked any more. */
    void drop(int row) {
        userCounts[user(row)]--;
        blocks.get(row / BLOCK).setAtIndex(INT, (long) (row % BLOCK) * FIELDS, DROPPED);
    }

    /** The line of a row, from 0 in its part. */
    long line(int row) {
        int found = Arrays.binarySearch(jumpRows, 0, jumps, row);
        int jump = found >= 0 ? found : -found - 2;
        return row + (jump < 0 ? 0 : jumpLines[jump]);
    }

    private int field(int row, int field) {
        return blocks.get(row / BLOCK).getAtIndex(INT, (long) (row % BLOCK) * FIELDS + field);
    }

    int user(int row) {
        return field(row, 0);
    }

    int movie(int row) {
        return field(row, 1);
    }

    float rating(int row) {
        return Float.intBitsToFloat(field(row, 2));
    }

    int time(int row) {
        return field(row, 3);
    }

    /** Takes the time from a row. */
    void forgetTime(int row) {
        blocks.get(row / BLOCK).setAtIndex(INT, (long) (row % BLOCK) * FIELDS + 3, NO_TIME);
    }

    /** Hands every row that is not dropped over, in order. */
    void forEach(RowTaker taker) {
        int row = 0;
        for (MemorySegment block : blocks) {
            int count = Math.min(BLOCK, rows - row);
            for (int i = 0; i < count; i++, row++) {
                long at = (long) i * FIELDS;
                int user = block.getAtIndex(INT, at);
                if (user != DROPPED) {
                    taker.take(
                            row,
                            user,
                            block.getAtIndex(INT, at + 1),
                            Float.intBitsToFloat(block.getAtIndex(INT, at + 2)),
                            block.getAtIndex(INT, at + 3));
                }
            }
        }
    }

    /** Takes a row. */
    @FunctionalInterface
    interface RowTaker {
        void take(int row, int user, int movie, float rating, int time);
    }
}
