package dev.matinee.lab.chart;

/** Draws dots, with histograms at the sides where they are asked for. */
final class ScatterSketch {
    private static final double SIDE = 80;

    private ScatterSketch() {}

    static Drawing of(Paper paper, Scatter plot) {
        double side = plot.margins() ? SIDE + 8 : 0;
        Sheet sheet = Sheet.of(
                paper,
                520 + side,
                plot.groups().stream().map(Scatter.Group::name).toList());
        Range x = plot.xRange();
        Range y = plot.yRange();
        Range sizes = plot.sizes();
        double left = sheet.left + Frame.leftRoom(plot.y(), y);
        Frame frame = new Frame(sheet.drawing, left, sheet.top + 8 + side, sheet.right - 12 - side, sheet.bottom - 52);
        frame.leftAxis(plot.y(), y);
        frame.bottomAxis(plot.x(), x, true);
        int dots = plot.groups().stream().mapToInt(group -> group.dots().size()).sum();
        double opacity = dots > 2000 ? 0.35 : dots > 300 ? 0.6 : 0.8;
        for (int group = 0; group < plot.groups().size(); group++) {
            for (Scatter.Dot dot : plot.groups().get(group).dots()) {
                double across = frame.x(plot.x(), x, dot.x());
                double up = frame.y(plot.y(), y, dot.y());
                if (Double.isFinite(across) && Double.isFinite(up)) {
                    sheet.drawing.disc(across, up, plot.diameter(dot, sizes) / 2, Palette.series(group), opacity);
                }
            }
        }
        if (plot.margins()) {
            margins(plot, frame, x, y);
        }
        return sheet.drawing;
    }

    private static void margins(Scatter plot, Frame frame, Range x, Range y) {
        double[] across = Scatter.margin(plot.x(), x, plot.xs());
        double[] up = Scatter.margin(plot.y(), y, plot.ys());
        double width = (frame.right() - frame.left()) / across.length;
        double height = (frame.bottom() - frame.top()) / up.length;
        double mostAcross = most(across);
        double mostUp = most(up);
        for (int i = 0; i < across.length; i++) {
            double tall = across[i] / mostAcross * SIDE;
            frame.drawing().rectangle(frame.left() + i * width, frame.top() - 8 - tall, width * 0.92, tall, "s5", 1);
        }
        for (int i = 0; i < up.length; i++) {
            double wide = up[i] / mostUp * SIDE;
            frame.drawing()
                    .rectangle(frame.right() + 8, frame.bottom() - (i + 1) * height, wide, height * 0.92, "s5", 1);
        }
    }

    private static double most(double[] counts) {
        double most = 1;
        for (double count : counts) {
            most = Math.max(most, count);
        }
        return most;
    }
}
