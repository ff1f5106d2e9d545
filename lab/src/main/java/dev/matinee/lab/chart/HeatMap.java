package dev.matinee.lab.chart;

import dev.matinee.engine.MatineeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A cell in colour for each pair of a row and a column.
 *
 * @param x what the columns are
 * @param y what the rows are, the first on top
 * @param value what a colour says
 * @param columns the names of the columns
 * @param rows the names of the rows
 * @param cells the values, row by row; NaN where there is none, which stays empty
 * @param diverging whether values go both ways from 0, and colours with them
 */
public record HeatMap(
        Axis x,
        Axis y,
        Axis value,
        List<String> columns,
        List<String> rows,
        List<List<Double>> cells,
        boolean diverging)
        implements Plot {
    /** Refuses cells of another shape than the names. */
    public HeatMap {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        cells = cells.stream().map(List::copyOf).toList();
        if (cells.size() != rows.size()) {
            throw MatineeException.usage("a heat map with " + rows.size() + " rows got cells for " + cells.size());
        }
        for (List<Double> row : cells) {
            if (row.size() != columns.size()) {
                throw MatineeException.usage(
                        "a heat map with " + columns.size() + " columns got a row of " + row.size() + " cells");
            }
        }
    }

    /** A heat map of values that go one way. */
    public static HeatMap of(
            Axis x, Axis y, Axis value, List<String> columns, List<String> rows, List<List<Double>> cells) {
        return new HeatMap(x, y, value, columns, rows, cells, false);
    }

    Range range() {
        Range span = Numbers.span(all());
        double most = Math.max(Math.abs(span.from()), Math.abs(span.to()));
        return diverging
                ? new Range(-(most == 0 ? 1 : most), most == 0 ? 1 : most)
                : span.from() < span.to() ? span : new Range(span.from() - 0.5, span.to() + 0.5);
    }

    private List<Double> all() {
        return cells.stream().flatMap(List::stream).toList();
    }

    @Override
    public Table table() {
        List<String> header = new ArrayList<>(List.of(y.label()));
        header.addAll(columns);
        List<List<Object>> table = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            List<Object> row = new ArrayList<>(List.of(rows.get(i)));
            row.addAll(cells.get(i));
            table.add(row);
        }
        return new Table(header, table);
    }

    @Override
    public String summary() {
        List<Double> all = all();
        long filled = all.stream().filter(Double::isFinite).count();
        Range span = Numbers.span(all);
        return "Heat map of " + value.label() + ", " + rows.size() + " rows (" + y.label() + ") by " + columns.size()
                + " columns (" + x.label() + "). " + Numbers.text((double) filled) + " of " + Numbers.text(all.size())
                + " cells have a value, from " + value.text(span.from()) + " to " + value.text(span.to()) + ".";
    }

    @Override
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", "heatmap");
        json.put("x", x.toJson());
        json.put("y", y.toJson());
        json.put("value", value.toJson(range()));
        json.put("columns", columns);
        json.put("rows", rows);
        json.put("cells", cells);
        json.put("diverging", diverging);
        return json;
    }
}
