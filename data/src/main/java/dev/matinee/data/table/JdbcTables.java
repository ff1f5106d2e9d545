package dev.matinee.data.table;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What tables a database has, asked through JDBC alone. */
final class JdbcTables {
    private static final Set<String> SYSTEM_SCHEMAS = Set.of("information_schema", "pg_catalog", "sys", "pg_toast");

    private JdbcTables() {}

    /**
     * The tables and views, by schema and name. One of the current schema is called by its name alone, others
     * {@code schema.name}.
     */
    static List<Table> of(Connection connection) throws SQLException {
        DatabaseMetaData about = connection.getMetaData();
        String quote = quote(connection);
        Map<String, List<String>> columns = new LinkedHashMap<>();
        Map<String, String> from = new LinkedHashMap<>();
        try (ResultSet tables = about.getTables(connection.getCatalog(), null, "%", null)) {
            while (tables.next()) {
                String schema = tables.getString("TABLE_SCHEM");
                String type = String.valueOf(tables.getString("TABLE_TYPE")).toUpperCase(Locale.ROOT);
                if (isReadable(schema, type)) {
                    String table = tables.getString("TABLE_NAME");
                    String name = name(connection, schema, table);
                    columns.put(name, new ArrayList<>());
                    from.put(
                            name,
                            (schema == null || schema.isEmpty() ? "" : Table.quoted(schema, quote) + ".")
                                    + Table.quoted(table, quote));
                }
            }
        }
        try (ResultSet rows = about.getColumns(connection.getCatalog(), null, "%", "%")) {
            while (rows.next()) {
                String name = name(connection, rows.getString("TABLE_SCHEM"), rows.getString("TABLE_NAME"));
                columns.getOrDefault(name, new ArrayList<>()).add(rows.getString("COLUMN_NAME"));
            }
        }
        return columns.entrySet().stream()
                .map(table -> new Table(table.getKey(), from.getOrDefault(table.getKey(), ""), table.getValue()))
                .toList();
    }

    private static boolean isReadable(@Nullable String schema, String type) {
        return (type.endsWith("TABLE") || type.endsWith("VIEW"))
                && !type.startsWith("SYSTEM")
                && !type.startsWith("TEMPORARY")
                && (schema == null || !SYSTEM_SCHEMAS.contains(schema.toLowerCase(Locale.ROOT)));
    }

    private static String name(Connection connection, @Nullable String schema, String table) throws SQLException {
        return schema == null || schema.isEmpty() || schema.equals(connection.getSchema())
                ? table
                : schema + "." + table;
    }

    /** A query as a table. */
    static Table query(Connection connection, String query) throws SQLException {
        String from = "(" + query.strip().replaceFirst(";\\s*$", "") + "\n) AS ratings";
        List<String> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + from + " WHERE 1 = 0")) {
            ResultSetMetaData about = rows.getMetaData();
            for (int column = 1; column <= about.getColumnCount(); column++) {
                columns.add(about.getColumnLabel(column));
            }
        }
        return new Table("query", from, columns);
    }

    /** What the database puts around names. */
    static String quote(Connection connection) throws SQLException {
        return connection.getMetaData().getIdentifierQuoteString().strip();
    }
}
