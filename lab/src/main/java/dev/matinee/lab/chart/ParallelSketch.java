package dev.matinee.lab.chart;

import dev.matinee.lab.chart.Drawing.Anchor;
import java.util.List;

/** Draws a line through all axes for each thing. */
final class ParallelSketch {
    private ParallelSketch() {}

    static Drawing of(Paper paper, Parallel plot) {
        Sheet sheet = Sheet.of(
                paper, 460, plot.groups().stream().map(Parallel.Group::name).toList());
        int axes = plot.axes().size();
        double left = sheet.left + 60;
        double right = sheet.right - 60;
        Frame frame = new Frame(sheet.drawing, left, sheet.top + 46, right, sheet.bottom - 12);
        double[] x = new double[axes];
        Range[] ranges = new Range[axes];
        for (int axis = 0; axis < axes; axis++) {
            x[axis] = axes == 1 ? left : left + (right - left) * axis / (axes - 1);
            ranges[axis] = plot.range(axis);
        }
        int lines =
                plot.groups().stream().mapToInt(group -> group.lines().size()).sum();
        double opacity = lines > 400 ? 0.12 : lines > 60 ? 0.35 : 0.9;
        for (int group = 0; group < plot.groups().size(); group++) {
            for (List<Double> line : plot.groups().get(group).lines()) {
                line(frame, plot, line, x, ranges, Palette.series(group), opacity, lines > 60 ? 1.2 : 2.4);
            }
        }
        for (int axis = 0; axis < axes; axis++) {
            axis(frame, plot.axes().get(axis), ranges[axis], x[axis], axes, axis % 2 == 0);
        }
        return sheet.drawing;
    }

    private static void line(
            Frame frame,
            Parallel plot,
            List<Double> line,
            double[] x,
            Range[] ranges,
            String color,
            double opacity,
            double thickness) {
        double[] y = new double[x.length];
        int start = 0;
        for (int i = 0; i <= x.length; i++) {
            if (i < x.length) {
                y[i] = frame.y(plot.axes().get(i), ranges[i], line.get(i));
            }
            if (i == x.length || !Double.isFinite(y[i])) {
                if (i - start > 1) {
                    frame.drawing()
                            .path(Sketch.part(x, start, i), Sketch.part(y, start, i), color, thickness, false, opacity);
                }
                start = i + 1;
            }
        }
    }

    private static void axis(Frame frame, Axis axis, Range range, double x, int axes, boolean high) {
        Drawing drawing = frame.drawing();
        drawing.line(x, frame.top(), x, frame.bottom(), "ink", 1.2);
        List<Double> ticks = Ticks.of(axis, range);
        List<String> names = Ticks.names(axis, ticks);
        for (int i = 0; i < ticks.size(); i++) {
            double y = frame.y(axis, range, ticks.get(i));
            drawing.line(x - 4, y, x, y, "ink", 1);
            drawing.words(names.get(i), x - 7, y + 4, 11, Anchor.END, "muted");
        }
        double slot = (frame.right() - frame.left()) / Math.max(1, axes - 1);
        boolean staggered = axes > 5;
        String caption = Drawing.cut(axis.caption(), 12, staggered ? 1.9 * slot : 1.0 * slot + 20);
        drawing.words(caption, x, frame.top() - (staggered && high ? 28 : 11), 12, Anchor.MIDDLE, "ink");
    }
}
