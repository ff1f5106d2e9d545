package dev.matinee.data.ingest;

import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.UserRows;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Leaves out users and movies whose every rating was rejected, so that each that is listed has a rating. */
final class Unrated {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int USERS_AT_ONCE = 4096;

    private Unrated() {}

    static UserRows leftOut(UserRows rows, Run run) {
        boolean[] rated = new boolean[rows.items().size()];
        run.parallelRanges(rows.users().size(), USERS_AT_ONCE, (from, to) -> {
            for (long position = rows.starts()[from]; position < rows.starts()[to]; position++) {
                int movie = rows.columns().getAtIndex(INT, position);
                if (!rated[movie]) {
                    rated[movie] = true;
                }
            }
        });
        int[] movies =
                IntStream.range(0, rated.length).filter(movie -> rated[movie]).toArray();
        long[] starts = rows.starts();
        int[] users = IntStream.range(0, rows.users().size())
                .filter(user -> starts[user] < starts[user + 1])
                .toArray();
        if (movies.length == rated.length && users.length == rows.users().size()) {
            return rows;
        }
        int[] places = new int[rated.length];
        for (int place = 0; place < movies.length; place++) {
            places[movies[place]] = place;
        }
        MemorySegment columns = rows.columns();
        for (long position = 0; position < rows.size(); position++) {
            columns.setAtIndex(INT, position, places[columns.getAtIndex(INT, position)]);
        }
        long[] left = Arrays.copyOf(
                Arrays.stream(users).mapToLong(user -> starts[user]).toArray(), users.length + 1);
        left[users.length] = rows.size();
        return new UserRows(
                chosen(rows.users(), users), chosen(rows.items(), movies), left, columns, rows.ratings(), rows.times());
    }

    private static Ids chosen(Ids ids, int[] indexes) {
        return switch (ids) {
            case Ids.Numbers numbers ->
                Ids.ofNumbers(Arrays.stream(indexes).mapToLong(numbers::number).toArray());
            case Ids.Texts texts -> {
                String[] left = Arrays.stream(indexes).mapToObj(texts::id).toArray(String[]::new);
                yield Ids.ofTexts(left);
            }
        };
    }
}
