package dev.matinee.engine.models;

import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.util.Arrays;

/** The days (UTC) on which ratings were given, ascending; ratings without a time share one more place, before all days. */
record RatingDays(int[] days) {
    private static final int SECONDS = 86_400;

    /** The place of ratings without a time. */
    private static final int NO_DAY = Integer.MIN_VALUE;

    static RatingDays none() {
        return new RatingDays(new int[0]);
    }

    static RatingDays of(Interactions ratings) {
        Rows rows = ratings.byUser();
        int[] sorted = new int[64];
        int count = 0;
        for (long position = 0; position < rows.size(); position++) {
            int day = day(rows.time(position));
            int found = Arrays.binarySearch(sorted, 0, count, day);
            if (found < 0) {
                sorted = count == sorted.length ? Arrays.copyOf(sorted, 2 * count) : sorted;
                System.arraycopy(sorted, ~found, sorted, ~found + 1, count - ~found);
                sorted[~found] = day;
                count++;
            }
        }
        return new RatingDays(Arrays.copyOf(sorted, count));
    }

    private static int day(long time) {
        return time == Rows.NO_TIME ? NO_DAY : Math.toIntExact(Math.floorDiv(time, SECONDS));
    }

    int count() {
        return days.length;
    }

    /** The place of a time's day or, where nothing was rated on it, of the nearest day. */
    int index(long time) {
        int day = day(time);
        int found = Arrays.binarySearch(days, day);
        if (found >= 0) {
            return found;
        }
        int after = ~found;
        if (after == 0) {
            return 0;
        }
        if (after == days.length) {
            return after - 1;
        }
        return (long) days[after] - day < (long) day - days[after - 1] ? after : after - 1;
    }
}
