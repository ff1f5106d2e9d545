package dev.matinee.data.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.matinee.data.catalog.AtomicFile;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A table that is written row by row as CSV or Parquet, however many rows it has; the file is there whole or not at all.
 *
 * <pre>{@code
 * try (TableFile table = TableFile.create(file, columns)) {
 *     table.add(List.of("42", "0.5"));
 *     table.publish();
 * }
 * }</pre>
 */
public final class TableFile implements AutoCloseable {
    /** What a column has, in Parquet. */
    public enum Type {
        /** Any text. */
        TEXT("VARCHAR"),
        /** Whole numbers. */
        WHOLE("BIGINT"),
        /** Numbers of single precision. */
        NUMBER("FLOAT");

        private final String sql;

        Type(String sql) {
            this.sql = sql;
        }
    }

    private final Path file;
    private final Map<String, Type> columns;
    private final Path text;
    private final CsvWriter csv;
    private boolean open = true;

    private TableFile(Path file, Map<String, Type> columns, Path text, CsvWriter csv) {
        this.file = file;
        this.columns = columns;
        this.text = text;
        this.csv = csv;
    }

    /**
     * Begins a file, {@code .csv} or {@code .parquet}.
     *
     * @param columns names and types, in order
     */
    public static TableFile create(Path file, Map<String, Type> columns) {
        ResultTable.checkName(file);
        Path text = file.resolveSibling(file.getFileName() + ".rows.tmp");
        try {
            Path folder = text.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            CsvWriter csv = CsvWriter.builder().build(text);
            csv.writeRecord(columns.keySet());
            return new TableFile(file, columns, text, csv);
        } catch (IOException failure) {
            throw cannotWrite(file, failure);
        }
    }

    /** Adds a row with a value a column. */
    public void add(List<String> values) {
        if (values.size() != columns.size()) {
            throw new IllegalArgumentException(values.size() + " values for " + columns.size() + " columns");
        }
        csv.writeRecord(values);
    }

    /** Puts the file in its place; nothing can be added after. */
    public void publish() {
        try {
            closeText();
            if (file.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
                AtomicFile.publish(text, file);
                return;
            }
            Path parquet = file.resolveSibling(file.getFileName() + ".tmp");
            toParquet(text, parquet, columns);
            AtomicFile.publish(parquet, file);
        } catch (IOException | SQLException failure) {
            throw cannotWrite(file, failure);
        }
    }

    /** Removes what is left of a file that was not put in its place. */
    @Override
    public void close() {
        try {
            closeText();
            Files.deleteIfExists(text);
        } catch (IOException failure) {
            throw cannotWrite(file, failure);
        }
    }

    private void closeText() throws IOException {
        if (open) {
            open = false;
            csv.close();
        }
    }

    /** Turns CSV with a header into Parquet. */
    static void toParquet(Path text, Path parquet, Map<String, Type> columns) throws SQLException {
        String types = columns.entrySet().stream()
                .map(column -> literal(column.getKey()) + ": '" + column.getValue().sql + "'")
                .collect(Collectors.joining(", ", "{", "}"));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT * FROM read_csv(" + literal(text.toString())
                    + ", header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '', columns = " + types
                    + ")) TO " + literal(parquet.toString()) + " (FORMAT parquet)");
        }
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static MatineeException cannotWrite(Path file, Exception failure) {
        return new MatineeException(
                ErrorCode.STORAGE,
                "cannot write " + file + ": " + failure.getMessage(),
                "name a file in a folder that exists and may be written to",
                failure);
    }
}
