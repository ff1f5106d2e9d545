package dev.matinee.data.text;

import dev.matinee.data.source.Columns;
import dev.matinee.data.source.RatingSink;
import dev.matinee.engine.MatineeException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Judges the lines of a file of ratings one by one, wherever they are read, by the rules of every other reading of text. */
public final class TextRows {
    private final RowShape shape;
    private final boolean header;

    private TextRows(RowShape shape, boolean header) {
        this.shape = shape;
        this.header = header;
    }

    /**
     * The rows of a file.
     *
     * @param firstLine its first line
     * @param columns which column holds what, where they have no usual names
     * @param where the file as errors name it
     * @throws MatineeException {@code BAD_DATA} or {@code USAGE} when the columns are not there
     */
    public static TextRows of(String firstLine, Optional<Columns> columns, String where) {
        RatingsHeader header = RatingsHeader.of(firstLine, where);
        RowShape shape = columns.isPresent()
                ? header.shape(StandardCharsets.UTF_8, columns.get())
                : header.usual(StandardCharsets.UTF_8);
        return new TextRows(shape, columns.isEmpty() || header.has(columns.get()));
    }

    /** Whether the first line names the columns and is no row. */
    public boolean hasHeader() {
        return header;
    }

    /** A reader that hands what it reads to a sink; for one thread. */
    public Reader to(RatingSink sink) {
        return new Reader(new ExactRow(shape, sink));
    }

    /** Reads lines. */
    public static final class Reader {
        private final ExactRow row;

        private Reader(ExactRow row) {
            this.row = row;
        }

        /**
         * Reads a line: its row, or the reason why it is none, goes to the sink; a blank line is nothing.
         *
         * @param line its number from 0
         * @param bytes holds it from the start, without what ends it
         */
        public void read(long line, byte[] bytes, int length) {
            row.decode(line, bytes, 0, length)
                    .filter(text -> !text.isBlank())
                    .ifPresent(text -> row.read(line, text, ""));
        }
    }
}
