package dev.matinee.engine.matrix;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gathers ratings in any order and makes {@link Interactions} of them. Not thread-safe.
 *
 * <p>Memory: 20 bytes a rating outside the heap while gathering, plus the result.
 */
public final class InteractionsBuilder {
    private static final int BLOCK = 1 << 20;
    private static final long RECORD = 20;

    private final Ids users;
    private final Ids items;
    private final Arena arena = Arena.ofAuto();
    private final List<MemorySegment> blocks = new ArrayList<>();
    private long size;

    /** A builder for these users and items. */
    public InteractionsBuilder(Ids users, Ids items) {
        this.users = users;
        this.items = items;
    }

    /**
     * Adds one rating.
     *
     * @param user the user's index in the users given at construction
     * @param item the item's index in the items given at construction
     * @param rating a finite number
     * @param time seconds since 1970-01-01 UTC, or {@link Rows#NO_TIME}
     */
    public void add(int user, int item, float rating, long time) {
        if (user < 0 || user >= users.size() || item < 0 || item >= items.size()) {
            throw new IndexOutOfBoundsException("user " + user + ", item " + item);
        }
        if (!Float.isFinite(rating)) {
            throw MatineeException.usage("rating must be finite, got " + rating);
        }
        int within = (int) (size % BLOCK);
        if (within == 0) {
            blocks.add(arena.allocate(BLOCK * RECORD, 64));
        }
        MemorySegment block = blocks.getLast();
        long at = within * RECORD;
        block.set(Rows.INT, at, user);
        block.set(Rows.INT, at + 4, item);
        block.set(Rows.FLOAT, at + 8, rating);
        block.set(Rows.LONG, at + 12, time);
        size++;
    }

    /** The number of ratings added. */
    public long size() {
        return size;
    }

    /** The interactions, in memory outside the heap. */
    public Interactions build(Run run) {
        InteractionsLayout layout = layout();
        return InteractionsFile.read(fill(layout, Arena.ofAuto().allocate(layout.bytes(), 64), run));
    }

    /** Writes the interactions to a file, atomically, and opens it. */
    public Interactions write(Path file, Run run) {
        InteractionsLayout layout = layout();
        InteractionsFile.write(file, layout.bytes(), segment -> fill(layout, segment, run));
        return Interactions.open(file);
    }

    private InteractionsLayout layout() {
        float[] scale = new float[0];
        boolean coded = true;
        long earliest = Long.MAX_VALUE;
        long latest = Long.MIN_VALUE;
        for (long i = 0; i < size; i++) {
            MemorySegment block = blocks.get((int) (i / BLOCK));
            long at = i % BLOCK * RECORD;
            if (coded) {
                float rating = block.get(Rows.FLOAT, at + 8) + 0f;
                int found = Arrays.binarySearch(scale, rating);
                if (found < 0) {
                    coded = scale.length < 256;
                    scale = coded ? insert(scale, ~found, rating) : new float[0];
                }
            }
            long time = block.get(Rows.LONG, at + 12);
            if (time != Rows.NO_TIME) {
                earliest = Math.min(earliest, time);
                latest = Math.max(latest, time);
            }
        }
        boolean timed = earliest <= latest;
        if (timed && latest - earliest >= 0xFFFFFFFFL) {
            throw MatineeException.badData(
                    "the ratings span " + (latest - earliest) / 31_556_952L + " years, more than the 136 that fit",
                    "check the time column for another unit or for nonsense dates");
        }
        return InteractionsLayout.of(users, items, size, scale, timed, timed ? earliest : 0);
    }

    private static float[] insert(float[] sorted, int at, float value) {
        float[] longer = new float[sorted.length + 1];
        System.arraycopy(sorted, 0, longer, 0, at);
        longer[at] = value;
        System.arraycopy(sorted, at, longer, at + 1, sorted.length - at);
        return longer;
    }

    private MemorySegment fill(InteractionsLayout layout, MemorySegment file, Run run) {
        layout.writeIds(file);
        scatterByUser(layout, file, run);
        run.parallelRanges(users.size(), 4096, (from, to) -> {
            RowSorter sorter = new RowSorter(layout, file);
            for (int user = from; user < to; user++) {
                sorter.sort(user, users, items);
            }
        });
        ItemColumns.fill(layout, file, run);
        layout.writeHeader(file);
        return file;
    }

