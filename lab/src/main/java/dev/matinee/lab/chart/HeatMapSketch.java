package dev.matinee.lab.chart;

import dev.matinee.lab.chart.Drawing.Anchor;
import java.util.List;

/** Draws cells in colour, with their values where there is room for them. */
final class HeatMapSketch {
    private static final double SMALL = Sheet.SMALL;

    private HeatMapSketch() {}

    static Drawing of(Paper paper, HeatMap plot) {
        List<String> ramp = plot.diverging() ? Palette.LIGHT.diverging() : Palette.LIGHT.ramp();
        double names = Math.min(
                240,
                plot.rows().stream()
                        .mapToDouble(name -> Drawing.textWidth(name, SMALL))
                        .max()
                        .orElse(0));
        double left = paper.width() - (paper.width() - 24 - names - 40);
        double right = paper.width() - 24 - 84;
        double cell = (right - left) / Math.max(1, plot.columns().size());
        double tall = Math.clamp(cell, 4, plot.rows().size() > 40 ? 9 : 26);
        double depth = new Frame(new Drawing(1, 1), left, 0, right, 0).bottomNames(plot.x(), plot.columns(), false);
        Sheet sheet = Sheet.of(paper, Math.max(160, tall * plot.rows().size()) + depth + 8, List.of());
        Frame frame = new Frame(
                sheet.drawing,
                left,
                sheet.top + 4,
                right,
                sheet.top + 4 + tall * plot.rows().size());
        Range range = plot.range();
        boolean written = tall >= 18
                && plot.cells().stream()
                        .flatMap(List::stream)
                        .allMatch(value -> Drawing.textWidth(words(value, range), 11) + 4 <= cell);
        for (int row = 0; row < plot.rows().size(); row++) {
            double y = frame.top() + row * tall;
            for (int column = 0; column < plot.columns().size(); column++) {
                double value = plot.cells().get(row).get(column);
                double share = (value - range.from()) / (range.to() - range.from());
                if (Double.isFinite(share)) {
                    String color = Palette.along(ramp, share);
                    double x = left + column * cell;
                    double gap = cell > 8 ? 0.6 : 0;
                    sheet.drawing.rectangle(x, y, cell - gap, tall - gap, color, 1);
                    if (written) {
                        String ink = Palette.isLight(color) ? "#1c2127" : "#ffffff";
                        sheet.drawing.words(
                                words(value, range), x + cell / 2, y + tall / 2 + 4, 11, Anchor.MIDDLE, ink);
                    }
                }
            }
        }
        int every = (int) Math.ceil(14 / tall);
        for (int row = 0; row < plot.rows().size(); row += every) {
            String name = Drawing.cut(plot.rows().get(row), SMALL, 244);
            sheet.drawing.words(name, left - 6, frame.top() + (row + 0.5) * tall + 4.5, SMALL, Anchor.END, "muted");
        }
        frame.upright(plot.y().caption(), 24 + 10);
        frame.bottomNames(plot.x(), plot.columns(), true);
        scale(sheet, frame, plot, ramp, range);
        return sheet.drawing;
    }

    /** A value, as exactly as its color is told from others. */
    private static String words(double value, Range range) {
        double step = Math.min(1, Math.pow(10, Math.floor(Math.log10((range.to() - range.from()) / 10))));
        return Numbers.text(Math.rint(value / step) * step);
    }

    private static void scale(Sheet sheet, Frame frame, HeatMap plot, List<String> ramp, Range range) {
        double x = frame.right() + 16;
        double height = Math.clamp(frame.bottom() - frame.top(), 60, 200);
        int steps = 50;
        for (int i = 0; i < steps; i++) {
            double y = frame.top() + height * (1 - (i + 1.0) / steps);
            sheet.drawing.rectangle(x, y, 14, height / steps + 0.5, Palette.along(ramp, (i + 0.5) / steps), 1);
        }
        for (double tick : Ticks.of(new Axis("value", "", Axis.Scaling.LINEAR), range)) {
            double y = frame.top() + height * (1 - (tick - range.from()) / (range.to() - range.from()));
            sheet.drawing.words(Numbers.text(tick), x + 19, y + 4, 12, Anchor.START, "muted");
        }
        sheet.drawing.turned(
                Drawing.cut(plot.value().caption(), SMALL, height + 40),
                x + 62,
                frame.top() + height / 2,
                SMALL,
                Anchor.MIDDLE,
                -90,
                "ink");
    }
}
