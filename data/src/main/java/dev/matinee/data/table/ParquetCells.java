package dev.matinee.data.table;

import dev.matinee.data.source.Columns;
import dev.matinee.engine.MatineeException;
import java.util.Map;
import java.util.Set;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/** How the four cells are asked for, by the types of their columns, so that few kinds of cells arrive in Java. */
final class ParquetCells {
    private static final Set<String> INTEGERS =
            Set.of("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER");

    /** What a column arrives as. */
    enum Kind {
        LONG("BIGINT"),
        FLOAT("FLOAT"),
        DOUBLE("DOUBLE"),
        TEXT("VARCHAR");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        @Nullable
        Object read(DuckDBReadableVector vector, long row) {
            if (vector.isNull(row)) {
                return null;
            }
            return switch (this) {
                case LONG -> vector.getLong(row);
                case FLOAT -> vector.getFloat(row);
                case DOUBLE -> vector.getDouble(row);
                case TEXT -> vector.getString(row);
            };
        }
    }

    private final Columns columns;
    private final Kind user;
    private final Kind movie;
    private final Kind rating;
    private final Kind time;
    private final String select;

    ParquetCells(Columns columns, Map<String, String> types) {
        this.columns = columns;
        this.user = idKind(type(types, columns.user()));
        this.movie = idKind(type(types, columns.movie()));
        this.rating = isNumber(type(types, columns.rating())) ? Kind.FLOAT : Kind.TEXT;
        String timeType = columns.time().map(column -> type(types, column)).orElse("BIGINT");
        boolean calendar = timeType.equals("DATE") || timeType.startsWith("TIMESTAMP");
        this.time = calendar ? Kind.LONG : idKind(timeType);
        String quotedTime = columns.time().map(ParquetCells::quoted).orElse("NULL");
        this.select = cast(quoted(columns.user()), user) + ", " + cast(quoted(columns.movie()), movie) + ", "
                + cast(quoted(columns.rating()), rating) + ", "
                + (calendar ? "TRY_CAST(floor(epoch(" + quotedTime + ")) AS BIGINT)" : cast(quotedTime, time));
    }

    private static String type(Map<String, String> types, String column) {
        String type = types.getOrDefault(column, "");
        if (type.endsWith("]") || type.startsWith("STRUCT") || type.startsWith("MAP")) {
            throw MatineeException.badData(
                    "the column " + column + " is nested (" + type + ") and holds no single values",
                    "name another column with --columns");
        }
        return type;
    }

    private static Kind idKind(String type) {
        if (INTEGERS.contains(type)) {
            return Kind.LONG;
        }
        return type.equals("DOUBLE") || type.equals("FLOAT") || type.startsWith("DECIMAL") ? Kind.DOUBLE : Kind.TEXT;
    }

    private static boolean isNumber(String type) {
        return idKind(type) != Kind.TEXT || type.endsWith("HUGEINT") || type.equals("UBIGINT");
    }

    private static String cast(String column, Kind kind) {
        return "CAST(" + column + " AS " + kind.type + ")";
    }

    private static String quoted(String column) {
        return Table.quoted(column, "\"");
    }

    /** What stands after {@code SELECT}: user, movie, rating and time. */
    String select() {
        return select;
    }

    Columns columns() {
        return columns;
    }

    /** Whether ids and times are whole numbers and ratings are floats. */
    boolean areNumbers() {
        return user == Kind.LONG && movie == Kind.LONG && rating == Kind.FLOAT && time == Kind.LONG;
    }

    Kind user() {
        return user;
    }

    Kind movie() {
        return movie;
    }

    Kind rating() {
        return rating;
    }

    Kind time() {
        return time;
    }
}