    private void scatterByUser(InteractionsLayout layout, MemorySegment file, Run run) {
        long[] next = new long[users.size()];
        for (long i = 0; i < size; i++) {
            next[blocks.get((int) (i / BLOCK)).get(Rows.INT, i % BLOCK * RECORD)]++;
        }
        cumulate(next, layout.userStarts(file));
        MemorySegment columns = layout.userColumns(file);
        MemorySegment ratings = layout.userRatings(file);
        MemorySegment times = layout.userTimes(file);
        for (int b = 0; b < blocks.size(); b++) {
            run.checkCancelled();
            MemorySegment block = blocks.get(b);
            int filled = (int) Math.min(BLOCK, size - (long) b * BLOCK);
            for (int i = 0; i < filled; i++) {
                long at = i * RECORD;
                long position = next[block.get(Rows.INT, at)]++;
                columns.setAtIndex(Rows.INT, position, block.get(Rows.INT, at + 4));
                layout.setRating(ratings, position, block.get(Rows.FLOAT, at + 8));
                if (layout.timed()) {
                    long time = block.get(Rows.LONG, at + 12);
                    times.setAtIndex(
                            Rows.INT,
                            position,
                            time == Rows.NO_TIME ? Rows.MISSING_TIME : (int) (time - layout.baseTime()));
                }
            }
        }
    }

    /** Turns counts into start positions, in place and into a segment that also gets the total. */
    private static void cumulate(long[] counts, MemorySegment starts) {
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            long count = counts[i];
            counts[i] = sum;
            starts.setAtIndex(Rows.LONG, i, sum);
            sum += count;
        }
        starts.setAtIndex(Rows.LONG, counts.length, sum);
    }

    /** Puts the entries of one user into ascending item order; rows that are so already cost one look. */
    private static final class RowSorter {
        private final InteractionsLayout layout;
        private final MemorySegment starts;
        private final MemorySegment columns;
        private final MemorySegment ratings;
        private final MemorySegment times;
        private long[] keys = new long[64];
        private int[] ratingCopy = new int[64];
        private int[] timeCopy = new int[64];

        RowSorter(InteractionsLayout layout, MemorySegment file) {
            this.layout = layout;
            this.starts = layout.userStarts(file);
            this.columns = layout.userColumns(file);
            this.ratings = layout.userRatings(file);
            this.times = layout.userTimes(file);
        }

        void sort(int user, Ids users, Ids items) {
            long start = starts.getAtIndex(Rows.LONG, user);
            long end = starts.getAtIndex(Rows.LONG, user + 1L);
            boolean ascending = true;
            for (long position = start + 1; position < end && ascending; position++) {
                ascending = columns.getAtIndex(Rows.INT, position - 1) < columns.getAtIndex(Rows.INT, position);
            }
            if (ascending) {
                return;
            }
            int count = (int) (end - start);
            if (keys.length < count) {
                keys = new long[count * 2];
                ratingCopy = new int[count * 2];
                timeCopy = new int[count * 2];
            }
            for (int i = 0; i < count; i++) {
                keys[i] = (long) columns.getAtIndex(Rows.INT, start + i) << 32 | i;
                ratingCopy[i] = layout.ratingBits(ratings, start + i);
                timeCopy[i] = layout.timed() ? times.getAtIndex(Rows.INT, start + i) : 0;
            }
            Arrays.sort(keys, 0, count);
            for (int i = 0; i < count; i++) {
                int column = (int) (keys[i] >>> 32);
                if (i > 0 && column == (int) (keys[i - 1] >>> 32)) {
                    throw MatineeException.badData(
                            "user " + users.id(user) + " rated item " + items.id(column) + " more than once",
                            "keep one rating of each pair");
                }
                int from = (int) keys[i];
                columns.setAtIndex(Rows.INT, start + i, column);
                layout.setRatingBits(ratings, start + i, ratingCopy[from]);
                if (layout.timed()) {
                    times.setAtIndex(Rows.INT, start + i, timeCopy[from]);
                }
            }
        }
    }
}
