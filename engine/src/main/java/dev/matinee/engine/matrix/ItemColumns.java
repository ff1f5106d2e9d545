package dev.matinee.engine.matrix;

import dev.matinee.engine.Run;
import java.lang.foreign.MemorySegment;

/**
 * Fills the orientation by item from the one by user. Ranges of users are scattered side by side, each to places of its
 * own that were counted before, so that the bytes do not depend on the threads.
 */
final class ItemColumns {
    private static final int MOST_RANGES = 16;
    private static final long LEAST_RATINGS = 1 << 18;
    private static final long MOST_COUNTS = 1 << 25;

    private ItemColumns() {}

    static void fill(InteractionsLayout layout, MemorySegment file, Run run) {
        MemorySegment userStarts = layout.userStarts(file);
        int items = layout.items().size();
        int[] cuts = cuts(layout, userStarts);
        int ranges = cuts.length - 1;
        int[][] counts = new int[ranges][];
        MemorySegment userColumns = layout.userColumns(file);
        run.parallel(ranges, range -> {
            int[] count = new int[items];
            long end = userStarts.getAtIndex(Rows.LONG, cuts[range + 1]);
            for (long position = userStarts.getAtIndex(Rows.LONG, cuts[range]); position < end; position++) {
                count[userColumns.getAtIndex(Rows.INT, position)]++;
            }
            counts[range] = count;
        });
        MemorySegment itemStarts = layout.itemStarts(file);
        long sum = 0;
        for (int item = 0; item < items; item++) {
            itemStarts.setAtIndex(Rows.LONG, item, sum);
            int within = 0;
            for (int[] count : counts) {
                int own = count[item];
                count[item] = within;
                within += own;
            }
            sum += within;
        }
        itemStarts.setAtIndex(Rows.LONG, items, sum);
        run.parallel(ranges, range -> scatter(layout, file, cuts[range], cuts[range + 1], counts[range]));
    }

    /** Where the users are cut into ranges of about equally many ratings. */
    private static int[] cuts(InteractionsLayout layout, MemorySegment userStarts) {
        long byCounts = MOST_COUNTS / Math.max(1, layout.items().size());
        long wanted = Math.min(Math.min(MOST_RANGES, byCounts), layout.size() / LEAST_RATINGS);
        int ranges = (int) Math.max(1, wanted);
        int[] cuts = new int[ranges + 1];
        int user = 0;
        for (int range = 1; range < ranges; range++) {
            long start = layout.size() / ranges * range;
            while (userStarts.getAtIndex(Rows.LONG, user) < start) {
                user++;
            }
            cuts[range] = user;
        }
        cuts[ranges] = layout.users().size();
        return cuts;
    }

    /** Scatters the ratings of some users; {@code next} holds how far each item's row is filled before them. */
    private static void scatter(InteractionsLayout layout, MemorySegment file, int from, int to, int[] next) {
        MemorySegment userStarts = layout.userStarts(file);
        MemorySegment userColumns = layout.userColumns(file);
        MemorySegment userRatings = layout.userRatings(file);
        MemorySegment itemStarts = layout.itemStarts(file);
        MemorySegment columns = layout.itemColumns(file);
        MemorySegment ratings = layout.itemRatings(file);
        boolean coded = layout.ratingWidth() == 1;
        for (int user = from; user < to; user++) {
            long end = userStarts.getAtIndex(Rows.LONG, user + 1L);
            for (long position = userStarts.getAtIndex(Rows.LONG, user); position < end; position++) {
                int item = userColumns.getAtIndex(Rows.INT, position);
                long target = itemStarts.getAtIndex(Rows.LONG, item) + next[item]++;
                columns.setAtIndex(Rows.INT, target, user);
                if (coded) {
                    ratings.set(Rows.BYTE, target, userRatings.get(Rows.BYTE, position));
                } else {
                    ratings.setAtIndex(Rows.INT, target, userRatings.getAtIndex(Rows.INT, position));
                }
            }
        }
    }
}
