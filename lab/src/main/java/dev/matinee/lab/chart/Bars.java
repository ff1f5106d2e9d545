package dev.matinee.lab.chart;

import dev.matinee.engine.MatineeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A bar for each name, or several side by side.
 *
 * @param names what the names are: {@code genre}
 * @param values what the bars measure
 * @param horizontal whether bars lie, which leaves room for long names; the first name is on top
 * @param categories the names, in order
 * @param series the bars: one number a name
 */
public record Bars(Axis names, Axis values, boolean horizontal, List<String> categories, List<Series> series)
        implements Plot {
    /**
     * Bars of one colour.
     *
     * @param name what they are, shown where there are several series
     * @param values one number for each category; NaN where there is none
     */
    public record Series(String name, List<Double> values) {
        /** Copies what it is given. */
        public Series {
            values = List.copyOf(values);
        }
    }

    /** Refuses series of another length than the names. */
    public Bars {
        categories = List.copyOf(categories);
        series = List.copyOf(series);
        for (Series one : series) {
            if (one.values().size() != categories.size()) {
                throw MatineeException.usage("bars of " + one.name() + ": "
                        + one.values().size() + " values for " + categories.size() + " names");
            }
        }
    }

    /** Standing bars of one series. */
    public static Bars of(Axis names, Axis values, List<String> categories, List<Double> heights) {
        return new Bars(names, values, false, categories, List.of(new Series(values.label(), heights)));
    }

    /** The same bars lying, or standing. */
    public Bars lying() {
        return new Bars(names, values, true, categories, series);
    }

    Range range() {
        List<Double> all = new ArrayList<>();
        series.forEach(one -> all.addAll(one.values()));
        return Range.ofBars(values, all);
    }

    @Override
    public Table table() {
        List<String> header = new ArrayList<>(List.of(names.label()));
        series.forEach(one -> header.add(
                series.size() == 1
                        ? values.label() + (values.unit().isEmpty() ? "" : " (" + values.unit() + ")")
                        : one.name()));
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < categories.size(); i++) {
            List<Object> row = new ArrayList<>(List.of(categories.get(i)));
            for (Series one : series) {
                row.add(one.values().get(i));
            }
            rows.add(row);
        }
        return new Table(header, rows);
    }

    @Override
    public String summary() {
        StringBuilder text = new StringBuilder(
                "Bar chart of " + values.label() + " by " + names.label() + ", " + categories.size() + " bars.");
        for (Series one : series) {
            int most = Peaks.largest(one.values());
            int least = Peaks.smallest(one.values());
            if (most >= 0) {
                text.append(series.size() > 1 ? " " + one.name() + ":" : "")
                        .append(" Highest: ")
                        .append(categories.get(most))
                        .append(", ")
                        .append(values.text(one.values().get(most)))
                        .append("; lowest: ")
                        .append(categories.get(least))
                        .append(", ")
                        .append(values.text(one.values().get(least)))
                        .append('.');
            }
        }
        return text.toString();
    }

    @Override
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", "bars");
        json.put("names", names.toJson());
        json.put("values", values.toJson(range()));
        json.put("horizontal", horizontal);
        json.put("categories", categories);
        json.put(
                "series",
                series.stream()
                        .map(one -> Map.of("name", one.name(), "values", one.values()))
                        .toList());
        return json;
    }
}
