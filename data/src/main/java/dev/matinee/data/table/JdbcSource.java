package dev.matinee.data.table;

import dev.matinee.data.source.Columns;
import dev.matinee.data.source.Origin;
import dev.matinee.data.source.RatingPart;
import dev.matinee.data.source.RatingSink;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.data.source.TableSink;
import dev.matinee.engine.Run;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ratings of one table or query, and the movies of a {@linkplain MovieTable table of a usual name}. Rows come in the
 * order in which the database hands them over, fetched some thousands at a time.
 */
final class JdbcSource implements Source {
    private static final int FETCHED = 20_000;
    private static final int ROWS_BETWEEN_CHECKS = 1 << 14;

    private final Database database;
    private final Table ratings;
    private final Columns columns;
    private final Optional<MovieTable> movies;

    JdbcSource(Database database, SourceOptions options) {
        this.database = database;
        try (Connection connection = database.connect()) {
            List<Table> tables = JdbcTables.of(connection);
            Optional<String> query = options.table().filter(Table::isQuery);
            this.ratings = query.isPresent()
                    ? JdbcTables.query(connection, query.get())
                    : Table.ofRatings(tables, options, "the database " + database);
            this.columns = ratings.ofRatings(options);
            this.movies = MovieTable.among(tables);
        } catch (SQLException failure) {
            throw database.failed(failure);
        }
    }

    @Override
    public String format() {
        return "jdbc";
    }

    @Override
    public String name() {
        return database.name();
    }

    @Override
    public List<RatingPart> ratings(Run run) {
        return List.of(new Part());
    }

    @Override
    public void tables(TableSink sink, Run run) {
        if (movies.isPresent()) {
            try (Connection connection = database.connect()) {
                movies.get().read(connection, JdbcTables.quote(connection), sink, run);
            } catch (SQLException failure) {
                throw database.failed(failure);
            }
        }
    }

    @Override
    public Optional<Origin> origin() {
        return Optional.of(
                new Origin.Database(database.url(), database.account(), ratings.name(), ratings.from(), columns));
    }

    /** Every connection is closed by whoever opened it. */
    @Override
    public void close() {}

    private final class Part implements RatingPart {
        @Override
        public String file() {
            return ratings.name();
        }

        @Override
        public long read(RatingSink sink, Run run) {
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                statement.setFetchSize(FETCHED);
                try (ResultSet rows = statement.executeQuery(query(JdbcTables.quote(connection)))) {
                    return read(rows, sink, run);
                }
            } catch (SQLException failure) {
                throw database.failed(failure);
            }
        }

        private String query(String quote) {
            return "SELECT " + Table.quoted(columns.user(), quote) + ", " + Table.quoted(columns.movie(), quote) + ", "
                    + Table.quoted(columns.rating(), quote)
                    + columns.time()
                            .map(time -> ", " + Table.quoted(time, quote))
                            .orElse("")
                    + " FROM " + ratings.from();
        }

        private long read(ResultSet rows, RatingSink sink, Run run) throws SQLException {
            RatingRow row = new RatingRow(columns, sink);
            TimeColumn time = columns.time().isPresent() ? TimeColumn.of(rows.getMetaData(), 4) : TimeColumn.NONE;
            long line = 0;
            for (; rows.next(); line++) {
                if (line % ROWS_BETWEEN_CHECKS == 0) {
                    run.checkCancelled();
                }
                row.read(line, rows.getObject(1), rows.getObject(2), rows.getObject(3), time.read(rows, 4));
            }
            return line;
        }
    }

    /** How times are asked for, so that no time zone of this machine gets into them. */
    private enum TimeColumn {
        NONE,
        DAY,
        LOCAL,
        ZONED,
        OTHER;

        static TimeColumn of(ResultSetMetaData about, int column) throws SQLException {
            String type = about.getColumnTypeName(column).toLowerCase(Locale.ROOT);
            return switch (about.getColumnType(column)) {
                case Types.DATE -> DAY;
                case Types.TIMESTAMP_WITH_TIMEZONE -> ZONED;
                case Types.TIMESTAMP -> type.equals("timestamptz") ? ZONED : LOCAL;
                default -> OTHER;
            };
        }

        @Nullable
        Object read(ResultSet rows, int column) throws SQLException {
            return switch (this) {
                case NONE -> null;
                case DAY -> rows.getObject(column, LocalDate.class);
                case LOCAL -> rows.getObject(column, LocalDateTime.class);
                case ZONED -> rows.getObject(column, OffsetDateTime.class);
                case OTHER -> rows.getObject(column);
            };
        }
    }
}
