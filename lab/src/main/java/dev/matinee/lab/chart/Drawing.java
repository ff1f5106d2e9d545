package dev.matinee.lab.chart;

import java.util.ArrayList;
import java.util.List;

/** A picture as plain shapes on paper, in points from the top left corner; colours are parts of a {@link Palette}. */
final class Drawing {
    private final double width;
    private final double height;
    private final List<Shape> shapes = new ArrayList<>();
    private int headingShapes;
    private double headingHeight;

    Drawing(double width, double height) {
        this.width = width;
        this.height = height;
    }

    /** Which end of a text stands at its place. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** Something drawn. */
    sealed interface Shape {}

    record Rectangle(double x, double y, double width, double height, String fill, double opacity) implements Shape {}

    /** Straight lines from point to point; an empty stroke or fill is none. */
    record Path(double[] x, double[] y, String stroke, double thickness, boolean dashed, String fill, double opacity)
            implements Shape {}

    /** A band that bends from an upright side to another. */
    record Band(double x0, double top0, double bottom0, double x1, double top1, double bottom1, String fill)
            implements Shape {}

    record Disc(double x, double y, double radius, String fill, double opacity) implements Shape {}

    /** A text on its base line, turned by degrees clockwise around its place. */
    record Words(String text, double x, double y, double size, Anchor anchor, boolean bold, double angle, String fill)
            implements Shape {}

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    List<Shape> shapes() {
        return shapes;
    }

    /** Says that all so far is the heading, down to there. */
    void endHeading(double height) {
        headingShapes = shapes.size();
        headingHeight = height;
    }

    /** How far down the heading goes. */
    double headingHeight() {
        return headingHeight;
    }

    /** All but the heading. */
    List<Shape> shapesBelowHeading() {
        return shapes.subList(headingShapes, shapes.size());
    }

    void rectangle(double x, double y, double w, double h, String fill, double opacity) {
        shapes.add(new Rectangle(x, y, w, h, fill, opacity));
    }

    void line(double x0, double y0, double x1, double y1, String stroke, double thickness) {
        shapes.add(new Path(new double[] {x0, x1}, new double[] {y0, y1}, stroke, thickness, false, "", 1));
    }

    void path(double[] x, double[] y, String stroke, double thickness, boolean dashed, double opacity) {
        shapes.add(new Path(x, y, stroke, thickness, dashed, "", opacity));
    }

    void area(double[] x, double[] y, String fill, double opacity) {
        shapes.add(new Path(x, y, "", 0, false, fill, opacity));
    }

    void band(double x0, double top0, double bottom0, double x1, double top1, double bottom1, String fill) {
        shapes.add(new Band(x0, top0, bottom0, x1, top1, bottom1, fill));
    }

    void disc(double x, double y, double radius, String fill, double opacity) {
        shapes.add(new Disc(x, y, radius, fill, opacity));
    }

    void words(String text, double x, double y, double size, Anchor anchor, String fill) {
        shapes.add(new Words(text, x, y, size, anchor, false, 0, fill));
    }

    void turned(String text, double x, double y, double size, Anchor anchor, double angle, String fill) {
        shapes.add(new Words(text, x, y, size, anchor, false, angle, fill));
    }

    void bold(String text, double x, double y, double size, String fill) {
        shapes.add(new Words(text, x, y, size, Anchor.START, true, 0, fill));
    }

    /** About how wide a text is; the same everywhere, whatever fonts there are. */
    static double textWidth(String text, double size) {
        double width = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            width += "iljtfI.,:;'|!()[] ".indexOf(c) >= 0
                    ? 0.36
                    : "mwMW@%".indexOf(c) >= 0 ? 0.93 : Character.isUpperCase(c) ? 0.7 : c > 0x2E80 ? 1.05 : 0.6;
        }
        return width * size;
    }

    /** A text cut to a width, with an ellipsis where it was longer. */
    static String cut(String text, double size, double width) {
        if (textWidth(text, size) <= width) {
            return text;
        }
        int end = text.length();
        while (end > 1 && textWidth(text.substring(0, end) + "…", size) > width) {
            end--;
        }
        return text.substring(0, end).stripTrailing() + "…";
    }

    /** A text in lines of at most a width. */
    static List<String> wrapped(String text, double size, double width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && textWidth(line + " " + word, size) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }
}
