package dev.matinee.data.ingest;

import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.UserRows;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/** Functions through which DuckDB takes rows from this process, column by column, without a text between. */
final class TableFunctions {
    private TableFunctions() {}

    /** {@code ratings_read()}: user_id, movie_id, rating, and time in seconds. */
    static void register(Connection connection, UserRows rows, Progress.Task progress, Run run) throws SQLException {
        DuckDBFunctions.tableFunction()
                .withName("ratings_read")
                .withFunction(new RatingsFunction(rows, progress, run))
                .register(connection);
    }

    /** {@code <table>_read()}: the columns of a spill. */
    static void register(Connection connection, Spill spill) throws SQLException {
        DuckDBFunctions.tableFunction()
                .withName(spill.table() + "_read")
                .withFunction(new SpillFunction(spill))
                .register(connection);
    }

    /** Each thread takes row groups of its own, so that neighbours on disk are neighbours in order. */
    private static final class RatingsFunction
            implements DuckDBTableFunction<RatingsFunction, AtomicLong, RatingsFunction.Slice> {
        private static final long SLICE = 122_880;
        private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
        private static final ValueLayout.OfFloat FLOAT =
                ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

        private final UserRows rows;
        private final Progress.Task progress;
        private final Run run;
        private final byte @Nullable [][] userTexts;
        private final byte @Nullable [][] movieTexts;

        /** What a thread is at. */
        static final class Slice {
            private long position;
            private long end;
            private int user;
        }

        RatingsFunction(UserRows rows, Progress.Task progress, Run run) {
            this.rows = rows;
            this.progress = progress;
            this.run = run;
            this.userTexts = texts(rows.users());
            this.movieTexts = texts(rows.items());
        }

        private static byte @Nullable [][] texts(Ids ids) {
            if (ids instanceof Ids.Numbers) {
                return null;
            }
            byte[][] texts = new byte[ids.size()][];
            for (int i = 0; i < texts.length; i++) {
                texts[i] = ids.id(i).getBytes(StandardCharsets.UTF_8);
            }
            return texts;
        }

        @Override
        public RatingsFunction bind(DuckDBTableFunctionBindInfo info) {
            info.addResultColumn("user_id", userTexts == null ? DuckDBColumnType.BIGINT : DuckDBColumnType.VARCHAR);
            info.addResultColumn("movie_id", movieTexts == null ? DuckDBColumnType.BIGINT : DuckDBColumnType.VARCHAR);
            info.addResultColumn("rating", DuckDBColumnType.FLOAT);
            info.addResultColumn("time", DuckDBColumnType.BIGINT);
            info.setCardinality(rows.size(), true);
            return this;
        }

        @Override
        public AtomicLong init(DuckDBTableFunctionInitInfo info) {
            info.setMaxThreads(run.threads());
            return new AtomicLong();
        }

        @Override
        public Slice localInit(DuckDBTableFunctionInitInfo info) {
            return new Slice();
        }

        @Override
        public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter writer) throws Exception {
            AtomicLong next = info.getInitData();
            Slice slice = info.getLocalInitData();
            return fill(next, slice, writer);
        }

        private long fill(AtomicLong next, Slice slice, DuckDBDataChunkWriter writer) {
            if (slice.position == slice.end) {
                run.checkCancelled();
                slice.position = Math.min(rows.size(), next.getAndAdd(SLICE));
                slice.end = Math.min(rows.size(), slice.position + SLICE);
                slice.user = userAt(slice.position);
                progress.advance(slice.end - slice.position);
            }
            int count = (int) Math.min(writer.capacity(), slice.end - slice.position);
            users(writer.vector(0), slice, count);
            movies(writer.vector(1), slice.position, count);
            DuckDBWritableVector ratings = writer.vector(2);
            DuckDBWritableVector times = writer.vector(3);
            for (int i = 0; i < count; i++) {
                ratings.setFloat(i, rows.ratings().getAtIndex(FLOAT, slice.position + i));
                int time = rows.times().getAtIndex(INT, slice.position + i);
                if (time == UserRows.NO_TIME) {
                    times.setNull(i);
                } else {
                    times.setLong(i, Integer.toUnsignedLong(time));
                }
            }
            slice.position += count;
            return count;
        }

