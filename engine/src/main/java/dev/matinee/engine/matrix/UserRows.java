package dev.matinee.engine.matrix;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ratings that are in order already, in plain columns: user by user, the items of each user ascending, each item once.
 * The quickest way to {@link Interactions} for whoever sorts the ratings himself; {@link InteractionsBuilder} takes them in
 * any order.
 *
 * @param starts the position of each user's first rating, and, last, the number of ratings
 * @param columns the item index of each rating, 32 bits, little-endian as the others
 * @param ratings each rating, 32-bit floats
 * @param times seconds since 1970-01-01 UTC as unsigned 32-bit numbers, {@code 0xFFFFFFFF} where there is no time
 */
public record UserRows(
        Ids users, Ids items, long[] starts, MemorySegment columns, MemorySegment ratings, MemorySegment times) {
    private static final int RANGE = 1 << 18;

    /** What {@link #times} holds for a rating without a time. */
    public static final int NO_TIME = -1;

    /** Checks the lengths; the order is checked when the rows are written. */
    public UserRows {
        long size = starts[users.size()];
        if (columns.byteSize() < size * 4 || ratings.byteSize() < size * 4 || times.byteSize() < size * 4) {
            throw new IllegalArgumentException("columns are shorter than " + size + " ratings");
        }
    }

    /** The number of ratings. */
    public long size() {
        return starts[users.size()];
    }

    /** Writes the interactions to a file, atomically, and opens it. */
    public Interactions write(Path file, Run run) {
        InteractionsLayout layout = layout(run);
        InteractionsFile.write(file, layout.bytes(), segment -> fill(layout, segment, run));
        return Interactions.open(file);
    }

    /** What one range of ratings holds. */
    private record Extent(float[] scale, int earliest, int latest) {}

    private InteractionsLayout layout(Run run) {
        int ranges = Math.toIntExact(Math.ceilDiv(size(), RANGE));
        Extent[] extents = new Extent[ranges];
        run.parallel(ranges, range -> extents[range] = extent((long) range * RANGE));
        Scale scale = new Scale();
        int earliest = -1;
        int latest = 0;
        boolean timed = false;
        for (Extent extent : extents) {
            scale.addAll(extent.scale());
            if (extent.earliest() != NO_TIME) {
                earliest = Integer.compareUnsigned(extent.earliest(), earliest) < 0 ? extent.earliest() : earliest;
                latest = Integer.compareUnsigned(extent.latest(), latest) > 0 ? extent.latest() : latest;
                timed = true;
            }
        }
        long base = timed ? Integer.toUnsignedLong(earliest) : 0;
        return InteractionsLayout.of(users, items, size(), scale.values(), timed, base);
    }

    private Extent extent(long from) {
        long to = Math.min(size(), from + RANGE);
        Scale scale = new Scale();
        int earliest = NO_TIME;
        int latest = 0;
        float last = Float.NaN;
        for (long position = from; position < to; position++) {
            float rating = ratings.getAtIndex(Rows.FLOAT, position) + 0f;
            if (rating != last) {
                scale.add(rating);
                last = rating;
            }
            int time = times.getAtIndex(Rows.INT, position);
            if (time != NO_TIME) {
                earliest = Integer.compareUnsigned(time, earliest) < 0 ? time : earliest;
                latest = Integer.compareUnsigned(time, latest) > 0 ? time : latest;
            }
        }
        return new Extent(scale.values(), earliest, latest);
    }

    /** The distinct ratings met so far, ascending, as long as they are at most 256. */
    private static final class Scale {
        private float[] values = new float[0];
        private boolean coded = true;

        void addAll(float[] ratings) {
            coded &= ratings.length > 0;
            for (float rating : ratings) {
                add(rating);
            }
        }

        void add(float rating) {
            int found = coded ? Arrays.binarySearch(values, rating) : 0;
            if (found < 0) {
                coded = values.length < 256;
                float[] longer = Arrays.copyOf(values, values.length + 1);
                System.arraycopy(values, ~found, longer, ~found + 1, values.length + found + 1);
                longer[~found] = rating;
                values = longer;
            }
        }

        /** The ratings; none when they are too many. */
        float[] values() {
            return coded ? values : new float[0];
        }
    }

    private void fill(InteractionsLayout layout, MemorySegment file, Run run) {
        layout.writeIds(file);
        MemorySegment fileStarts = layout.userStarts(file);
        for (int user = 0; user <= users.size(); user++) {
            fileStarts.setAtIndex(Rows.LONG, user, starts[user]);
        }
        AtomicInteger unordered = new AtomicInteger(Integer.MAX_VALUE);
        run.parallelRanges(users.size(), 1024, (from, to) -> {
            for (int user = from; user < to; user++) {
                if (!ascending(user)) {
                    unordered.accumulateAndGet(user, Math::min);
                }
            }
            copy(layout, file, starts[from], starts[to]);
        });
        if (unordered.get() != Integer.MAX_VALUE) {
            throw MatineeException.usage(
                    "the items of user " + users.id(unordered.get()) + " are not ascending, each once");
        }
        ItemColumns.fill(layout, file, run);
        layout.writeHeader(file);
    }

    private boolean ascending(int user) {
        int last = -1;
        for (long position = starts[user]; position < starts[user + 1]; position++) {
            int item = columns.getAtIndex(Rows.INT, position);
            if (item <= last || item >= items.size()) {
                return false;
            }
            last = item;
        }
        return true;
    }

    private void copy(InteractionsLayout layout, MemorySegment file, long from, long to) {
        MemorySegment.copy(columns, from * 4, layout.userColumns(file), from * 4, (to - from) * 4);
        MemorySegment fileRatings = layout.userRatings(file);
        MemorySegment fileTimes = layout.userTimes(file);
        int base = (int) layout.baseTime();
        for (long position = from; position < to; position++) {
            layout.setRating(fileRatings, position, ratings.getAtIndex(Rows.FLOAT, position));
            if (layout.timed()) {
                int time = times.getAtIndex(Rows.INT, position);
                fileTimes.setAtIndex(Rows.INT, position, time == NO_TIME ? Rows.MISSING_TIME : time - base);
            }
        }
    }
}
