package dev.matinee.lab.chart;

import java.util.List;

/** The paper of one picture: title, note and legend on top, and the room that is left for the numbers. */
final class Sheet {
    static final double SMALL = 13;
    private static final double EDGE = 24;

    final Drawing drawing;
    final double top;
    final double bottom;
    final double left = EDGE;
    final double right;

    private Sheet(Drawing drawing, double top) {
        this.drawing = drawing;
        this.top = top;
        this.bottom = drawing.height() - EDGE + 8;
        this.right = drawing.width() - EDGE;
    }

    /**
     * A sheet with a room of a height.
     *
     * @param legend the names of the groups by colour; none where there is nothing to tell apart
     */
    static Sheet of(Paper paper, double room, List<String> legend) {
        Chart chart = paper.chart();
        double width = paper.width();
        List<String> title = Drawing.wrapped(chart.title(), 20, width - 2 * EDGE);
        List<String> note = chart.note().isEmpty() ? List.of() : Drawing.wrapped(chart.note(), SMALL, width - 2 * EDGE);
        List<String> names = legend.size() > 1 ? legend : List.of();
        double head = EDGE + 26 * title.size() + 18 * note.size() + legend(null, names, 0, width) + 8;
        Drawing drawing = new Drawing(width, head + room + EDGE - 8);
        drawing.rectangle(0, 0, drawing.width(), drawing.height(), "paper", 1);
        double y = EDGE + 12;
        for (String line : title) {
            drawing.bold(line, EDGE, y, 20, "ink");
            y += 26;
        }
        for (String line : note) {
            drawing.words(line, EDGE, y - 4, SMALL, Drawing.Anchor.START, "muted");
            y += 18;
        }
        drawing.endHeading(y - 20);
        legend(drawing, names, y, width);
        return new Sheet(drawing, head);
    }

    /** Draws a legend where there is a drawing, and answers its height. */
    private static double legend(
            @org.jspecify.annotations.Nullable Drawing drawing, List<String> names, double y, double paper) {
        double x = EDGE;
        double down = names.isEmpty() ? 0 : 24;
        for (int i = 0; i < names.size(); i++) {
            String name = Drawing.cut(names.get(i), SMALL, 300);
            double width = 30 + Drawing.textWidth(name, SMALL);
            if (x > EDGE && x + width > paper - EDGE) {
                x = EDGE;
                down += 20;
            }
            if (drawing != null) {
                drawing.rectangle(x, y + down - 34, 12, 12, Palette.series(i), 1);
                drawing.words(name, x + 18, y + down - 23, SMALL, Drawing.Anchor.START, "ink");
            }
            x += width;
        }
        return down;
    }
}
