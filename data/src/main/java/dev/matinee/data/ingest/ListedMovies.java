package dev.matinee.data.ingest;

import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.UserRows;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Collection;

/** Adds the movies that are listed and that nobody has rated, so that models which know what movies are about can recommend them. */
final class ListedMovies {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private ListedMovies() {}

    /** The same ratings among more movies; the columns are changed in place. */
    static UserRows added(UserRows rows, Collection<String> listed) {
        Ids rated = rows.items();
        Ids all = rated.with(listed);
        if (all.size() == rated.size()) {
            return rows;
        }
        int[] places = new int[rated.size()];
        for (int movie = 0; movie < places.length; movie++) {
            places[movie] = all.indexOf(rated.id(movie)).orElseThrow();
        }
        MemorySegment columns = rows.columns();
        for (long position = 0; position < rows.size(); position++) {
            columns.setAtIndex(INT, position, places[columns.getAtIndex(INT, position)]);
        }
        return new UserRows(rows.users(), all, rows.starts(), columns, rows.ratings(), rows.times());
    }
}
