package dev.matinee.data.ingest;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table on their way into the catalog, kept in a temporary file so that however many of them need no memory.
 * Several threads may append, each with an {@link #appender} of its own.
 */
final class Spill implements AutoCloseable {
    private static final int FLUSH_AT = 1 << 16;

    private final Path file;
    private final String table;
    private final List<Column> columns;
    private final OutputStream out;
    private final AtomicLong rows = new AtomicLong();

    /** What a column holds. */
    enum Kind {
        TEXT,
        WHOLE,
        REAL
    }

    /** A column of the table. */
    record Column(String name, Kind kind) {}

    Spill(Path folder, String table, Column... columns) {
        this.file = folder.resolve(table + ".rows");
        this.table = table;
        this.columns = List.of(columns);
        try {
            this.out = Files.newOutputStream(file);
        } catch (IOException failure) {
            throw cannotWrite(failure);
        }
    }

    static Column text(String name) {
        return new Column(name, Kind.TEXT);
    }

    static Column whole(String name) {
        return new Column(name, Kind.WHOLE);
    }

    static Column real(String name) {
        return new Column(name, Kind.REAL);
    }

    String table() {
        return table;
    }

    List<Column> columns() {
        return columns;
    }

    /** The number of rows that were flushed. */
    long rows() {
        return rows.get();
    }

    Appender appender() {
        return new Appender();
    }

    /** Appends rows from one thread: a row's fields in the order of the columns, then the end of the row. */
    final class Appender {
        private byte[] bytes = new byte[1 << 8];
        private int length;
        private long pending;

        /** A text, or none. */
        Appender add(@Nullable String text) {
            if (text == null) {
                return put(-1, 4);
            }
            byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
            put(encoded.length, 4);
            reserve(encoded.length);
            System.arraycopy(encoded, 0, bytes, length, encoded.length);
            length += encoded.length;
            return this;
        }

        /** A whole number; {@code Long.MIN_VALUE} is none. */
        Appender add(long number) {
            return put(number, 8);
        }

        /** A real number; NaN is none. */
        Appender add(double number) {
            return put(Double.doubleToRawLongBits(number), 8);
        }

        private Appender put(long bits, int width) {
            reserve(width);
            for (int i = width - 1; i >= 0; i--) {
                bytes[length++] = (byte) (bits >>> (8 * i));
            }
            return this;
        }

        private void reserve(int more) {
            if (length + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
            }
        }

        void endRow() {
            pending++;
            if (length > FLUSH_AT) {
                flush();
            }
        }

        /** Hands over what is pending; to be called after the last row. */
        void flush() {
            synchronized (Spill.this) {
                try {
                    out.write(bytes, 0, length);
                } catch (IOException failure) {
                    throw cannotWrite(failure);
                }
            }
            rows.addAndGet(pending);
            pending = 0;
            length = 0;
        }
    }

    private MatineeException cannotWrite(IOException failure) {
        return new MatineeException(
                ErrorCode.STORAGE,
                "cannot write " + file + ": " + failure.getMessage(),
                "check free space and permissions",
                failure);
    }

    /** Reads the rows back, in the order in which they were flushed. */
    Reader reader() throws IOException {
        out.close();
        return new Reader(new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16)));
    }

    /** Reads rows; not thread-safe. */
    record Reader(DataInputStream in) implements AutoCloseable {
        boolean hasNext() throws IOException {
            in.mark(1);
            boolean more = in.read() >= 0;
            in.reset();
            return more;
        }

        byte @Nullable [] text() throws IOException {
            int length = in.readInt();
            if (length < 0) {
                return null;
            }
            byte[] text = in.readNBytes(length);
            if (text.length < length) {
                throw new EOFException("cut short");
            }
            return text;
        }

        long whole() throws IOException {
            return in.readLong();
        }

        double real() throws IOException {
            return in.readDouble();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException failure) {
            throw cannotWrite(failure);
        }
    }
}
