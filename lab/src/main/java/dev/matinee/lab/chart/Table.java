package dev.matinee.lab.chart;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Numbers in rows and columns.
 *
 * @param header the name of each column
 * @param rows the cells of each row: numbers, texts, or NaN where there is none
 */
public record Table(List<String> header, List<List<Object>> rows) {
    /** Copies what it is given. */
    public Table {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Object> row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException(row.size() + " cells for " + header.size() + " columns");
            }
        }
    }

    /** The cell as people read it. */
    public static String text(Object cell) {
        return cell instanceof Number number ? Numbers.text(number.doubleValue()) : cell.toString();
    }

    /** Comma-separated values (RFC 4180) with a header, numbers unrounded, empty where there is none. */
    public String csv() {
        StringBuilder out = new StringBuilder();
        out.append(header.stream().map(Table::quoted).collect(Collectors.joining(",")))
                .append("\r\n");
        for (List<Object> row : rows) {
            out.append(row.stream().map(Table::csvCell).collect(Collectors.joining(",")))
                    .append("\r\n");
        }
        return out.toString();
    }

    private static String csvCell(Object cell) {
        if (cell instanceof Double number) {
            boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
            return Double.isNaN(number) ? "" : whole ? Long.toString(number.longValue()) : number.toString();
        }
        return quoted(cell.toString());
    }

    private static String quoted(String text) {
        return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
