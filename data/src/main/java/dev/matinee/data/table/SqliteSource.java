package dev.matinee.data.table;

import dev.matinee.data.source.Columns;
import dev.matinee.data.source.Location;
import dev.matinee.data.source.RatingPart;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.data.source.TableSink;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/** The ratings and movies of an SQLite database, read-only; parts are ranges of row ids, each with its own connection. */
final class SqliteSource implements Source {
    static final String QUOTE = "\"";

    private static final long MAPPED = 1L << 40;
    private static final long ROWS_OF_A_PART = 500_000;
    private static final int MOST_PARTS = 64;

    private final Path file;
    private final Location location;
    private final Table ratings;
    private final Columns columns;
    private final Optional<MovieTable> movies;
    private final boolean hasRowIds;

    SqliteSource(Path file, Location location, SourceOptions options) {
        this.file = file;
        this.location = location;
        try (Connection connection = connect()) {
            List<String> withRowIds = new ArrayList<>();
            List<Table> tables = tables(connection, withRowIds);
            Optional<String> query = options.table().filter(Table::isQuery);
            this.ratings = query.isPresent()
                    ? JdbcTables.query(connection, query.get())
                    : Table.ofRatings(tables, options, location.toString());
            this.columns = ratings.ofRatings(options);
            this.movies = MovieTable.among(tables);
            this.hasRowIds = query.isEmpty() && withRowIds.contains(ratings.name());
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    Connection connect() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        Connection connection = config.createConnection("jdbc:sqlite:" + uri());
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA mmap_size = " + MAPPED);
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
        return connection;
    }

    /**
     * The file for SQLite, as a URI as its name may have any characters. A database in write-ahead mode is opened by
     * writing a file beside it; where that cannot be and nothing is left to be recovered, SQLite is told that it need not.
     */
    private String uri() {
        String uri = file.toAbsolutePath().toUri().toString();
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        Path folder = file.toAbsolutePath().getParent();
        return folder == null || Files.isWritable(folder) || Files.exists(log) ? uri : uri + "?immutable=1";
    }

    private static List<Table> tables(Connection connection, List<String> withRowIds) throws SQLException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT tables.name, columns.name, tables.type, tables.wr"
                        + " FROM pragma_table_list AS tables, pragma_table_info(tables.name) AS columns"
                        + " WHERE tables.schema = 'main' AND tables.type IN ('table', 'view')"
                        + " AND tables.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
                        + " ORDER BY tables.name, columns.cid")) {
            while (rows.next()) {
                String table = rows.getString(1);
                if (!columns.containsKey(table) && rows.getString(3).equals("table") && rows.getInt(4) == 0) {
                    withRowIds.add(table);
                }
                columns.computeIfAbsent(table, name -> new ArrayList<>()).add(rows.getString(2));
            }
        }
        return columns.entrySet().stream()
                .map(table -> new Table(table.getKey(), Table.quoted(table.getKey(), QUOTE), table.getValue()))
                .toList();
    }

    @Override
    public String format() {
        return "sqlite";
    }

    @Override
    public String name() {
        return location.name();
    }

    @Override
    public List<RatingPart> ratings(Run run) {
        if (!hasRowIds) {
            return List.of(new SqlitePart(this, ratings, columns, ""));
        }
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet range = statement.executeQuery("SELECT min(rowid), max(rowid) FROM " + ratings.from())) {
            return ranges(range.getLong(1), range.getLong(2));
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    /** Ranges by row id alone: how many rows each has does not matter for the result. */
    private List<RatingPart> ranges(long first, long last) {
        double ids = (double) last - first + 1;
        int parts = (int) Math.clamp(Math.ceil(ids / ROWS_OF_A_PART), 1, MOST_PARTS);
        List<RatingPart> ranges = new ArrayList<>();
        long from = first;
        for (int part = 1; part <= parts; part++) {
            long to = part == parts ? last : first + (long) (ids * part / parts) - 1;
            ranges.add(new SqlitePart(
                    this, ratings, columns, " WHERE rowid BETWEEN " + from + " AND " + to + " ORDER BY rowid"));
            from = to + 1;
        }
        return ranges;
    }

    @Override
    public void tables(TableSink sink, Run run) {
        if (movies.isPresent()) {
            try (Connection connection = connect()) {
                movies.get().read(connection, QUOTE, sink, run);
            } catch (SQLException failure) {
                throw failed(failure);
            }
        }
    }

    /** Every connection is closed by whoever opened it. */
    @Override
    public void close() {}

    MatineeException failed(SQLException failure) {
        SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(failure.getErrorCode());
        return switch (code) {
            case SQLITE_NOTADB, SQLITE_CORRUPT ->
                new MatineeException(
                        ErrorCode.BAD_DATA,
                        "the SQLite database " + location + " is damaged: " + code.message,
                        "copy it again, or try sqlite3's .recover",
                        failure);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                new MatineeException(
                        ErrorCode.CONFLICT,
                        "the SQLite database " + location + " is being written by another program",
                        "try again when it is done",
                        failure);
            case SQLITE_ERROR ->
                new MatineeException(
                        ErrorCode.USAGE,
                        "the SQLite database " + location + " answered: " + failure.getMessage(),
                        "check the table, the query and the columns",
                        failure);
            default ->
                new MatineeException(
                        ErrorCode.STORAGE,
                        "cannot read the SQLite database " + location + ": " + failure.getMessage(),
                        "check that the file and its folder may be read",
                        failure);
        };
    }
}
