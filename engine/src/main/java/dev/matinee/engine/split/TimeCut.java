package dev.matinee.engine.split;

import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Rows;

/** Finds the second from which on a given share of all timed ratings was given, in three passes and constant memory. */
final class TimeCut {
    private static final int LOW_BITS = 16;

    private TimeCut() {}

    /** The time such that {@code round(share x timed ratings)} ratings, or more where seconds are shared, are not earlier. */
    static long latest(Rows rows, double share, Run run) {
        long timed = 0;
        long earliest = Long.MAX_VALUE;
        for (long position = 0; position < rows.size(); position++) {
            long time = rows.time(position);
            if (time != Rows.NO_TIME) {
                timed++;
                earliest = Math.min(earliest, time);
            }
        }
        run.checkCancelled();
        long wanted = Math.clamp(Math.round(share * timed), 1, timed);
        // Times of a matrix lie within 32 bits of each other: first the upper half of the answer is found, then the
        // lower.
        long[] counts = new long[1 << LOW_BITS];
        for (long position = 0; position < rows.size(); position++) {
            long time = rows.time(position);
            if (time != Rows.NO_TIME) {
                counts[(int) ((time - earliest) >>> LOW_BITS)]++;
            }
        }
        run.checkCancelled();
        int upper = counts.length - 1;
        for (; counts[upper] < wanted; upper--) {
            wanted -= counts[upper];
        }
        counts = new long[1 << LOW_BITS];
        for (long position = 0; position < rows.size(); position++) {
            long time = rows.time(position);
            if (time != Rows.NO_TIME && (time - earliest) >>> LOW_BITS == upper) {
                counts[(int) (time - earliest) & ((1 << LOW_BITS) - 1)]++;
            }
        }
        int lower = counts.length - 1;
        for (; counts[lower] < wanted; lower--) {
            wanted -= counts[lower];
        }
        return earliest + ((long) upper << LOW_BITS) + lower;
    }
}
