package dev.matinee.data.source;

import dev.matinee.engine.Run;
import java.util.List;
import java.util.Optional;

/**
 * One place that ratings come from: a folder, a file, a database table. Opening it has shown that it is of its format;
 * reading it may still meet rows that cannot be read, which are handed over as such. Not thread-safe, except that
 * different {@linkplain #ratings parts} may be read by different threads.
 */
public interface Source extends AutoCloseable {
    /** The format in the words of {@code --format}: {@code movielens-csv}, {@code sqlite}, {@code parquet}. */
    String format();

    /** What the data is called in data cards: the folder's or file's name without its ending. */
    String name();

    /**
     * The rating rows, cut into parts that may be read at the same time. Their order is the order of the source; it
     * decides which of two equal rows came first.
     */
    List<RatingPart> ratings(Run run);

    /** Hands over everything that is not a rating. */
    void tables(TableSink sink, Run run);

    /** Whether {@link #tables} may be read by one thread while others read parts of the ratings. */
    default boolean readsTablesAside() {
        return false;
    }

    /** What the ratings are made of, where another engine may read them itself; empty where only this source can. */
    default Optional<Origin> origin() {
        return Optional.empty();
    }

    /** Lets go of files and connections. */
    @Override
    void close();
}
