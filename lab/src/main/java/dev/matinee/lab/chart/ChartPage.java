package dev.matinee.lab.chart;

import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Charts in HTML: once a page the {@link #head()}, then a {@link #figure figure} for each chart. A page needs no network:
 * Apache ECharts stands in it. Colours follow the reader's choice of light or dark, sizes that of the screen, and below each
 * picture stand its numbers as a table.
 */
public final class ChartPage {
    /** How many rows of numbers stand below a picture. */
    static final int ROWS = 200;

    /** A longer text in a table gets a wide column. */
    private static final int WORDS = 24;

    private static final String ECHARTS = "/META-INF/resources/_static/echarts/6.0.0/dist/echarts.min.js";

    private ChartPage() {}

    /** What the head of a page needs, once: style, the chart library and what draws. */
    public static String head() {
        return "<style>\n" + resource("charts.css") + "</style>\n<script>\n" + library() + "\n</script>\n<script>\n"
                + script() + "</script>\n";
    }

    /** The chart library, for pages that ask for it by itself. */
    public static String library() {
        return resource(ECHARTS);
    }

    /** What draws, for pages that ask for it by itself: at once where the library is there already, or else when it is told to. */
    public static String script() {
        return "const matineePalettes = "
                + Json.write(Map.of("light", Palette.LIGHT.toJson(), "dark", Palette.DARK.toJson())) + ";\n"
                + resource("charts.js");
    }

    /** The style of charts, of {@linkplain #drawnFigure drawn} ones too, for pages that ask for it by itself. */
    public static String style() {
        return resource("charts.css") + "@media (prefers-color-scheme: dark) {" + Svg.darkRules() + " }\n";
    }

    /** One chart: title, picture, note, and its numbers to unfold. */
    public static String figure(Chart chart) {
        return figure(chart, "");
    }

    /** The same below a heading: where that says what the chart's title says, the title is for screen readers alone. */
    public static String figure(Chart chart, String heading) {
        return figure(chart, heading, "");
    }

    /** The same, drawn already, so that it needs no script to be seen. */
    public static String drawnFigure(Chart chart, String heading) {
        return figure(chart, heading, Svg.inPage(Sketch.of(chart)));
    }

    /** The same for a page where another stands beside it. */
    public static String drawnHalf(Chart chart, String heading) {
        return figure(chart, heading, Svg.inPage(Sketch.of(new Paper(chart, Paper.HALF))));
    }

    private static String figure(Chart chart, String heading, String drawn) {
        String json = Json.write(chart.toJson())
                .replace("<", "\\u003c")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
        String note = chart.note().isEmpty() ? "" : "<p class=\"note\">" + Svg.escaped(chart.note()) + "</p>\n";
        String headed = chart.title().equals(heading) ? " headed" : "";
        return "<figure class=\"chart" + headed + "\" id=\"chart-" + chart.name() + "\">\n<figcaption>"
                + Svg.escaped(chart.title())
                + "</figcaption>\n" + note + "<div class=\"plot\" role=\"img\" aria-label=\""
                + Svg.escaped(chart.plot().summary()) + "\">" + drawn + "</div>\n<details><summary>Numbers</summary>\n"
                + table(chart) + "</details>\n<script type=\"application/json\">" + json + "</script>\n</figure>\n";
    }

    /** A whole page of charts. */
    public static String of(String title, List<Chart> charts) {
        StringBuilder page = new StringBuilder();
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
                .append(Svg.escaped(title))
                .append("</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append(head())
                .append("</head>\n<body>\n<main class=\"charts\">\n<h1>")
                .append(Svg.escaped(title))
                .append("</h1>\n");
        charts.forEach(chart -> page.append(figure(chart)));
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    private static String table(Chart chart) {
        Table table = chart.plot().table();
        StringBuilder out = new StringBuilder();
        if (table.rows().size() > ROWS) {
            out.append("<p class=\"note\">The first ")
                    .append(ROWS)
                    .append(" of ")
                    .append(Numbers.text(table.rows().size()))
                    .append(" rows.</p>\n");
        }
        return out.append(html(new Table(
                        table.header(),
                        table.rows().subList(0, Math.min(ROWS, table.rows().size())))))
                .toString();
    }

    /** A table in HTML that can be scrolled sideways; numbers stand right. */
    public static String html(Table table) {
        StringBuilder out = new StringBuilder("<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>");
        for (int column = 0; column < table.header().size(); column++) {
            boolean numbers = !table.rows().isEmpty() && table.rows().getFirst().get(column) instanceof Number;
            out.append(numbers ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">")
                    .append(Svg.escaped(table.header().get(column)))
                    .append("</th>");
        }
        out.append("</tr></thead>\n<tbody>\n");
        for (List<Object> row : table.rows()) {
            out.append("<tr>");
            for (Object cell : row) {
                String text = Table.text(cell);
                String look =
                        cell instanceof Number ? " class=\"number\"" : text.length() > WORDS ? " class=\"words\"" : "";
                out.append("<td")
                        .append(look)
                        .append('>')
                        .append(Svg.escaped(text))
                        .append("</td>");
            }
            out.append("</tr>\n");
        }
        return out.append("</tbody>\n</table></div>\n").toString();
    }

    /** A text that stands for itself between tags and inside quoted attributes. */
    public static String escaped(String text) {
        return Svg.escaped(text);
    }

    private static String resource(String name) {
        try (InputStream in = ChartPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
