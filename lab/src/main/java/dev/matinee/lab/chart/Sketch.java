package dev.matinee.lab.chart;

import dev.matinee.lab.chart.Drawing.Anchor;
import java.util.Arrays;
import java.util.List;

/** Draws a chart as plain shapes. */
final class Sketch {
    private static final double SMALL = Sheet.SMALL;
    private static final double BOTTOM = 52;

    private Sketch() {}

    static Drawing of(Chart chart) {
        return of(new Paper(chart, Paper.WIDTH));
    }

    static Drawing of(Paper paper) {
        return switch (paper.chart().plot()) {
            case Bars plot -> plot.horizontal() ? lying(paper, plot) : standing(paper, plot);
            case Histogram plot -> histogram(paper, plot);
            case Lines plot -> LinesSketch.of(paper, plot);
            case Scatter plot -> ScatterSketch.of(paper, plot);
            case HeatMap plot -> HeatMapSketch.of(paper, plot);
            case Flow plot -> FlowSketch.of(paper, plot);
            case Parallel plot -> ParallelSketch.of(paper, plot);
            case Boxes plot -> boxes(paper, plot);
        };
    }

    private static List<String> legend(Bars plot) {
        return plot.series().stream().map(Bars.Series::name).toList();
    }

    private static Drawing standing(Paper paper, Bars plot) {
        Sheet sheet = Sheet.of(paper, 440, legend(plot));
        Range range = plot.range();
        double left = sheet.left + Frame.leftRoom(plot.values(), range);
        double depth =
                new Frame(sheet.drawing, left, 0, sheet.right, 0).bottomNames(plot.names(), plot.categories(), false);
        Frame frame = new Frame(sheet.drawing, left, sheet.top + 8, sheet.right, sheet.bottom - depth);
        frame.leftAxis(plot.values(), range);
        double slot = (frame.right() - frame.left()) / plot.categories().size();
        double bar = slot * 0.8 / plot.series().size();
        double ground = frame.ground(plot.values(), range);
        for (int s = 0; s < plot.series().size(); s++) {
            for (int i = 0; i < plot.categories().size(); i++) {
                double y = frame.y(
                        plot.values(), range, plot.series().get(s).values().get(i));
                if (Double.isFinite(y)) {
                    double x = frame.left() + i * slot + slot * 0.1 + s * bar;
                    sheet.drawing.rectangle(x, Math.min(y, ground), bar, Math.abs(ground - y), Palette.series(s), 1);
                }
            }
        }
        frame.bottomNames(plot.names(), plot.categories(), true);
        return sheet.drawing;
    }

    private static Drawing lying(Paper paper, Bars plot) {
        int bars = plot.series().size();
        double slot = 14.0 * bars + 10;
        Sheet sheet = Sheet.of(paper, slot * plot.categories().size() + BOTTOM + 8, legend(plot));
        Range range = plot.range();
        double widest = plot.categories().stream()
                .mapToDouble(name -> Drawing.textWidth(name, SMALL))
                .max()
                .orElse(0);
        double names = Math.min(widest, 330);
        Frame frame = new Frame(
                sheet.drawing, sheet.left + names + 34, sheet.top + 4, sheet.right - 60, sheet.bottom - BOTTOM);
        frame.bottomAxis(plot.values(), range, true);
        frame.upright(plot.names().caption(), sheet.left + 10);
        double ground = plot.values().scaling() == Axis.Scaling.LOG
                ? frame.left()
                : Math.clamp(frame.x(plot.values(), range, 0), frame.left(), frame.right());
        for (int i = 0; i < plot.categories().size(); i++) {
            double y = frame.top() + i * slot;
            sheet.drawing.words(
                    Drawing.cut(plot.categories().get(i), SMALL, names + 4),
                    frame.left() - 8,
                    y + slot / 2 + 4.5,
                    SMALL,
                    Anchor.END,
                    "ink");
            for (int s = 0; s < bars; s++) {
                double value = plot.series().get(s).values().get(i);
                double x = frame.x(plot.values(), range, value);
                if (Double.isFinite(x)) {
                    sheet.drawing.rectangle(
                            Math.min(x, ground), y + 5 + 14.0 * s, Math.abs(x - ground), 13, Palette.series(s), 1);
                    sheet.drawing.words(
                            Numbers.text(value), Math.max(x, ground) + 6, y + 16 + 14.0 * s, 12, Anchor.START, "muted");
                }
            }
        }
        return sheet.drawing;
    }

    private static Drawing histogram(Paper paper, Histogram plot) {
        Sheet sheet = Sheet.of(paper, 440, List.of());
        Range x = plot.xRange();
        Range y = plot.yRange();
        Frame frame = new Frame(
                sheet.drawing,
                sheet.left + Frame.leftRoom(plot.counts(), y),
                sheet.top + 8,
                sheet.right - 12,
                sheet.bottom - BOTTOM);
        frame.leftAxis(plot.counts(), y);
        double ground = frame.ground(plot.counts(), y);
        for (int i = 0; i < plot.heights().size(); i++) {
            double from = frame.x(plot.values(), x, plot.edges().get(i));
            double to = frame.x(plot.values(), x, plot.edges().get(i + 1));
            double height = frame.y(plot.counts(), y, plot.heights().get(i));
            double gap = Math.min(1, (to - from) * 0.1);
            if (Double.isFinite(height) && height < ground) {
                sheet.drawing.rectangle(from + gap / 2, height, to - from - gap, ground - height, "s0", 1);
            }
        }
        frame.bottomAxis(plot.values(), x, false);
        return sheet.drawing;
    }

    private static Drawing boxes(Paper paper, Boxes plot) {
        Sheet sheet = Sheet.of(paper, 440, List.of());
        Range range = plot.range();
        List<String> names = plot.boxes().stream().map(Boxes.Box::name).toList();
        double left = sheet.left + Frame.leftRoom(plot.values(), range);
        double depth = new Frame(sheet.drawing, left, 0, sheet.right, 0).bottomNames(plot.names(), names, false);
        Frame frame = new Frame(sheet.drawing, left, sheet.top + 8, sheet.right, sheet.bottom - depth);
        frame.leftAxis(plot.values(), range);
        double slot = (frame.right() - frame.left()) / names.size();
        double half = Math.min(slot * 0.3, 50);
        for (int i = 0; i < names.size(); i++) {
            double x = frame.left() + (i + 0.5) * slot;
            double[] y = plot.boxes().get(i).numbers().stream()
                    .mapToDouble(value -> frame.y(plot.values(), range, value))
                    .toArray();
            sheet.drawing.line(x, y[0], x, y[4], "ink", 1.5);
            for (int end : new int[] {0, 4}) {
                sheet.drawing.line(x - half / 2, y[end], x + half / 2, y[end], "ink", 1.5);
            }
            sheet.drawing.rectangle(x - half, y[3], 2 * half, Math.max(1, y[1] - y[3]), "s0", 1);
            sheet.drawing.line(x - half, y[2], x + half, y[2], "paper", 2.5);
        }
        frame.bottomNames(plot.names(), names, true);
        return sheet.drawing;
    }

    /** The coordinates of a run of points. */
    static double[] part(double[] all, int from, int to) {
        return Arrays.copyOfRange(all, from, to);
    }
}
