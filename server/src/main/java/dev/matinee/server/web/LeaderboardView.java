package dev.matinee.server.web;

import static dev.matinee.server.web.Html.el;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Evaluations that can be compared, side by side. */
final class LeaderboardView {
    /** What is shown of many metrics, where they were measured. */
    private static final List<String> SHOWN = List.of("ndcg@10", "recall@10", "rmse", "rocAuc");

    private LeaderboardView() {}

    static Html of(Facts board, int number) {
        String metric = board.text("metric");
        List<Facts> results = board.list("results");
        Set<String> metrics = new LinkedHashSet<>();
        metrics.add(metric);
        for (String one : SHOWN) {
            if (results.stream()
                    .anyMatch(result -> !result.object("metrics").object(one).isEmpty())) {
                metrics.add(one);
            }
        }
        List<Html> head = new ArrayList<>();
        head.add(Parts.numberHead("Rank"));
        head.add(Parts.head("Model"));
        head.add(Parts.head("Verdict"));
        for (String one : metrics) {
            head.add(
                    one.equals(metric)
                            ? el("th.number", one).with("scope", "col").with("aria-sort", "descending")
                            : el(
                                            "th.number",
                                            el("a", one)
                                                    .with("href", "/models?by=" + Words.encoded(one) + "#leaderboard"))
                                    .with("scope", "col"));
            if (one.equals(metric)) {
                head.add(Parts.head("95 %"));
            }
        }
        for (String cost : List.of("Training", "Memory", "Request")) {
            head.add(Parts.numberHead(cost));
        }
        double[] span = span(results, metric);
        List<Html> rows = results.stream()
                .map(result -> row(result, metric, metrics, span))
                .toList();
        Facts data = board.object("data");
        Facts split = board.object("split");
        String title = data.text("name") + ", divided by " + split.text("kind");
        Set<String> all = new TreeSet<>();
        results.forEach(
                result -> result.object("metrics").json().keySet().forEach(one -> all.add(String.valueOf(one))));
        return el(
                "div.board",
                el("h3", title),
                el(
                                "form.filters",
                                Forms.field("Order by", Forms.select("by", List.copyOf(all), metric, name -> name)),
                                el("button.quiet", "Order"))
                        .with("action", "/models")
                        .with("aria-label", "Order leaderboard " + number),
                Parts.grid("Leaderboard of " + title, rows, head.toArray(Html[]::new)),
                results.stream()
                        .filter(result -> !result.text("leak").isEmpty())
                        .map(result ->
                                el("p.note", result.text("model") + " is too good to be true: " + result.text("leak")))
                        .toList(),
                results.size() > 1 ? compare(results, number) : Html.NONE);
    }

    private static double[] span(List<Facts> results, String metric) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Facts result : results) {
            Facts measured = result.object("metrics").object(metric);
            low = Math.min(
                    low, measured.number("low").orElse(measured.number("mean").orElse(low)));
            high = Math.max(
                    high, measured.number("high").orElse(measured.number("mean").orElse(high)));
        }
        return new double[] {low, high};
    }

    private static Html row(Facts result, String metric, Set<String> metrics, double[] span) {
        List<Html> cells = new ArrayList<>();
        cells.add(el("td.number", result.text("rank")));
        cells.add(el("th", el("a", result.text("model")).with("href", "/models/" + result.text("model")))
                .with("scope", "row"));
        cells.add(el(
                "td",
                el(
                        "span.verdict." + result.text("verdict").replaceAll("[^A-Za-z]", ""),
                        Words.plain(result.text("verdict")))));
        for (String one : metrics) {
            Facts measured = result.object("metrics").object(one);
            cells.add(el("td.number", Words.decimal(measured.number("mean"), 4)));
            if (one.equals(metric)) {
                cells.add(el("td.interval", interval(measured, span)));
            }
        }
        cells.add(el("td.number", Words.seconds(result.number("trainSeconds").orElse(0))));
        cells.add(el("td.number", Words.bytes(result.number("bytes").orElse(0))));
        cells.add(el(
                "td.number",
                result.number("requestMillis").isPresent()
                        ? Words.decimal(result.number("requestMillis"), 2) + " ms"
                        : "–"));
        return el("tr", cells);
    }

    /** The interval as a line within all that are on the board, and in numbers for those who do not see it. */
    private static Html interval(Facts measured, double[] span) {
        if (measured.number("low").isEmpty() || !(span[1] > span[0])) {
            return el("span.muted", "–");
        }
        double low = place(measured.number("low").getAsDouble(), span);
        double high = place(measured.number("high").orElse(0), span);
        double mean = place(measured.number("mean").orElse(0), span);
        String text = Words.decimal(measured.number("low"), 4) + " to " + Words.decimal(measured.number("high"), 4);
        return Html.trusted(String.format(
                Locale.ROOT,
                "<svg class=\"whisker\" viewBox=\"0 0 120 16\" role=\"img\" aria-label=\"%s\"><title>%s</title>"
                        + "<line class=\"whole\" x1=\"4\" x2=\"116\" y1=\"8\" y2=\"8\"/>"
                        + "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"8\" y2=\"8\"/><circle cx=\"%.1f\" cy=\"8\" r=\"4\"/></svg>",
                text,
                text,
                low,
                high,
                mean));
    }

    private static double place(double value, double[] span) {
        return 4 + 112 * (value - span[0]) / (span[1] - span[0]);
    }

    private static Html compare(List<Facts> results, int number) {
        List<String> runs = results.stream().map(result -> result.text("run")).toList();
        return el(
                        "form.filters",
                        Forms.field("Compare", Forms.select("a", runs, runs.get(0), run -> label(results, run))),
                        Forms.field("with", Forms.select("b", runs, runs.get(1), run -> label(results, run))),
                        el("button.quiet", "Compare"))
                .with("action", "/models/compare")
                .with("aria-label", "Compare two of leaderboard " + number);
    }

    private static String label(List<Facts> results, String run) {
        Facts result = results.stream()
                .filter(one -> one.text("run").equals(run))
                .findFirst()
                .orElseThrow();
        return result.text("rank") + " " + result.text("model");
    }
}
