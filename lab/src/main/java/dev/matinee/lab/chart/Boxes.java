package dev.matinee.lab.chart;

import dev.matinee.engine.MatineeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A box for each name, from the first to the third quartile with a line at the median, and whiskers to both ends.
 *
 * @param names what the names are
 * @param values what the boxes measure
 * @param boxes the boxes, left to right
 */
public record Boxes(Axis names, Axis values, List<Box> boxes) implements Plot {
    /** Five numbers in increasing order: lower end, quartile, median, quartile, upper end. */
    public record Box(String name, double low, double lowerQuartile, double median, double upperQuartile, double high) {
        /** Refuses numbers that do not increase. */
        public Box {
            if (!(low <= lowerQuartile
                    && lowerQuartile <= median
                    && median <= upperQuartile
                    && upperQuartile <= high)) {
                throw MatineeException.usage("the numbers of box " + name + " do not increase: " + low + ", "
                        + lowerQuartile + ", " + median + ", " + upperQuartile + ", " + high);
            }
        }

        List<Double> numbers() {
            return List.of(low, lowerQuartile, median, upperQuartile, high);
        }
    }

    /** Copies what it is given. */
    public Boxes {
        boxes = List.copyOf(boxes);
    }

    Range range() {
        return Range.around(
                values, boxes.stream().flatMap(box -> box.numbers().stream()).toList());
    }

    @Override
    public Table table() {
        List<List<Object>> rows = new ArrayList<>();
        for (Box box : boxes) {
            List<Object> row = new ArrayList<>(List.of(box.name()));
            row.addAll(box.numbers());
            rows.add(row);
        }
        return new Table(
                List.of(names.label(), "lower end", "lower quartile", "median", "upper quartile", "upper end"), rows);
    }

    @Override
    public String summary() {
        StringBuilder text = new StringBuilder("Box plot of " + values.label() + " by " + names.label() + ".");
        for (Box box : boxes) {
            text.append(' ')
                    .append(box.name())
                    .append(": median ")
                    .append(values.text(box.median()))
                    .append(", half of them from ")
                    .append(values.text(box.lowerQuartile()))
                    .append(" to ")
                    .append(values.text(box.upperQuartile()))
                    .append('.');
        }
        return text.toString();
    }

    @Override
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", "boxes");
        json.put("names", names.toJson());
        json.put("values", values.toJson(range()));
        json.put(
                "boxes",
                boxes.stream()
                        .map(box -> Map.of("name", box.name(), "numbers", box.numbers()))
                        .toList());
        return json;
    }
}
