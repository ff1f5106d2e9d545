package dev.matinee.engine.matrix;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
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
    private record Extent(RatingCodes ratings, int earliest, int latest) {}

    private InteractionsLayout layout(Run run) {
        int ranges = Math.toIntExact(Math.ceilDiv(size(), RANGE));
        Extent[] extents = new Extent[ranges];
        run.parallel(ranges, range -> extents[range] = extent((long) range * RANGE));
        RatingCodes codes = new RatingCodes();
        int earliest = -1;
        int latest = 0;
        boolean timed = false;
        for (Extent extent : extents) {
            codes.addAll(extent.ratings());
            if (extent.earliest() != NO_TIME) {
                earliest = Integer.compareUnsigned(extent.earliest(), earliest) < 0 ? extent.earliest() : earliest;
                latest = Integer.compareUnsigned(extent.latest(), latest) > 0 ? extent.latest() : latest;
                timed = true;
            }
        }
        long base = timed ? Integer.toUnsignedLong(earliest) : 0;
        return InteractionsLayout.of(users, items, size(), codes.scale(), timed, base);
    }

    private Extent extent(long from) {
        long to = Math.min(size(), from + RANGE);
        RatingCodes codes = new RatingCodes();
        int earliest = NO_TIME;
        int latest = 0;
        float last = Float.NaN;
        for (long position = from; position < to; position++) {
            float rating = ratings.getAtIndex(Rows.FLOAT, position);
            if (rating != last) {
                codes.add(rating);
                last = rating;
            }
            int time = times.getAtIndex(Rows.INT, position);
            if (time != NO_TIME) {
                earliest = Integer.compareUnsigned(time, earliest) < 0 ? time : earliest;
                latest = Integer.compareUnsigned(time, latest) > 0 ? time : latest;
            }
        }
        return new Extent(codes, earliest, latest);
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
        copyRatings(layout, layout.userRatings(file), from, to);
        if (layout.timed()) {
            copyTimes(layout, layout.userTimes(file), from, to);
        }
    }

    private void copyRatings(InteractionsLayout layout, MemorySegment fileRatings, long from, long to) {
        if (layout.ratingWidth() > 1) {
            for (long position = from; position < to; position++) {
                layout.setRating(fileRatings, position, ratings.getAtIndex(Rows.FLOAT, position));
            }
            return;
        }
        RatingCodes codes = RatingCodes.of(layout.scale());
        for (long position = from; position < to; position++) {
            byte code = (byte) codes.code(ratings.getAtIndex(Rows.FLOAT, position));
            fileRatings.set(Rows.BYTE, position, code);
        }
    }

    private void copyTimes(InteractionsLayout layout, MemorySegment fileTimes, long from, long to) {
        int base = (int) layout.baseTime();
        for (long position = from; position < to; position++) {
            int time = times.getAtIndex(Rows.INT, position);
            fileTimes.setAtIndex(Rows.INT, position, time == NO_TIME ? Rows.MISSING_TIME : time - base);
        }
    }
}
