package dev.matinee.lab.chart;

import dev.matinee.lab.chart.Drawing.Anchor;
import java.util.List;

/** Draws curves. */
final class LinesSketch {
    private LinesSketch() {}

    static Drawing of(Paper paper, Lines plot) {
        List<String> legend = plot.curves().stream()
                .filter(curve -> !curve.reference())
                .map(Lines.Curve::name)
                .toList();
        Sheet sheet = Sheet.of(paper, 440, legend);
        Range x = plot.xRange();
        Range y = plot.yRange();
        Frame frame = new Frame(
                sheet.drawing,
                sheet.left + Frame.leftRoom(plot.y(), y),
                sheet.top + 22,
                sheet.right - 18,
                sheet.bottom - 52);
        frame.leftAxis(plot.y(), y);
        frame.bottomAxis(plot.x(), x, false);
        int color = 0;
        for (Lines.Curve curve : plot.curves()) {
            curve(frame, plot, curve, curve.reference() ? "muted" : Palette.series(color), x, y);
            color += curve.reference() ? 0 : 1;
        }
        for (Lines.Mark mark : plot.marks()) {
            double at = frame.x(plot.x(), x, mark.at());
            double[] across = {at, at};
            sheet.drawing.path(across, new double[] {frame.top(), frame.bottom()}, "ink", 1.5, true, 1);
            Anchor anchor = at > (frame.left() + frame.right()) / 2 ? Anchor.END : Anchor.START;
            sheet.drawing.words(
                    mark.name(), at + (anchor == Anchor.END ? 4 : -4), frame.top() - 6, Sheet.SMALL, anchor, "ink");
        }
        return sheet.drawing;
    }

    private static void curve(Frame frame, Lines plot, Lines.Curve curve, String color, Range x, Range y) {
        int points = curve.x().size();
        int start = 0;
        for (int i = 0; i <= points; i++) {
            boolean gap = i == points
                    || !Double.isFinite(frame.y(plot.y(), y, curve.y().get(i)));
            if (gap) {
                if (i > start) {
                    run(frame, plot, curve, color, x, y, start, i);
                }
                start = i + 1;
            }
        }
    }

    private static void run(
            Frame frame, Lines plot, Lines.Curve curve, String color, Range xs, Range ys, int from, int to) {
        boolean steps = plot.style() == Lines.Style.STEP && !curve.reference();
        int points = to - from;
        int length = steps ? 2 * points - 1 : points;
        double[] x = new double[length];
        double[] y = new double[length];
        for (int i = 0; i < points; i++) {
            int at = steps ? 2 * i : i;
            x[at] = frame.x(plot.x(), xs, curve.x().get(from + i));
            y[at] = frame.y(plot.y(), ys, curve.y().get(from + i));
            if (steps && i > 0) {
                x[at - 1] = x[at];
                y[at - 1] = y[at - 2];
            }
        }
        if (plot.style() == Lines.Style.AREA && !curve.reference()) {
            double[] aroundX = java.util.Arrays.copyOf(x, length + 2);
            double[] aroundY = java.util.Arrays.copyOf(y, length + 2);
            double ground = frame.ground(plot.y(), ys);
            aroundX[length] = x[length - 1];
            aroundX[length + 1] = x[0];
            aroundY[length] = ground;
            aroundY[length + 1] = ground;
            frame.drawing().area(aroundX, aroundY, color, 0.25);
        }
        frame.drawing().path(x, y, color, curve.reference() ? 1.5 : 2.2, curve.reference(), 1);
        if ((plot.style() == Lines.Style.DOTS && !curve.reference()) || points == 1) {
            for (int i = 0; i < length; i++) {
                frame.drawing().disc(x[i], y[i], 4, color, 1);
            }
        }
    }
}
