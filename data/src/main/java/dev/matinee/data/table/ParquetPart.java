package dev.matinee.data.table;

import dev.matinee.data.source.EpochTime;
import dev.matinee.data.source.RatingPart;
import dev.matinee.data.source.RatingSink;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Rows;
import java.nio.file.Path;
import java.sql.SQLException;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;

/** A range of rows of a Parquet file, read in DuckDB's chunks of columns as they are computed. */
final class ParquetPart implements RatingPart {
    private final ParquetSource source;
    private final Path file;
    private final ParquetCells cells;
    private final String query;

    ParquetPart(ParquetSource source, Path file, ParquetCells cells, long from, long to) {
        this.source = source;
        this.file = file;
        this.cells = cells;
        this.query = "SELECT " + cells.select() + " FROM " + ParquetSource.table(file) + " WHERE file_row_number >= "
                + from + " AND file_row_number < " + to;
    }

    @Override
    public String file() {
        return String.valueOf(file.getFileName());
    }

    @Override
    public long read(RatingSink sink, Run run) {
        try (DuckDBConnection connection = ParquetSource.connect();
                DuckDBPreparedStatement statement = connection.prepare(query);
                DuckDBChunkedResult result = statement.query()) {
            RatingRow anyShape = new RatingRow(cells.columns(), sink);
            long line = 0;
            while (result.nextChunk()) {
                run.checkCancelled();
                DuckDBDataChunkReader chunk = result.chunk();
                read(chunk, line, anyShape, sink);
                line += chunk.rowCount();
            }
            return line;
        } catch (SQLException failure) {
            throw source.failed(failure);
        }
    }

    private void read(DuckDBDataChunkReader chunk, long line, RatingRow anyShape, RatingSink sink) {
        DuckDBReadableVector users = chunk.vector(0);
        DuckDBReadableVector movies = chunk.vector(1);
        DuckDBReadableVector ratings = chunk.vector(2);
        DuckDBReadableVector times = chunk.vector(3);
        boolean numbers = cells.areNumbers();
        for (long row = 0; row < chunk.rowCount(); row++) {
            if (numbers && !users.isNull(row) && !movies.isNull(row) && !ratings.isNull(row)) {
                long time = times.isNull(row) ? Rows.NO_TIME : EpochTime.seconds(times.getLong(row));
                sink.row(line + row, users.getLong(row), movies.getLong(row), ratings.getFloat(row), time);
            } else {
                anyShape.read(
                        line + row,
                        cells.user().read(users, row),
                        cells.movie().read(movies, row),
                        cells.rating().read(ratings, row),
                        cells.time().read(times, row));
            }
        }
    }
}
