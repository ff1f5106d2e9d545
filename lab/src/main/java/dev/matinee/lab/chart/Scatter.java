package dev.matinee.lab.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A dot for each thing, in colours by group.
 *
 * @param x what goes to the right
 * @param y what goes up
 * @param size what the size of a dot says, smallest to largest; empty where all are alike
 * @param margins whether histograms of both coordinates stand at the sides (a joint plot)
 * @param groups the dots
 */
public record Scatter(Axis x, Axis y, String size, boolean margins, List<Group> groups) implements Plot {
    /** How many bins a histogram at the side has. */
    static final int BINS = 40;

    /** Dots of one colour. */
    public record Group(String name, List<Dot> dots) {
        /** Copies what it is given. */
        public Group {
            dots = List.copyOf(dots);
        }
    }

    /**
     * One dot.
     *
     * @param size how large it is, on any scale; only compared with that of other dots
     * @param name whom or what it stands for; may be empty
     */
    public record Dot(double x, double y, double size, String name) {}

    /** Copies what it is given. */
    public Scatter {
        groups = List.copyOf(groups);
    }

    /** A plain scatter. */
    public static Scatter of(Axis x, Axis y, List<Group> groups) {
        return new Scatter(x, y, "", false, groups);
    }

    /** The same with histograms at the sides. */
    public Scatter withMargins() {
        return new Scatter(x, y, size, true, groups);
    }

    /** The same, its dots sized. */
    public Scatter sizedBy(String what) {
        return new Scatter(x, y, what, margins, groups);
    }

    Range xRange() {
        return Range.around(x, xs());
    }

    Range yRange() {
        return Range.around(y, ys());
    }

    List<Double> xs() {
        return groups.stream()
                .flatMap(group -> group.dots().stream())
                .map(Dot::x)
                .toList();
    }

    List<Double> ys() {
        return groups.stream()
                .flatMap(group -> group.dots().stream())
                .map(Dot::y)
                .toList();
    }

    /** How many values fall into each of {@link #BINS} equal parts of what an axis shows. */
    static double[] margin(Axis axis, Range range, List<Double> values) {
        double[] counts = new double[BINS];
        for (double value : values) {
            double place = Placed.share(axis, range, value);
            if (place >= 0 && place <= 1) {
                counts[Math.min(BINS - 1, (int) (place * BINS))]++;
            }
        }
        return counts;
    }

    /** The diameter of a dot in points: 7 where all are alike, else 4 to 22 with the area as the size. */
    double diameter(Dot dot, Range sizes) {
        if (size.isEmpty() || sizes.from() == sizes.to()) {
            return groups.stream().mapToInt(group -> group.dots().size()).sum() > 2000 ? 3.5 : 7;
        }
        double share = (dot.size() - sizes.from()) / (sizes.to() - sizes.from());
        return Math.sqrt(16 + share * (484 - 16));
    }

    Range sizes() {
        return Numbers.span(groups.stream()
                .flatMap(group -> group.dots().stream())
                .map(Dot::size)
                .toList());
    }

    @Override
    public Table table() {
        List<String> header = new ArrayList<>(List.of("group", "name", x.label(), y.label()));
        if (!size.isEmpty()) {
            header.add(size);
        }
        List<List<Object>> rows = new ArrayList<>();
        for (Group group : groups) {
            for (Dot dot : group.dots()) {
                List<Object> row = new ArrayList<>(List.of(group.name(), dot.name(), dot.x(), dot.y()));
                if (!size.isEmpty()) {
                    row.add(dot.size());
                }
                rows.add(row);
            }
        }
        return new Table(header, rows);
    }

    @Override
    public String summary() {
        StringBuilder text = new StringBuilder("Scatter plot of " + y.label() + " against " + x.label()
                + (margins ? " with histograms of both at the sides" : "") + ".");
        for (Group group : groups) {
            Range across = Numbers.span(group.dots().stream().map(Dot::x).toList());
            Range up = Numbers.span(group.dots().stream().map(Dot::y).toList());
            text.append(' ')
                    .append(group.name())
                    .append(": ")
                    .append(group.dots().size())
                    .append(" dots");
            if (!group.dots().isEmpty()) {
                text.append(", ")
                        .append(x.label())
                        .append(' ')
                        .append(x.text(across.from()))
                        .append(" to ")
                        .append(x.text(across.to()));
                text.append(", ")
                        .append(y.label())
                        .append(' ')
                        .append(y.text(up.from()))
                        .append(" to ")
                        .append(y.text(up.to()));
            }
            text.append('.');
        }
        return text.toString();
    }

    @Override
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        Range sizes = sizes();
        json.put("kind", "scatter");
        json.put("x", x.toJson(xRange()));
        json.put("y", y.toJson(yRange()));
        json.put("size", size);
        json.put("margins", margins);
        if (margins) {
            json.put(
                    "xMargin",
                    java.util.Arrays.stream(margin(x, xRange(), xs())).boxed().toList());
            json.put(
                    "yMargin",
                    java.util.Arrays.stream(margin(y, yRange(), ys())).boxed().toList());
        }
        List<Map<String, Object>> all = new ArrayList<>();
        for (Group group : groups) {
            List<List<Object>> dots = new ArrayList<>();
            for (Dot dot : group.dots()) {
                double diameter = Math.rint(diameter(dot, sizes) * 10) / 10;
                dots.add(List.of(rounded(dot.x()), rounded(dot.y()), diameter, dot.name(), rounded(dot.size())));
            }
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", group.name());
            one.put("dots", dots);
            all.add(one);
        }
        json.put("groups", all);
        return json;
    }

    /** Six digits are finer than any screen, and a third of the text. */
    private static Object rounded(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return (long) value;
        }
        return Double.isFinite(value)
                ? new java.math.BigDecimal(value)
                        .round(new java.math.MathContext(6))
                        .doubleValue()
                : value;
    }
}
