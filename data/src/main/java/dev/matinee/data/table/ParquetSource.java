package dev.matinee.data.table;

import dev.matinee.data.source.Location;
import dev.matinee.data.source.Origin;
import dev.matinee.data.source.RatingPart;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.data.source.TableSink;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duckdb.DuckDBConnection;

/** The ratings of Parquet files, read by DuckDB; parts are ranges of rows of a file, each with a DuckDB of its own. */
final class ParquetSource implements Source {
    private static final long ROWS_OF_A_PART = 2_000_000;
    private static final String QUOTE = "\"";

    private final Location location;
    private final List<Path> files;
    private final ParquetCells cells;
    private final Optional<MovieTable> movies;

    ParquetSource(Location location, List<Path> files, Optional<Path> movies, SourceOptions options) {
        this.location = location;
        this.files = files;
        try (DuckDBConnection connection = connect()) {
            Map<String, String> types = types(connection, files.getFirst());
            Table ratings = new Table(location.toString(), table(files.getFirst()), List.copyOf(types.keySet()));
            this.cells = new ParquetCells(ratings.ofRatings(options), types);
            this.movies = movies.isPresent() ? movies(connection, movies.get()) : Optional.empty();
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    static DuckDBConnection connect() throws SQLException {
        DuckDBConnection connection =
                DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 1");
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
        return connection;
    }

    /** A file after {@code FROM}. */
    static String table(Path file) {
        return "read_parquet('" + file.toAbsolutePath().toString().replace("'", "''") + "', file_row_number = true)";
    }

    private static Map<String, String> types(DuckDBConnection connection, Path file) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("DESCRIBE SELECT * FROM " + table(file))) {
            while (rows.next()) {
                types.put(rows.getString(1), rows.getString(2));
            }
        }
        types.remove("file_row_number");
        return types;
    }

    private static Optional<MovieTable> movies(DuckDBConnection connection, Path file) throws SQLException {
        List<String> columns = List.copyOf(types(connection, file).keySet());
        return MovieTable.among(List.of(new Table("movies", table(file), columns)));
    }

    @Override
    public String format() {
        return "parquet";
    }

    @Override
    public String name() {
        return location.name();
    }

    @Override
    public List<RatingPart> ratings(Run run) {
        List<RatingPart> parts = new ArrayList<>();
        try (DuckDBConnection connection = connect();
                Statement statement = connection.createStatement()) {
            for (Path file : files) {
                try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table(file))) {
                    rows.next();
                    long count = rows.getLong(1);
                    for (long from = 0; from < count; from += ROWS_OF_A_PART) {
                        long to = Math.min(count, from + ROWS_OF_A_PART);
                        parts.add(new ParquetPart(this, file, cells, from, to));
                    }
                }
            }
        } catch (SQLException failure) {
            throw failed(failure);
        }
        return parts;
    }

    @Override
    public void tables(TableSink sink, Run run) {
        if (movies.isPresent()) {
            try (DuckDBConnection connection = connect()) {
                movies.get().read(connection, QUOTE, sink, run);
            } catch (SQLException failure) {
                throw failed(failure);
            }
        }
    }

    @Override
    public Optional<Origin> origin() {
        return Optional.of(new Origin.Parquet(files, cells.columns()));
    }

    /** Every connection is closed by whoever opened it. */
    @Override
    public void close() {}

    MatineeException failed(SQLException failure) {
        String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return MatineeException.badData(
                "cannot read Parquet from " + location + ": " + reason, "check that the file was copied whole");
    }
}
