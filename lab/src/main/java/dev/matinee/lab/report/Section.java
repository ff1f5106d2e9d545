package dev.matinee.lab.report;

import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.chart.ChartPage;
import dev.matinee.lab.chart.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a report, filled bit by bit; every text is escaped here.
 */
public final class Section {
    private final String id;
    private final String title;
    private final List<String> headings = new ArrayList<>();
    private final StringBuilder html = new StringBuilder();

    /**
     * An empty one.
     *
     * @param id what links name it: small letters, digits and hyphens
     */
    public Section(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** A heading, which the table of contents names. */
    public Section heading(String text) {
        headings.add(text);
        html.append("<h3 id=\"")
                .append(anchor(headings.size()))
                .append("\">")
                .append(ChartPage.escaped(text))
                .append("</h3>\n");
        return this;
    }

    private String anchor(int heading) {
        return id + "-" + heading;
    }

    /** The section's entry in the table of contents, with its headings where there are several. */
    String contents() {
        StringBuilder entry = new StringBuilder("<li>" + link(id, title));
        if (headings.size() > 1) {
            entry.append("\n<ul>\n");
            for (int heading = 1; heading <= headings.size(); heading++) {
                entry.append("<li>")
                        .append(link(anchor(heading), headings.get(heading - 1)))
                        .append("</li>\n");
            }
            entry.append("</ul>");
        }
        return entry.append("</li>\n").toString();
    }

    private static String link(String to, String text) {
        return "<a href=\"#" + to + "\">" + ChartPage.escaped(text) + "</a>";
    }

    Section subheading(String text) {
        html.append("<h4>").append(ChartPage.escaped(text)).append("</h4>\n");
        return this;
    }

    /** Lines with bullets; nothing for none. */
    public Section list(List<String> lines) {
        if (!lines.isEmpty()) {
            html.append("<ul>\n");
            lines.forEach(
                    line -> html.append("<li>").append(ChartPage.escaped(line)).append("</li>\n"));
            html.append("</ul>\n");
        }
        return this;
    }

    /** A paragraph; nothing for an empty one. */
    public Section text(String text) {
        if (!text.isEmpty()) {
            html.append("<p>").append(ChartPage.escaped(text)).append("</p>\n");
        }
        return this;
    }

    /** A paragraph that ends in a link. */
    public Section linked(String text, String to, String name) {
        html.append("<p>")
                .append(ChartPage.escaped(text))
                .append(" <a href=\"")
                .append(ChartPage.escaped(to))
                .append("\">")
                .append(ChartPage.escaped(name))
                .append("</a></p>\n");
        return this;
    }

    /** A table. */
    public Section table(Table table) {
        html.append(ChartPage.html(table));
        return this;
    }

    /** A picture with its numbers. */
    public Section chart(Chart chart) {
        html.append(ChartPage.figure(chart, headings.isEmpty() ? "" : headings.getLast()));
        return this;
    }

    String html() {
        return "<section id=\"" + id + "\">\n<h2>" + ChartPage.escaped(title) + "</h2>\n" + html + "</section>\n";
    }
}
