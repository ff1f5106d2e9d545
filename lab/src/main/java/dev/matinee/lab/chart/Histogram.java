package dev.matinee.lab.chart;

import dev.matinee.engine.MatineeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many values fall between neighbouring edges.
 *
 * @param values what is counted by
 * @param counts what is counted
 * @param edges one more than there are heights, increasing; a bin holds its left edge and not its right one, the last both
 * @param heights the count in each bin
 */
public record Histogram(Axis values, Axis counts, List<Double> edges, List<Double> heights) implements Plot {
    /** Refuses edges that do not fit. */
    public Histogram {
        edges = List.copyOf(edges);
        heights = List.copyOf(heights);
        if (edges.size() != heights.size() + 1) {
            throw MatineeException.usage(
                    "a histogram of " + heights.size() + " bins needs one edge more, got " + edges.size());
        }
        for (int i = 1; i < edges.size(); i++) {
            if (!(edges.get(i - 1) < edges.get(i))) {
                throw MatineeException.usage(
                        "the edges of a histogram must increase, got " + edges.get(i - 1) + " before " + edges.get(i));
            }
        }
    }

    /** The histogram of some values with edges given. */
    public static Histogram of(Axis values, Axis counts, List<Double> edges, double[] found) {
        double[] heights = new double[edges.size() - 1];
        for (double value : found) {
            for (int bin = heights.length - 1; bin >= 0; bin--) {
                boolean inside = value >= edges.get(bin)
                        && (value < edges.get(bin + 1) || (bin == heights.length - 1 && value == edges.get(bin + 1)));
                if (inside) {
                    heights[bin]++;
                    break;
                }
            }
        }
        return new Histogram(
                values, counts, edges, java.util.Arrays.stream(heights).boxed().toList());
    }

    Range xRange() {
        return new Range(edges.getFirst(), edges.getLast());
    }

    Range yRange() {
        return Range.ofBars(counts, heights);
    }

    @Override
    public Table table() {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < heights.size(); i++) {
            rows.add(List.of(edges.get(i), edges.get(i + 1), heights.get(i)));
        }
        return new Table(List.of(values.label() + " from", "to", counts.label()), rows);
    }

    @Override
    public String summary() {
        int most = Peaks.largest(heights);
        return "Histogram of " + values.label() + " in " + heights.size() + " bins from "
                + values.text(edges.getFirst())
                + " to " + values.text(edges.getLast()) + "."
                + (most < 0
                        ? ""
                        : " Highest between " + values.text(edges.get(most)) + " and "
                                + values.text(edges.get(most + 1)) + ": " + counts.text(heights.get(most)) + " "
                                + counts.label() + ".");
    }

    @Override
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", "histogram");
        json.put("x", values.toJson(xRange()));
        json.put("y", counts.toJson(yRange()));
        json.put("edges", edges);
        json.put("heights", heights);
        return json;
    }
}
