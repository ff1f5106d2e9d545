package dev.matinee.server.web;

import static dev.matinee.server.web.Html.el;

import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.chart.ChartPage;
import dev.matinee.lab.chart.Table;
import java.util.List;

/** Parts that many pages are made of. */
final class Parts {
    private Parts() {}

    /** A number with what it is. */
    static Html tile(String what, String number, String more) {
        return el("div.tile", el("dt", what), el("dd", number, more.isEmpty() ? Html.NONE : el("small", more)));
    }

    /** The same of a text. */
    static Html words(String what, String text) {
        return el("div.tile.words", el("dt", what), el("dd", text));
    }

    static Html tiles(List<Html> tiles) {
        return el("dl.tiles", tiles);
    }

    /** A section with a heading; its id is an address on the page. */
    static Html section(String id, String title, Object... content) {
        return el("section.part", el("h2", title), Html.of(content)).with("id", id);
    }

    /** A chart that is drawn already and can be looked into. */
    static Html chart(Chart chart) {
        return Html.trusted(ChartPage.drawnFigure(chart, ""));
    }

    /** The same beside another, below a heading. */
    static Html half(Chart chart, String heading) {
        return Html.trusted(ChartPage.drawnHalf(chart, heading));
    }

    /** Charts side by side where there is room. */
    static Html charts(List<Chart> charts) {
        return el("div.charts", charts.stream().map(chart -> half(chart, "")).toList());
    }

    static Html table(Table table) {
        return Html.trusted(ChartPage.html(table));
    }

    /** A table that can be moved sideways where it is too wide. */
    static Html grid(String label, List<Html> rows, Html... heads) {
        return scroll(el("table", el("thead", el("tr", List.of(heads))), el("tbody", rows)), label);
    }

    private static Html scroll(Html table, String label) {
        return el("div.scroll", table)
                .with("tabindex", "0")
                .with("role", "region")
                .with("aria-label", label);
    }

    /** What a column of words holds. */
    static Html head(String name) {
        return el("th", name).with("scope", "col");
    }

    /** What a column of numbers holds. */
    static Html numberHead(Object name) {
        return el("th.number", name).with("scope", "col");
    }

    /** Where there is nothing: why, and what to do. */
    static Html nothing(String why, Object... what) {
        return el("div.nothing", el("p", el("strong", why)), what.length == 0 ? Html.NONE : el("p", what));
    }

    /** A bar that shows a share, for sighted readers beside a number that all read. */
    static Html bar(double share) {
        long percent = Math.round(100 * Math.clamp(share, 0, 1));
        return Html.trusted(
                "<svg class=\"bar\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                        + "<rect class=\"track\" width=\"100\" height=\"8\" rx=\"2\"/><rect class=\"fill\" width=\""
                        + percent
                        + "\" height=\"8\" rx=\"2\"/></svg>");
    }

    /** A link that looks like a button. */
    static Html button(String address, String text) {
        return el("a.button", text).with("href", address);
    }

    /** A part that the server is asked for when it comes into view, and until then an empty place. */
    static Html later(String address, String what) {
        return el("div.later", el("p.muted", el("a", what).with("href", address)))
                .with("hx-get", address)
                .with("hx-trigger", "revealed")
                .with("hx-swap", "outerHTML");
    }
}
