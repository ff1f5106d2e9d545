package dev.matinee.lab.report;

import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.chart.ChartPage;
import dev.matinee.lab.chart.Table;

/**
 * A part of a report, filled bit by bit; every text is escaped here.
 */
final class Section {
    private final String id;
    private final String title;
    private final StringBuilder html = new StringBuilder();

    Section(String id, String title) {
        this.id = id;
        this.title = title;
    }

    String id() {
        return id;
    }

    String title() {
        return title;
    }

    Section heading(String text) {
        html.append("<h3>").append(ChartPage.escaped(text)).append("</h3>\n");
        return this;
    }

    Section text(String text) {
        if (!text.isEmpty()) {
            html.append("<p>").append(ChartPage.escaped(text)).append("</p>\n");
        }
        return this;
    }

    Section table(Table table) {
        html.append(ChartPage.html(table));
        return this;
    }

    Section chart(Chart chart) {
        html.append(ChartPage.figure(chart));
        return this;
    }

    String html() {
        return "<section id=\"" + id + "\">\n<h2>" + ChartPage.escaped(title) + "</h2>\n" + html + "</section>\n";
    }
}
