package dev.matinee.data.ingest;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

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
                putLength(-1);
                return this;
            }
            byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
            putLength(encoded.length);
            reserve(encoded.length);
            System.arraycopy(encoded, 0, bytes, length, encoded.length);
            length += encoded.length;
            return this;
        }

        /** A whole number; {@code Long.MIN_VALUE} is none. */
        Appender add(long number) {
            return put(number);
        }

        /** A real number; NaN is none. */
        Appender add(double number) {
            return put(Double.doubleToRawLongBits(number));
        }

        private Appender put(long bits) {
            reserve(Long.BYTES);
            LONG.set(bytes, length, bits);
            length += Long.BYTES;
            return this;
        }

        private void putLength(int value) {
            reserve(Integer.BYTES);
            INT.set(bytes, length, value);
            length += Integer.BYTES;
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
        return new Reader(Files.newInputStream(file));
    }

    /** Reads rows; not thread-safe. */
    static final class Reader implements AutoCloseable {
        private final InputStream in;
        private byte[] bytes = new byte[FLUSH_AT];
        private int at;
        private int filled;

        private Reader(InputStream in) {
            this.in = in;
        }

        boolean hasNext() throws IOException {
            return at < filled || fill(1);
        }

        /** Reads on until that many bytes are at hand; false at the end of the file. */
        private boolean fill(int wanted) throws IOException {
            System.arraycopy(bytes, at, bytes, 0, filled - at);
            filled -= at;
            at = 0;
            bytes = wanted > bytes.length ? Arrays.copyOf(bytes, wanted * 2) : bytes;
            filled += in.readNBytes(bytes, filled, bytes.length - filled);
            return filled >= wanted;
        }

        private int take(int count) throws IOException {
            if (filled - at < count && !fill(count)) {
                throw new EOFException("a temporary file is cut short");
            }
            at += count;
            return at - count;
        }

        byte @Nullable [] text() throws IOException {
            int start = take(Integer.BYTES);
            int length = (int) INT.get(bytes, start);
            if (length < 0) {
                return null;
            }
            start = take(length);
            return Arrays.copyOfRange(bytes, start, start + length);
        }

        long whole() throws IOException {
            int start = take(Long.BYTES);
            return (long) LONG.get(bytes, start);
        }

        double real() throws IOException {
            return Double.longBitsToDouble(whole());
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
