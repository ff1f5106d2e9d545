package dev.matinee.cli;

import java.util.ArrayList;
import java.util.List;

/** Lines of aligned columns: the first cells of a row name it and stand left, numbers stand right. */
final class TextTable {
    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... header) {
        this.header = List.of(header);
    }

    /** Adds a row with a cell a column. */
    TextTable add(Object... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + header.size() + " columns");
        }
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(String.valueOf(cell));
        }
        rows.add(row);
        return this;
    }

    @Override
    public String toString() {
        int columns = header.size();
        int[] widths = new int[columns];
        boolean[] right = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            widths[column] = width(header.get(column));
            right[column] = !rows.isEmpty();
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], width(row.get(column)));
                right[column] &=
                        row.get(column).matches("[-+~<>=±]?\\s?[\\d.,]+(e[-+]?\\d+)?( ?(%|s|ms|MiB|KiB|B))?\\*?|-|");
            }
        }
        StringBuilder out = new StringBuilder();
        line(out, header, widths, right);
        for (List<String> row : rows) {
            line(out.append('\n'), row, widths, right);
        }
        return out.toString();
    }

    private static void line(StringBuilder out, List<String> cells, int[] widths, boolean[] right) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            String gap = " ".repeat(widths[column] - width(cell));
            line.append(column == 0 ? "" : "  ").append(right[column] ? gap + cell : cell + gap);
        }
        out.append(line.toString().stripTrailing());
    }

    /** How many places a text takes on a terminal: marks that combine take none, wide East Asian characters two. */
    static int width(String text) {
        int[] points = text.codePoints().toArray();
        int width = 0;
        for (int point : points) {
            int type = Character.getType(point);
            boolean combining =
                    type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT;
            boolean wide = (point >= 0x1100 && point <= 0x115F)
                    || (point >= 0x2E80 && point <= 0xA4CF)
                    || (point >= 0xAC00 && point <= 0xD7A3)
                    || (point >= 0xF900 && point <= 0xFAFF)
                    || (point >= 0xFE30 && point <= 0xFE6F)
                    || (point >= 0xFF00 && point <= 0xFF60)
                    || (point >= 0x1F300 && point <= 0x1FAFF)
                    || (point >= 0x20000 && point <= 0x3FFFD);
            width += combining ? 0 : wide ? 2 : 1;
        }
        return width;
    }
}
