package dev.matinee.lab.chart;

import dev.matinee.engine.MatineeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Curves over one axis.
 *
 * @param x what goes to the right
 * @param y what goes up
 * @param style how points are joined
 * @param curves the curves
 * @param marks places on the x axis that are marked by a line with a name
 */
public record Lines(Axis x, Axis y, Style style, List<Curve> curves, List<Mark> marks) implements Plot {
    /** How the points of a curve are joined. */
    public enum Style {
        /** Straight from point to point. */
        LINE,
        /** Straight, with a dot on each point, for few points. */
        DOTS,
        /** Straight, the area below filled. */
        AREA,
        /** Level until the next point. */
        STEP
    }

    /**
     * One curve.
     *
     * @param name what it shows
     * @param x increasing
     * @param y as many; NaN leaves a gap
     * @param reference whether it is only there to compare with, and drawn dashed and grey
     */
    public record Curve(String name, List<Double> x, List<Double> y, boolean reference) {
        /** Refuses coordinates of different number. */
        public Curve {
            x = List.copyOf(x);
            y = List.copyOf(y);
            if (x.size() != y.size()) {
                throw MatineeException.usage("curve " + name + ": " + y.size() + " heights at " + x.size() + " places");
            }
        }

        /** A curve. */
        public static Curve of(String name, List<Double> x, List<Double> y) {
            return new Curve(name, x, y, false);
        }
    }

    /** A place on the x axis with a name. */
    public record Mark(double at, String name) {}

    /** Copies what it is given. */
    public Lines {
        curves = List.copyOf(curves);
        marks = List.copyOf(marks);
    }

    /** Curves without marks. */
    public static Lines of(Axis x, Axis y, Style style, List<Curve> curves) {
        return new Lines(x, y, style, curves, List.of());
    }

    /**
     * Lorenz curves: which share of all the last share of them has, in percent, beside the diagonal of equal shares.
     *
     * @param who what the curves are of: {@code users or movies}
     * @param what what they share: {@code ratings}
     */
    public static Lines lorenz(String who, String what, List<Curve> curves) {
        List<Curve> all = new ArrayList<>(curves);
        all.add(new Curve("equal shares", List.of(0.0, 100.0), List.of(0.0, 100.0), true));
        return of(
                Axis.of("share of " + who + ", least active first", "%"),
                Axis.of("share of " + what, "%"),
                Style.LINE,
                all);
    }

    Range xRange() {
        List<Double> all = new ArrayList<>();
        curves.forEach(curve -> all.addAll(curve.x()));
        marks.forEach(mark -> all.add(mark.at()));
        if (x.scaling() == Axis.Scaling.LINEAR) {
            Range span = Numbers.span(all);
            return span.from() < span.to() ? span : Range.around(x, all);
        }
        return Range.around(x, all);
    }

    Range yRange() {
        List<Double> all = new ArrayList<>();
        curves.forEach(curve -> all.addAll(curve.y()));
        return style == Style.AREA ? Range.ofBars(y, all) : Range.around(y, all);
    }

    @Override
    public Table table() {
        List<List<Object>> rows = new ArrayList<>();
        for (Curve curve : curves) {
            for (int i = 0; i < curve.x().size() && !curve.reference(); i++) {
                Object at = x.scaling() == Axis.Scaling.TIME
                        ? Numbers.date(curve.x().get(i))
                        : curve.x().get(i);
                rows.add(List.of(curve.name(), at, curve.y().get(i)));
            }
        }
        return new Table(List.of("curve", withUnit(x), withUnit(y)), rows);
    }

    private static String withUnit(Axis axis) {
        return axis.unit().isEmpty() ? axis.label() : axis.label() + " (" + axis.unit() + ")";
    }

    @Override
    public String summary() {
        StringBuilder text = new StringBuilder("Line chart of " + y.label() + " by " + x.label() + ".");
        for (Curve curve : curves) {
            int most = Peaks.largest(curve.y());
            if (!curve.reference() && most >= 0) {
                text.append(' ')
                        .append(curve.name())
                        .append(": from ")
                        .append(y.text(curve.y().getFirst()))
                        .append(" at ")
                        .append(x.text(curve.x().getFirst()))
                        .append(" to ")
                        .append(y.text(curve.y().getLast()))
                        .append(" at ")
                        .append(x.text(curve.x().getLast()))
                        .append(", highest ")
                        .append(y.text(curve.y().get(most)))
                        .append(" at ")
                        .append(x.text(curve.x().get(most)))
                        .append('.');
            }
        }
        marks.forEach(mark -> text.append(" Marked: ")
                .append(mark.name())
                .append(" at ")
                .append(x.text(mark.at()))
                .append('.'));
        return text.toString();
    }

    @Override
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", "lines");
        json.put("x", x.toJson(xRange()));
        json.put("y", y.toJson(yRange()));
        json.put("style", style.name().toLowerCase(Locale.ROOT));
        List<Map<String, Object>> all = new ArrayList<>();
        for (Curve curve : curves) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", curve.name());
            one.put("reference", curve.reference());
            one.put("x", curve.x());
            one.put("y", curve.y());
            all.add(one);
        }
        json.put("curves", all);
        json.put(
                "marks",
                marks.stream()
                        .map(mark -> Map.<String, Object>of("at", mark.at(), "name", mark.name()))
                        .toList());
        return json;
    }
}
