package dev.matinee.server.web;

import static dev.matinee.server.web.Html.el;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleFunction;

/** What models reach where little is known: new users and new movies, by number of ratings. */
final class ColdStartView {
    private ColdStartView() {}

    /** A section of a leaderboard's page; nothing where nothing was measured. */
    static Html of(Facts boards) {
        List<Html> parts = new ArrayList<>();
        for (Facts group : boards.list("coldStarts")) {
            String data = group.object("data").text("name");
            parts.add(table(
                    data + ", new users: NDCG@10 by how many of their ratings are known",
                    group.list("results"),
                    "newUsers",
                    value -> String.format(Locale.ROOT, "%.3f", value)));
            parts.add(table(
                    data
                            + ", new movies: how many of those who like one get it among their first 100, by its number of ratings",
                    group.list("results"),
                    "newMovies",
                    Words::percent));
        }
        return parts.isEmpty()
                ? Html.NONE
                : Parts.section(
                        "cold-start",
                        "Where little is known",
                        parts,
                        el(
                                "p.note",
                                "Marked is what is better than popularity and, for movies, chance by more than the draw of"
                                        + " users or movies explains (95 %)."));
    }

    private static Html table(String title, List<Facts> results, String part, DoubleFunction<String> shown) {
        Set<Integer> counts = new TreeSet<>();
        results.forEach(result -> result.object(part)
                .json()
                .keySet()
                .forEach(count -> counts.add(Integer.valueOf(String.valueOf(count)))));
        List<Html> head = new ArrayList<>(List.of(Parts.head("Model")));
        counts.forEach(count -> head.add(Parts.numberHead(count + (count == 1 ? " rating" : " ratings"))));
        List<Html> rows = new ArrayList<>();
        for (Facts result : results) {
            if (!result.object(part).isEmpty()) {
                List<Html> cells = new ArrayList<>();
                cells.add(el("th", result.text("model")).with("scope", "row"));
                counts.forEach(count -> cells.add(cell(result.object(part).object(Integer.toString(count)), shown)));
                rows.add(el("tr", cells));
            }
        }
        rows.addAll(baseline("popularity", results, part, counts, shown));
        rows.addAll(baseline("chance", results, part, counts, shown));
        return el("div.board", el("h3", title), Parts.grid(title, rows, head.toArray(Html[]::new)));
    }

    private static Html cell(Facts reached, DoubleFunction<String> shown) {
        if (reached.isEmpty()) {
            return el("td.number", "-");
        }
        String interval = shown.apply(reached.number("low").orElse(0)) + " to "
                + shown.apply(reached.number("high").orElse(0));
        return el(
                        "td.number",
                        shown.apply(reached.number("mean").orElse(0)),
                        reached.is("better") ? Html.of(" ", el("span.badge", "better")) : Html.NONE)
                .with("title", "95 %: " + interval);
    }

    /** What is reached without a model: the same for all that met the same users and movies. */
    private static List<Html> baseline(
            String name, List<Facts> results, String part, Set<Integer> counts, DoubleFunction<String> shown) {
        List<Html> cells = new ArrayList<>();
        cells.add(el("th.muted", name).with("scope", "row"));
        for (int count : counts) {
            cells.add(results.stream()
                    .map(result ->
                            result.object(part).object(Integer.toString(count)).object(name))
                    .filter(one -> !one.isEmpty())
                    .findFirst()
                    .map(one -> el("td.number", shown.apply(one.number("mean").orElse(0))))
                    .orElseGet(() -> el("td.number", "-")));
        }
        boolean any = results.stream()
                .flatMap(result ->
                        counts.stream().map(count -> result.object(part).object(Integer.toString(count))))
                .anyMatch(one -> !one.object(name).isEmpty());
        return any ? List.of(el("tr", cells)) : List.of();
    }
}
