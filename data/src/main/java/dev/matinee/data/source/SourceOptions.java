package dev.matinee.data.source;

import java.util.Optional;

/**
 * What a user may say about a source beside its location.
 *
 * @param format the format's name, where it is not to be recognised
 * @param columns which column holds what, for formats that do not fix it
 * @param table the table, or the {@code SELECT} that makes one, to read ratings from in a database
 */
public record SourceOptions(Optional<String> format, Optional<Columns> columns, Optional<String> table) {
    /** Everything is recognised. */
    public static SourceOptions none() {
        return new SourceOptions(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same with this format. */
    public SourceOptions format(String format) {
        return new SourceOptions(Optional.of(format), columns, table);
    }

    /** The same with these columns. */
    public SourceOptions columns(Columns columns) {
        return new SourceOptions(format, Optional.of(columns), table);
    }

    /** The same with this table or query. */
    public SourceOptions table(String table) {
        return new SourceOptions(format, columns, Optional.of(table));
    }
}
