package dev.matinee.data.ingest;

import dev.matinee.data.source.Rule;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Settles which row of each pair of user and movie counts, over sorted rows of one user at a time. Not thread-safe. */
final class Pairs {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Duplicates duplicates;
    private final Gathered gathered;
    private final long[] firstNumbers;
    private final Findings findings;
    private final RejectedRows.Writer rejected;
    private final MemorySegment movies;
    private final MemorySegment ratings;
    private final MemorySegment times;
    private final MemorySegment origins;

    Pairs(
            Duplicates duplicates,
            Gathered gathered,
            long[] firstNumbers,
            Findings findings,
            RejectedRows.Writer rejected,
            MemorySegment movies,
            MemorySegment ratings,
            MemorySegment times,
            MemorySegment origins) {
        this.duplicates = duplicates;
        this.gathered = gathered;
        this.firstNumbers = firstNumbers;
        this.findings = findings;
        this.rejected = rejected;
        this.movies = movies;
        this.ratings = ratings;
        this.times = times;
        this.origins = origins;
    }

    /** Moves the rows that count to the front of {@code [from, to)}; the position after the last of them. */
    long settle(long from, long to) {
        long free = from;
        long first = from;
        while (first < to) {
            int movie = movies.getAtIndex(INT, first);
            long end = first + 1;
            while (end < to && movies.getAtIndex(INT, end) == movie) {
                end++;
            }
            if (end - first == 1) {
                place(free++, movie, ratings.getAtIndex(FLOAT, first), times.getAtIndex(INT, first));
            } else if (settlePair(first, end, free)) {
                free++;
            }
            first = end;
        }
        return free;
    }

    private boolean settlePair(long first, long end, long free) {
        long winner = first;
        double sum = 0;
        for (long position = first; position < end; position++) {
            winner = beats(position, winner) ? position : winner;
            sum += ratings.getAtIndex(FLOAT, position);
        }
        boolean none = duplicates == Duplicates.REJECT;
        for (long position = first; position < end; position++) {
            if (none || position != winner) {
                reject(origins.getAtIndex(INT, position));
            }
        }
        if (none) {
            return false;
        }
        float rating =
                duplicates == Duplicates.MEAN ? (float) (sum / (end - first)) : ratings.getAtIndex(FLOAT, winner);
        place(free, movies.getAtIndex(INT, winner), rating, times.getAtIndex(INT, winner));
        return true;
    }

    /** Whether a row counts rather than another that came before it in the source. */
    private boolean beats(long position, long other) {
        if (duplicates == Duplicates.HIGHEST) {
            int higher = Float.compare(ratings.getAtIndex(FLOAT, position), ratings.getAtIndex(FLOAT, other));
            if (higher != 0) {
                return higher > 0;
            }
        }
        return Gathered.seconds(times.getAtIndex(INT, position)) >= Gathered.seconds(times.getAtIndex(INT, other));
    }

    private void place(long position, int movie, float rating, int time) {
        movies.setAtIndex(INT, position, movie);
        ratings.setAtIndex(FLOAT, position, rating);
        times.setAtIndex(INT, position, time);
    }

    private void reject(int origin) {
        long number = Integer.toUnsignedLong(origin);
        int found = Arrays.binarySearch(firstNumbers, number);
        int part = found >= 0 ? found : -found - 2;
        while (firstNumbers[part + 1] <= number) {
            part++;
        }
        int row = (int) (number - firstNumbers[part]);
        long line = gathered.parts().get(part).line(row);
        String reason = Reasons.duplicate(duplicates);
        String raw = gathered.raw(part, row);
        findings.add(Rule.DUPLICATE, part, line, reason + ": " + raw);
        rejected.reject(part, line, Rule.DUPLICATE, reason, raw);
    }
}
