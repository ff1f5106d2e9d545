package dev.matinee.lab.chart;

import dev.matinee.lab.chart.Drawing.Anchor;
import java.util.List;

/** The room between two axes, in points. */
record Frame(Drawing drawing, double left, double top, double right, double bottom) {
    private static final double SMALL = Sheet.SMALL;

    double x(Axis axis, Range range, double value) {
        return left + Placed.share(axis, range, value) * (right - left);
    }

    double y(Axis axis, Range range, double value) {
        return bottom - Placed.share(axis, range, value) * (bottom - top);
    }

    /** A level that bars rest on: 0, or the foot of the frame. */
    double ground(Axis axis, Range range) {
        return axis.scaling() == Axis.Scaling.LOG ? bottom : Math.clamp(y(axis, range, 0), top, bottom);
    }

    /** How much room the names of a left axis need. */
    static double leftRoom(Axis axis, Range range) {
        double widest = 0;
        for (String name : Ticks.names(axis, Ticks.of(axis, range))) {
            widest = Math.max(widest, Drawing.textWidth(name, SMALL));
        }
        return widest + 34;
    }

    void leftAxis(Axis axis, Range range) {
        List<Double> ticks = Ticks.of(axis, range);
        List<String> names = Ticks.names(axis, ticks);
        double widest = 0;
        for (int i = 0; i < ticks.size(); i++) {
            double y = y(axis, range, ticks.get(i));
            drawing.line(left, y, right, y, "grid", 1);
            drawing.words(names.get(i), left - 8, y + 4.5, SMALL, Anchor.END, "muted");
            widest = Math.max(widest, Drawing.textWidth(names.get(i), SMALL));
        }
        upright(axis.caption(), left - widest - 18);
    }

    void upright(String caption, double x) {
        drawing.turned(
                Drawing.cut(caption, SMALL, bottom - top + 40),
                x,
                (top + bottom) / 2,
                SMALL,
                Anchor.MIDDLE,
                -90,
                "ink");
    }

    void bottomAxis(Axis axis, Range range, boolean lines) {
        List<Double> ticks = Ticks.of(axis, range);
        List<String> names = Ticks.names(axis, ticks);
        drawing.line(left, bottom, right, bottom, "muted", 1);
        for (int i = 0; i < ticks.size(); i++) {
            double x = x(axis, range, ticks.get(i));
            if (lines) {
                drawing.line(x, top, x, bottom, "grid", 1);
            }
            drawing.line(x, bottom, x, bottom + 5, "muted", 1);
            drawing.words(names.get(i), x, bottom + 19, SMALL, Anchor.MIDDLE, "muted");
        }
        drawing.words(axis.caption(), (left + right) / 2, bottom + 42, SMALL, Anchor.MIDDLE, "ink");
    }

    /** Names below equal parts of the width: turned where they are too long, and only some where there are too many. */
    double bottomNames(Axis axis, List<String> names, boolean draw) {
        double slot = (right - left) / names.size();
        double widest = names.stream()
                .mapToDouble(name -> Drawing.textWidth(name, SMALL))
                .max()
                .orElse(0);
        boolean turned = widest > slot * 0.95 && widest > 30;
        int every = turned ? (int) Math.ceil(17 / slot) : (int) Math.ceil((widest + 6) / slot);
        double longest = 150;
        double depth = turned ? Math.min(widest, longest) * 0.72 + 18 : 20;
        if (draw) {
            drawing.line(left, bottom, right, bottom, "muted", 1);
            for (int i = 0; i < names.size(); i += Math.max(1, every)) {
                double x = left + (i + 0.5) * slot;
                if (turned) {
                    String name = Drawing.cut(names.get(i), SMALL, longest);
                    drawing.turned(name, x + 4, bottom + 14, SMALL, Anchor.END, -45, "muted");
                } else {
                    drawing.words(names.get(i), x, bottom + 18, SMALL, Anchor.MIDDLE, "muted");
                }
            }
            drawing.words(axis.caption(), (left + right) / 2, bottom + depth + 20, SMALL, Anchor.MIDDLE, "ink");
        }
        return depth + 24;
    }
}
