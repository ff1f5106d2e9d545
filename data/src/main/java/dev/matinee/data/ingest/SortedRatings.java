package dev.matinee.data.ingest;

import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.UserRows;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Gathered ratings brought into order: user by user, movies ascending, one rating a pair, outside the heap. Parts are
 * scattered side by side, each to places that were counted before; where a pair occurs twice, the rows are scattered once
 * more with a number that tells where each came from.
 */
final class SortedRatings {
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(java.nio.ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(java.nio.ByteOrder.LITTLE_ENDIAN);
    private static final int USERS_AT_ONCE = 1024;

    private final Gathered gathered;
    private final Arena arena;
    private final Run run;
    private final long[] starts;
    private final int[][] firstPlaces;
    private final MemorySegment movies;
    private final MemorySegment ratings;
    private final MemorySegment times;

    private SortedRatings(Gathered gathered, Arena arena, Run run) {
        this.gathered = gathered;
        this.arena = arena;
        this.run = run;
        this.starts = new long[gathered.users().size() + 1];
        this.firstPlaces = count();
        long bytes = Math.max(4, starts[gathered.users().size()] * 4);
        this.movies = arena.allocate(bytes, 64);
        this.ratings = arena.allocate(bytes, 64);
        this.times = arena.allocate(bytes, 64);
    }

    /**
     * The ratings in order.
     *
     * @param findings takes what is found about duplicates
     */
    static UserRows sort(
            Gathered gathered, Duplicates duplicates, RejectedRows rejected, Findings findings, Arena arena, Run run) {
        SortedRatings sorted = new SortedRatings(gathered, arena, run);
        sorted.scatter(MemorySegment.NULL);
        if (sorted.sortUsers()) {
            sorted.resolve(duplicates, rejected, findings);
        }
        UserRows rows = new UserRows(
                gathered.users(), gathered.movies(), sorted.starts, sorted.movies, sorted.ratings, sorted.times);
        return Unrated.leftOut(rows, run);
    }

    /** Counts the ratings of each user; how many of them come before each part's, by the part's own codes. */
    private int[][] count() {
        int parts = gathered.parts().size();
        int[][] counts = new int[parts][];
        for (int part = 0; part < parts; part++) {
            counts[part] = gathered.parts().get(part).userCounts();
        }
        int users = gathered.users().size();
        int[] before = new int[users];
        for (int part = 0; part < parts; part++) {
            int[] userOf = gathered.userOf()[part];
            for (int code = 0; code < userOf.length; code++) {
                int own = counts[part][code];
                counts[part][code] = before[userOf[code]];
                before[userOf[code]] += own;
            }
        }
        for (int user = 0; user < users; user++) {
            starts[user + 1] = starts[user] + before[user];
        }
        return counts;
    }

    /** Puts every row at its user's place, in the order of the source; their numbers too where there is room for them. */
    private void scatter(MemorySegment origins) {
        boolean numbered = origins.byteSize() > 0;
        long[] firstNumbers = firstNumbers();
        run.parallel(gathered.parts().size(), part -> {
            int[] userOf = gathered.userOf()[part];
            int[] movieOf = gathered.movieOf()[part];
            int[] next = firstPlaces[part].clone();
            gathered.parts().get(part).forEach((row, user, movie, rating, time) -> {
                long position = starts[userOf[user]] + next[user]++;
                movies.setAtIndex(INT, position, movieOf[movie]);
                ratings.setAtIndex(FLOAT, position, rating);
                times.setAtIndex(INT, position, time);
                if (numbered) {
                    origins.setAtIndex(INT, position, (int) (firstNumbers[part] + row));
                }
            });
        });
    }

    private long[] firstNumbers() {
        long[] first = new long[gathered.parts().size() + 1];
        for (int part = 0; part + 1 < first.length; part++) {
            first[part + 1] = first[part] + gathered.parts().get(part).rows();
        }
        return first;
    }

    /** Sorts each user's rows by movie, keeping the order of equal ones; whether any pair occurs twice. */
    private boolean sortUsers() {
        AtomicBoolean twice = new AtomicBoolean();
        run.parallelRanges(gathered.users().size(), USERS_AT_ONCE, (from, to) -> {
            RowOrder order = new RowOrder();
            for (int user = from; user < to; user++) {
                if (!ascending(user)) {
                    order.sort(movies, starts[user], starts[user + 1]);
                    twice.compareAndSet(false, order.hasEqual());
                    order.apply(movies);
                    order.apply(ratings);
                    order.apply(times);
                }
            }
        });
        return twice.get();
    }

    private boolean ascending(int user) {
        int last = -1;
        for (long position = starts[user]; position < starts[user + 1]; position++) {
            int movie = movies.getAtIndex(INT, position);
            if (movie <= last) {
                return false;
            }
            last = movie;
        }
        return true;
    }

    /** Keeps one rating of each pair, rejects the others, and closes the gaps. */
    private void resolve(Duplicates duplicates, RejectedRows rejected, Findings findings) {
        MemorySegment origins = arena.allocate(movies.byteSize(), 64);
        scatter(origins);
        long[] firstNumbers = firstNumbers();
        int users = gathered.users().size();
        int[] kept = new int[users];
        AtomicReferenceArray<Findings> found = new AtomicReferenceArray<>(Math.ceilDiv(users, USERS_AT_ONCE));
        run.parallelRanges(users, USERS_AT_ONCE, (from, to) -> {
            Findings own = new Findings();
            RejectedRows.Writer writer = rejected.writer();
            RowOrder order = new RowOrder();
            Pairs pairs = new Pairs(duplicates, gathered, firstNumbers, own, writer, movies, ratings, times, origins);
            for (int user = from; user < to; user++) {
                order.sort(movies, starts[user], starts[user + 1]);
                order.apply(movies);
                order.apply(ratings);
                order.apply(times);
                order.apply(origins);
                kept[user] = (int) (pairs.settle(starts[user], starts[user + 1]) - starts[user]);
            }
            writer.flush();
            found.set(from / USERS_AT_ONCE, own);
        });
        for (int range = 0; range < found.length(); range++) {
            findings.addAll(found.get(range));
        }
        close(kept);
    }

    private void close(int[] kept) {
        long to = 0;
        for (int user = 0; user < kept.length; user++) {
            long from = starts[user];
            if (from != to) {
                for (MemorySegment column : new MemorySegment[] {movies, ratings, times}) {
                    MemorySegment.copy(column, from * 4, column, to * 4, kept[user] * 4L);
                }
            }
            starts[user] = to;
            to += kept[user];
        }
        starts[kept.length] = to;
    }

    /** The order of one user's rows by movie, and of equal ones as they were. Not thread-safe. */
    static final class RowOrder {
        private long[] keys = new long[64];
        private int[] copy = new int[64];
        private long start;
        private int count;

        void sort(MemorySegment columns, long from, long to) {
            start = from;
            count = (int) (to - from);
            if (keys.length < count) {
                keys = new long[count * 2];
                copy = new int[count * 2];
            }
            for (int i = 0; i < count; i++) {
                keys[i] = (long) columns.getAtIndex(INT, start + i) << 32 | i;
            }
            Arrays.sort(keys, 0, count);
        }

        boolean hasEqual() {
            for (int i = 1; i < count; i++) {
                if ((int) (keys[i] >>> 32) == (int) (keys[i - 1] >>> 32)) {
                    return true;
                }
            }
            return false;
        }

        /** Brings the entries of a column into the order found. */
        void apply(MemorySegment column) {
            MemorySegment.copy(column, INT, start * 4, copy, 0, count);
            for (int i = 0; i < count; i++) {
                column.setAtIndex(INT, start + i, copy[(int) keys[i]]);
            }
        }
    }
}
