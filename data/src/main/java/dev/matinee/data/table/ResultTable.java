package dev.matinee.data.table;

import dev.matinee.data.catalog.AtomicFile;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A table of results to hand on as CSV or Parquet. Columns whose values are all whole numbers are numbers in Parquet. */
public final class ResultTable {
    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    /** A table without rows. */
    public ResultTable(String... header) {
        this.header = List.of(header);
    }

    /** Adds a row with a value a column. */
    public void add(String... values) {
        if (values.length != header.size()) {
            throw new IllegalArgumentException(values.length + " values for " + header.size() + " columns");
        }
        rows.add(List.of(values));
    }

    /** The rows. */
    public List<List<String>> rows() {
        return List.copyOf(rows);
    }

    /** The table as CSV with a header. */
    public String csv() {
        StringBuilder text = new StringBuilder();
        line(text, header);
        rows.forEach(row -> line(text, row));
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> values) {
        text.append(values.stream().map(ResultTable::quoted).collect(Collectors.joining(",")))
                .append('\n');
    }

    private static String quoted(String value) {
        return value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + value.replace("\"", "\"\"") + '"'
                : value;
    }

    /** The table that {@link #csv} wrote. */
    public static ResultTable parse(String csv) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted && c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                value.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                line.add(value.toString());
                value.setLength(0);
                if (c == '\n') {
                    lines.add(line);
                    line = new ArrayList<>();
                }
            } else {
                value.append(c);
            }
        }
        if (lines.isEmpty()) {
            throw MatineeException.badData("a table without a header", "write it again");
        }
        ResultTable table = new ResultTable(lines.getFirst().toArray(String[]::new));
        lines.subList(1, lines.size()).forEach(row -> table.add(row.toArray(String[]::new)));
        return table;
    }

    /** Refuses a file that is neither {@code .csv} nor {@code .parquet}. */
    public static void checkName(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".csv") && !name.endsWith(".parquet")) {
            throw MatineeException.usage("a table is written as .csv or .parquet, got " + file);
        }
    }

    /** Writes or replaces a file, {@code .csv} or {@code .parquet}. */
    public void write(Path file) {
        checkName(file);
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
            AtomicFile.write(file, csv());
            return;
        }
        try {
            Path folder = Files.createTempDirectory("matinee-");
            Path text = folder.resolve("table.csv");
            Path parquet = folder.resolve("table.parquet");
            try {
                Files.writeString(text, csv());
                TableFile.toParquet(text, parquet, columns());
                AtomicFile.write(file, Files.readAllBytes(parquet));
            } finally {
                Files.deleteIfExists(text);
                Files.deleteIfExists(parquet);
                Files.delete(folder);
            }
        } catch (IOException | SQLException failure) {
            throw new MatineeException(
                    ErrorCode.STORAGE,
                    "cannot write " + file + ": " + failure.getMessage(),
                    "check free space and permissions",
                    failure);
        }
    }

    private Map<String, TableFile.Type> columns() {
        Map<String, TableFile.Type> columns = new LinkedHashMap<>();
        for (int at = 0; at < header.size(); at++) {
            int column = at;
            boolean whole = rows.stream().allMatch(row -> row.get(column).matches("0|-?[1-9]\\d{0,17}"));
            columns.put(header.get(column), whole ? TableFile.Type.WHOLE : TableFile.Type.TEXT);
        }
        return columns;
    }
}