        private int userAt(long position) {
            int found = java.util.Arrays.binarySearch(rows.starts(), position);
            return found >= 0 ? found : -found - 2;
        }

        private void users(DuckDBWritableVector vector, Slice slice, int count) {
            long[] starts = rows.starts();
            byte[][] texts = userTexts == null ? new byte[0][] : new byte[count][];
            int user = slice.user;
            for (int i = 0; i < count; i++) {
                while (starts[user + 1] <= slice.position + i) {
                    user++;
                }
                if (rows.users() instanceof Ids.Numbers numbers) {
                    vector.setLong(i, numbers.number(user));
                } else if (userTexts != null) {
                    texts[i] = userTexts[user];
                }
            }
            slice.user = user;
            if (userTexts != null && count > 0) {
                vector.setStringUtf8Batch(0, texts);
            }
        }

        private void movies(DuckDBWritableVector vector, long position, int count) {
            byte[][] texts = movieTexts == null ? new byte[0][] : new byte[count][];
            for (int i = 0; i < count; i++) {
                int movie = rows.columns().getAtIndex(INT, position + i);
                if (rows.items() instanceof Ids.Numbers numbers) {
                    vector.setLong(i, numbers.number(movie));
                } else if (movieTexts != null) {
                    texts[i] = movieTexts[movie];
                }
            }
            if (movieTexts != null && count > 0) {
                vector.setStringUtf8Batch(0, texts);
            }
        }
    }

    /** Reads a spill from its start, on one thread. */
    private record SpillFunction(Spill spill)
            implements DuckDBTableFunction<SpillFunction, Spill.Reader, SpillFunction> {
        @Override
        public SpillFunction bind(DuckDBTableFunctionBindInfo info) {
            for (Spill.Column column : spill.columns()) {
                info.addResultColumn(
                        column.name(),
                        switch (column.kind()) {
                            case TEXT -> DuckDBColumnType.VARCHAR;
                            case WHOLE -> DuckDBColumnType.BIGINT;
                            case REAL -> DuckDBColumnType.DOUBLE;
                        });
            }
            info.setCardinality(spill.rows(), true);
            return this;
        }

        @Override
        public Spill.Reader init(DuckDBTableFunctionInitInfo info) throws IOException {
            info.setMaxThreads(1);
            return spill.reader();
        }

        @Override
        public SpillFunction localInit(DuckDBTableFunctionInitInfo info) {
            return this;
        }

        @Override
        public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter writer) throws Exception {
            Spill.Reader reader = info.getInitData();
            List<Spill.Column> columns = spill.columns();
            int capacity = (int) writer.capacity();
            byte[][][] texts = new byte[columns.size()][][];
            for (int column = 0; column < texts.length; column++) {
                texts[column] = new byte[columns.get(column).kind() == Spill.Kind.TEXT ? capacity : 0][];
            }
            int count = 0;
            while (count < capacity && reader.hasNext()) {
                for (int column = 0; column < texts.length; column++) {
                    read(reader, columns.get(column).kind(), writer.vector(column), texts[column], count);
                }
                count++;
            }
            for (int column = 0; column < texts.length; column++) {
                if (texts[column].length > 0 && count > 0) {
                    setTexts(writer.vector(column), java.util.Arrays.copyOf(texts[column], count));
                }
            }
            if (count == 0) {
                reader.close();
            }
            return count;
        }

        private static void read(
                Spill.Reader reader, Spill.Kind kind, DuckDBWritableVector vector, byte[] @Nullable [] texts, int row)
                throws IOException {
            switch (kind) {
                case TEXT -> texts[row] = reader.text();
                case WHOLE -> {
                    long value = reader.whole();
                    if (value == Long.MIN_VALUE) {
                        vector.setNull(row);
                    } else {
                        vector.setLong(row, value);
                    }
                }
                case REAL -> vector.setDouble(row, reader.real());
            }
        }

        private static void setTexts(DuckDBWritableVector vector, byte[] @Nullable [] texts) {
            vector.setStringUtf8Batch(0, texts);
        }
    }
}
