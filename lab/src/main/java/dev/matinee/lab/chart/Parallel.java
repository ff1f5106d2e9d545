package dev.matinee.lab.chart;

import dev.matinee.engine.MatineeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parallel coordinates: an upright axis for each quantity, and a line through all of them for each thing.
 *
 * @param axes the axes, left to right
 * @param groups the lines, in colours by group
 */
public record Parallel(List<Axis> axes, List<Group> groups) implements Plot {
    /** Lines of one colour, each with a value for every axis; NaN leaves a gap. */
    public record Group(String name, List<List<Double>> lines) {
        /** Copies what it is given. */
        public Group {
            lines = lines.stream().map(List::copyOf).toList();
        }
    }

    /** Refuses lines of another length than there are axes. */
    public Parallel {
        axes = List.copyOf(axes);
        groups = List.copyOf(groups);
        for (Group group : groups) {
            for (List<Double> line : group.lines()) {
                if (line.size() != axes.size()) {
                    throw MatineeException.usage("a line of " + group.name() + " has " + line.size() + " values for "
                            + axes.size() + " axes");
                }
            }
        }
    }

    Range range(int axis) {
        List<Double> values = new ArrayList<>();
        groups.forEach(group -> group.lines().forEach(line -> values.add(line.get(axis))));
        return Range.around(axes.get(axis), values);
    }

    @Override
    public Table table() {
        List<String> header = new ArrayList<>(List.of("group"));
        axes.forEach(axis -> header.add(axis.caption()));
        List<List<Object>> rows = new ArrayList<>();
        for (Group group : groups) {
            for (List<Double> line : group.lines()) {
                List<Object> row = new ArrayList<>(List.of(group.name()));
                row.addAll(line);
                rows.add(row);
            }
        }
        return new Table(header, rows);
    }

    @Override
    public String summary() {
        int lines = groups.stream().mapToInt(group -> group.lines().size()).sum();
        return "Parallel coordinates: " + lines + " lines in " + groups.size() + " groups ("
                + String.join(", ", groups.stream().map(Group::name).toList()) + ") over "
                + String.join(", ", axes.stream().map(Axis::label).toList()) + ".";
    }

    @Override
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", "parallel");
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < axes.size(); i++) {
            all.add(axes.get(i).toJson(range(i)));
        }
        json.put("axes", all);
        json.put(
                "groups",
                groups.stream()
                        .map(group -> Map.<String, Object>of("name", group.name(), "lines", group.lines()))
                        .toList());
        return json;
    }
}
