package dev.matinee.data.table;

import dev.matinee.data.source.Columns;
import dev.matinee.data.source.RatingPart;
import dev.matinee.data.source.RatingSink;
import dev.matinee.data.source.Rule;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A range of rows of an SQLite table. SQLite's cells have types of their own, whatever the column says, and asking for
 * each type from Java costs as much as reading: so the query itself says of each row whether it is of the common shape
 * (ids and rating numbers, nothing odd about the date), and only the others are looked at cell by cell.
 */
final class SqlitePart implements RatingPart {
    private static final String ANOMALOUS = "anomalous_date";
    private static final int TEXT_TIME = 1;
    private static final int NUMBER_TIME = 2;
    private static final int NO_TIME = 3;
    private static final int ROWS_BETWEEN_CHECKS = 1 << 14;

    private final SqliteSource source;
    private final Table table;
    private final Columns columns;
    private final Optional<String> anomalous;
    private final String query;

    SqlitePart(SqliteSource source, Table table, Columns columns, String range) {
        this.source = source;
        this.table = table;
        this.columns = columns;
        this.anomalous = table.column(ANOMALOUS);
        String user = quoted(columns.user());
        String movie = quoted(columns.movie());
        String rating = quoted(columns.rating());
        String time = columns.time().map(SqlitePart::quoted).orElse("NULL");
        String mark = anomalous.map(SqlitePart::quoted).orElse("NULL");
        this.query = "SELECT " + user + ", " + movie + ", " + rating + ", " + time + ", " + mark
                + ", CASE WHEN typeof(" + user + ") = 'integer' AND typeof(" + movie + ") = 'integer' AND typeof("
                + rating + ") IN ('real', 'integer') AND " + mark + " IS NULL THEN CASE typeof(" + time
                + ") WHEN 'text' THEN 1 WHEN 'integer' THEN 2 WHEN 'null' THEN 3 ELSE 0 END ELSE 0 END FROM "
                + table.from() + range;
    }

    private static String quoted(String column) {
        return Table.quoted(column, SqliteSource.QUOTE);
    }

    @Override
    public String file() {
        return table.name();
    }

    @Override
    public long read(RatingSink sink, Run run) {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            RatingRow anyShape = new RatingRow(columns, sink);
            long line = 0;
            for (; rows.next(); line++) {
                if (line % ROWS_BETWEEN_CHECKS == 0) {
                    run.checkCancelled();
                }
                int shape = rows.getInt(6);
                if (shape == 0 || !readCommon(rows, line, shape, sink)) {
                    readAny(rows, line, anyShape, sink);
                }
            }
            return line;
        } catch (SQLException failure) {
            throw source.failed(failure);
        }
    }

    private static boolean readCommon(ResultSet row, long line, int shape, RatingSink sink) throws SQLException {
        long time;
        try {
            time = switch (shape) {
                case TEXT_TIME -> Times.parse(row.getString(4));
                case NUMBER_TIME -> Times.seconds(row.getLong(4));
                case NO_TIME -> Rows.NO_TIME;
                default -> throw new IllegalStateException("shape " + shape);
            };
        } catch (DateTimeException unreadable) {
            return false;
        }
        sink.row(line, row.getLong(1), row.getLong(2), (float) row.getDouble(3), time);
        return true;
    }

    private static void readAny(ResultSet row, long line, RatingRow anyShape, RatingSink sink) throws SQLException {
        Object rating = row.getObject(3);
        Object time = row.getObject(4);
        if (rating != null && isMarked(row.getObject(5))) {
            if (anyShape.read(line, row.getObject(1), row.getObject(2), rating, null)) {
                sink.finding(line, Rule.ANOMALOUS_DATE, String.valueOf(time));
            }
        } else {
            anyShape.read(line, row.getObject(1), row.getObject(2), rating, time);
        }
    }

    private static boolean isMarked(@Nullable Object cell) {
        return cell != null && !(cell instanceof Number number && number.doubleValue() == 0);
    }
}
