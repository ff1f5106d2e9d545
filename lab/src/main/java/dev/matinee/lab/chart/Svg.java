package dev.matinee.lab.chart;

import java.util.Locale;

/** A drawing as SVG 1.1: light where nothing is said, dark where the reader prefers that. */
final class Svg {
    private final StringBuilder out = new StringBuilder();

    private Svg() {}

    static String of(Chart chart, Drawing drawing) {
        return new Svg().write(chart, drawing);
    }

    /** A drawing without its heading, to stand in a page that has the heading, the colours' names and a text of its own for it. */
    static String inPage(Drawing drawing) {
        return new Svg().writeInPage(drawing);
    }

    private String writeInPage(Drawing drawing) {
        double top = drawing.headingHeight();
        out.append("<svg aria-hidden=\"true\" viewBox=\"0 ")
                .append(number(top))
                .append(' ')
                .append(number(drawing.width()))
                .append(' ')
                .append(number(drawing.height() - top))
                .append("\">");
        drawing.shapesBelowHeading().forEach(this::shape);
        return out.append("</svg>").toString();
    }

    /** What colours the parts of drawings in a page for readers who prefer it dark. */
    static String darkRules() {
        Svg rules = new Svg();
        rules.rules();
        return rules.out.toString();
    }

    private String write(Chart chart, Drawing drawing) {
        String size = "width=\"" + number(drawing.width()) + "\" height=\"" + number(drawing.height())
                + "\" viewBox=\"0 0 " + number(drawing.width()) + " " + number(drawing.height()) + "\"";
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" ")
                .append(size)
                .append(" font-family=\"system-ui, 'DejaVu Sans', Arial, sans-serif\">\n<title>")
                .append(escaped(chart.title()))
                .append("</title>\n<desc>")
                .append(escaped(chart.plot().summary()))
                .append("</desc>\n<style>@media (prefers-color-scheme: dark) {");
        rules();
        out.append(" }</style>\n");
        drawing.shapes().forEach(this::shape);
        return out.append("</svg>\n").toString();
    }

    private void rules() {
        for (String part : new String[] {"paper", "ink", "muted", "grid"}) {
            rule(part);
        }
        for (int i = 0; i < Palette.DARK.series().size(); i++) {
            rule("s" + i);
        }
    }

    private void rule(String part) {
        String color = Palette.DARK.color(part);
        out.append(" .f-").append(part).append(" { fill: ").append(color).append(" }");
        out.append(" .l-").append(part).append(" { stroke: ").append(color).append(" }");
    }

    private void shape(Drawing.Shape shape) {
        switch (shape) {
            case Drawing.Rectangle it ->
                out.append("<rect x=\"")
                        .append(number(it.x()))
                        .append("\" y=\"")
                        .append(number(it.y()))
                        .append("\" width=\"")
                        .append(number(it.width()))
                        .append("\" height=\"")
                        .append(number(it.height()))
                        .append('"')
                        .append(paint(it.fill(), "", it.opacity()))
                        .append("/>\n");
            case Drawing.Disc it ->
                out.append("<circle cx=\"")
                        .append(number(it.x()))
                        .append("\" cy=\"")
                        .append(number(it.y()))
                        .append("\" r=\"")
                        .append(number(it.radius()))
                        .append('"')
                        .append(paint(it.fill(), "", it.opacity()))
                        .append("/>\n");
            case Drawing.Path it -> {
                out.append("<path d=\"");
                for (int i = 0; i < it.x().length; i++) {
                    out.append(i == 0 ? "M" : "L")
                            .append(number(it.x()[i]))
                            .append(' ')
                            .append(number(it.y()[i]));
                }
                out.append(it.fill().isEmpty() ? "\"" : "Z\"").append(paint(it.fill(), it.stroke(), it.opacity()));
                if (!it.stroke().isEmpty()) {
                    out.append(" stroke-width=\"")
                            .append(number(it.thickness()))
                            .append('"');
                    out.append(it.dashed() ? " stroke-dasharray=\"6 5\"" : "").append(" stroke-linejoin=\"round\"");
                }
                out.append("/>\n");
            }
            case Drawing.Band it -> {
                double middle = (it.x0() + it.x1()) / 2;
                out.append(String.format(
                        Locale.ROOT,
                        "<path d=\"M%s %sC%s %s %s %s %s %sL%s %sC%s %s %s %s %s %sZ\"%s/>\n",
                        number(it.x0()),
                        number(it.top0()),
                        number(middle),
                        number(it.top0()),
                        number(middle),
                        number(it.top1()),
                        number(it.x1()),
                        number(it.top1()),
                        number(it.x1()),
                        number(it.bottom1()),
                        number(middle),
                        number(it.bottom1()),
                        number(middle),
                        number(it.bottom0()),
                        number(it.x0()),
                        number(it.bottom0()),
                        paint(it.fill(), "", 0.45)));
            }
            case Drawing.Words it -> {
                String anchor = switch (it.anchor()) {
                    case START -> "start";
                    case MIDDLE -> "middle";
                    case END -> "end";
                };
                String place = it.angle() == 0
                        ? "x=\"" + number(it.x()) + "\" y=\"" + number(it.y()) + "\""
                        : "transform=\"translate(" + number(it.x()) + " " + number(it.y()) + ") rotate("
                                + number(it.angle()) + ")\"";
                out.append("<text ")
                        .append(place)
                        .append(" font-size=\"")
                        .append(number(it.size()))
                        .append("\" text-anchor=\"")
                        .append(anchor)
                        .append('"')
                        .append(it.bold() ? " font-weight=\"bold\"" : "")
                        .append(paint(it.fill(), "", 1))
                        .append('>')
                        .append(escaped(it.text()))
                        .append("</text>\n");
            }
        }
    }

    private static String paint(String fill, String stroke, double opacity) {
        StringBuilder classes = new StringBuilder();
        StringBuilder attributes = new StringBuilder();
        attributes
                .append(" fill=\"")
                .append(fill.isEmpty() ? "none" : Palette.LIGHT.color(fill))
                .append('"');
        if (!fill.isEmpty() && !fill.startsWith("#")) {
            classes.append("f-").append(fill);
        }
        if (!stroke.isEmpty()) {
            attributes.append(" stroke=\"").append(Palette.LIGHT.color(stroke)).append('"');
            if (!stroke.startsWith("#")) {
                classes.append(classes.isEmpty() ? "" : " ").append("l-").append(stroke);
            }
        }
        if (opacity < 1) {
            attributes.append(" opacity=\"").append(number(opacity)).append('"');
        }
        return (classes.isEmpty() ? "" : " class=\"" + classes + "\"") + attributes;
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }

    /** A text that stands for itself between tags and inside quoted attributes of HTML and XML. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c < 0x20 && c != '\n' && c != '\t' ? ' ' : c);
            }
        }
        return out.toString();
    }
}
