package dev.matinee.lab.chart;

import dev.matinee.lab.chart.Drawing.Anchor;
import java.util.List;
import java.util.stream.IntStream;

/** Draws bands between places. */
final class FlowSketch {
    private static final double THICK = 14;
    private static final double GAP = 14;

    private FlowSketch() {}

    static Drawing of(Paper paper, Flow plot) {
        Sheet sheet = Sheet.of(paper, 460, List.of());
        int stages = plot.stages().size();
        double top = sheet.top + 30;
        double room = sheet.bottom - 26 - top;
        double scale = scale(plot, room);
        double side = side(plot);
        double[] x = new double[stages];
        for (int stage = 0; stage < stages; stage++) {
            x[stage] =
                    sheet.left + side + (sheet.right - sheet.left - 2 * side - THICK) * stage / Math.max(1, stages - 1);
            Anchor anchor = stage == 0 ? Anchor.END : stage == stages - 1 ? Anchor.START : Anchor.MIDDLE;
            sheet.drawing.words(
                    plot.stages().get(stage), x[stage] + THICK / 2, sheet.top + 14, Sheet.SMALL, anchor, "ink");
        }
        int places = plot.nodes().size();
        double[] y = new double[places];
        double[] down = new double[stages];
        for (int node = 0; node < places; node++) {
            int stage = plot.nodes().get(node).stage();
            y[node] = top + down[stage];
            down[stage] += plot.through(node) * scale + GAP;
        }
        double[] out = y.clone();
        double[] in = y.clone();
        for (Flow.Link link : plot.links()) {
            double wide = link.value() * scale;
            double from = x[plot.nodes().get(link.from()).stage()] + THICK;
            double to = x[plot.nodes().get(link.to()).stage()];
            double out0 = out[link.from()];
            double in0 = in[link.to()];
            sheet.drawing.band(from, out0, out0 + wide, to, in0, in0 + wide, color(plot, link.from()));
            out[link.from()] += wide;
            in[link.to()] += wide;
        }
        for (int node = 0; node < places; node++) {
            int stage = plot.nodes().get(node).stage();
            double tall = Math.max(2, plot.through(node) * scale);
            sheet.drawing.rectangle(x[stage], y[node], THICK, tall, color(plot, node), 1);
            boolean last = stage == stages - 1;
            boolean leftSide = stage == 0;
            sheet.drawing.words(
                    Drawing.cut(text(plot, node), Sheet.SMALL, last || leftSide ? side : 180),
                    leftSide ? x[stage] - 6 : x[stage] + THICK + 6,
                    y[node] + tall / 2 + 4.5,
                    Sheet.SMALL,
                    leftSide ? Anchor.END : Anchor.START,
                    "ink");
        }
        sheet.drawing.words(
                "width of a band: " + plot.value().caption(),
                (sheet.left + sheet.right) / 2,
                sheet.bottom,
                Sheet.SMALL,
                Anchor.MIDDLE,
                "muted");
        return sheet.drawing;
    }

    /** Room for the names at both sides: as much as they take, within limits that leave room for the bands. */
    private static double side(Flow plot) {
        double widest = IntStream.range(0, plot.nodes().size())
                .mapToDouble(node -> Drawing.textWidth(text(plot, node), Sheet.SMALL))
                .max()
                .orElse(0);
        return Math.clamp(widest + 8, 150, plot.stages().size() > 2 ? 150 : 300);
    }

    private static String text(Flow plot, int node) {
        return plot.nodes().get(node).name() + " " + Numbers.text(plot.through(node));
    }

    /** Points a unit, so that the fullest stage fills the room. */
    private static double scale(Flow plot, double room) {
        double scale = Double.POSITIVE_INFINITY;
        for (int stage = 0; stage < plot.stages().size(); stage++) {
            double sum = 0;
            int places = 0;
            for (int node = 0; node < plot.nodes().size(); node++) {
                if (plot.nodes().get(node).stage() == stage) {
                    sum += plot.through(node);
                    places++;
                }
            }
            if (sum > 0) {
                scale = Math.min(scale, (room - GAP * (places - 1)) / sum);
            }
        }
        return scale;
    }

    /** Places of one name have one colour, whichever their stage. */
    private static String color(Flow plot, int node) {
        List<String> names =
                plot.nodes().stream().map(Flow.Node::name).distinct().toList();
        return Palette.series(names.indexOf(plot.nodes().get(node).name()));
    }
}
