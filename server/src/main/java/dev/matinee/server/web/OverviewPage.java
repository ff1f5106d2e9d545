package dev.matinee.server.web;

import static dev.matinee.server.web.Html.el;

import dev.matinee.data.catalog.QualityFinding;
import dev.matinee.engine.MatineeException;
import dev.matinee.lab.explore.Exploration;
import dev.matinee.lab.explore.Topic;
import dev.matinee.server.api.Api;
import dev.matinee.server.api.Call;
import dev.matinee.server.api.Endpoint;
import dev.matinee.server.api.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the ratings are, and what the audience looks like. */
final class OverviewPage {
    private static final String HOME = "/";
    /** Longer tables stand below their pictures, where each can be unfolded. */
    private static final int ROWS = 20;

    /** What has a part of its own on the page. */
    private static final List<String> ELSEWHERE = List.of("topMovies", "heavilyRated", "bestOfEachGenre", "sampleRows");

    private final Layout layout;
    private final Api api;
    private final Explored explored;

    OverviewPage(Layout layout, Api api, Explored explored) {
        this.layout = layout;
        this.api = api;
        this.explored = explored;
    }

    List<Endpoint> all() {
        return List.of(
                Web.get(HOME, this::page),
                Web.get("/overview/audience", this::audience),
                Web.get("/overview/topics/{name}", this::topic),
                Web.get("/overview/top", call -> Web.part(top(call)), "genre", "from", "to", "by"),
                Web.get("/overview/rejected/{rule}", this::rejected));
    }

    private Reply page(Call call) {
        Facts catalog = new Facts(api.ask(call, "GET /api/v1/catalog", Map.of(), Map.of()));
        Facts data = catalog.object("data");
        Html lead = Html.of(
                Words.count(data.number("ratings")),
                " ratings by ",
                Words.count(data.number("users")),
                " users of ",
                Words.count(data.number("movies")),
                " movies",
                data.text("from").isEmpty()
                        ? ""
                        : ", from " + Words.day(data.text("from")) + " to " + Words.day(data.text("to")));
        Html body = Html.of(
                tiles(data, call),
                el(
                        "div.columns",
                        Parts.section(
                                "quality",
                                "What was found amiss",
                                findings(call.served().catalog().quality())),
                        Parts.section("try", "Where to go from here", next())),
                Parts.section("top", "The best movies", topForm(call), top(call)),
                el("div", later())
                        .with("id", "audience")
                        .with("hx-get", "/overview/audience")
                        .with("hx-trigger", "load")
                        .with("hx-swap", "innerHTML"));
        return Web.page(layout, call, new Page(data.text("name"), HOME, lead, body));
    }

    private static Html later() {
        return Parts.section(
                "working",
                "The audience",
                el("p.working", el("span.spinner", ""), "The pictures are being worked out; they come by themselves.")
                        .with("role", "status"));
    }

    private static Html tiles(Facts data, Call call) {
        double users = data.number("users").orElse(1);
        double ratings = data.number("ratings").orElse(0);
        double rated = data.number("ratedMovies").orElse(1);
        Facts scale = data.object("scale");
        return Parts.tiles(List.of(
                Parts.tile("Ratings", Words.large(ratings), Words.decimal(ratings / rated, 0) + " for each movie"),
                Parts.tile("Users", Words.large(users), Words.decimal(ratings / users, 0) + " ratings each"),
                Parts.tile("Movies rated", Words.large(rated), "of " + Words.count(data.number("movies"))),
                Parts.tile(
                        "Mean rating",
                        Words.decimal(call.served().catalog().mean(), 2),
                        "on a scale of " + scale.text("min") + " to " + scale.text("max")),
                Parts.tile(
                        "Filled",
                        Words.decimal(100 * (1 - data.number("sparsity").orElse(1)), 2) + " %",
                        "of all pairs of user and movie")));
    }

    /** What was found, each finding with its first row; where rows were rejected, with a way to them. */
    static Html findings(List<QualityFinding> quality) {
        List<Html> rows = new ArrayList<>();
        for (QualityFinding finding : quality) {
            if (finding.rows() > 0) {
                String rule = finding.rule().json();
                rows.add(el(
                        "tr",
                        el("th", Words.sentence(Words.plain(rule))).with("scope", "row"),
                        el("td.number", Words.count((double) finding.rows())),
                        el(
                                "td",
                                finding.rule().rejects()
                                        ? el("a", "rejected").with("href", "/overview/rejected/" + rule)
                                        : "kept"),
                        el("td.words", finding.example())));
            }
        }
        return rows.isEmpty()
                ? el("p", "Nothing: every row of the source passed every rule.")
                : Parts.grid(
                        "What was found amiss",
                        rows,
                        Parts.head("Finding"),
                        Parts.numberHead("Rows"),
                        Parts.head("Rows are"),
                        Parts.head("The first"));
    }

    private static Html next() {
        return el(
                "ul.ways",
                way("/segments", "Segments", "who the users are, and which are alike"),
                way("/tastes", "Tastes", "what tastes differ in, and a map of movies"),
                way("/models", "Models", "which one is best, and by how much"),
                way("/recommendations", "Recommendations", "what a user would like, and why"),
                way("/visitor", "A new visitor", "rate a few movies, and see the list follow"));
    }

    private static Html way(String address, String name, String what) {
        return el("li", el("a", el("strong", name), el("span", what)).with("href", address));
    }

    private Html topForm(Call call) {
        List<String> genres = new ArrayList<>(List.of(""));
        genres.addAll(call.served().catalog().rated().genres());
        return el(
                        "form.filters",
                        Forms.field(
                                "Genre",
                                Forms.select("genre", genres, "", genre -> genre.isEmpty() ? "All genres" : genre)),
                        Forms.field("Released from", year("from")),
                        Forms.field("to", year("to")),
                        el("noscript", el("button", "Show")))
                .with("action", "/overview/top")
                .with("hx-get", "/overview/top")
                .with("hx-trigger", "change, input changed delay:400ms")
                .with("hx-target", "#top-list")
                .with("hx-swap", "outerHTML");
    }

    private static Html year(String name) {
        return Forms.input("number", name, "")
                .with("min", 1880)
                .with("max", 2100)
                .with("placeholder", "any year");
    }

    private Html top(Call call) {
        Map<String, Object> given = new LinkedHashMap<>(call.query().values());
        given.put("top", "12");
        Facts answer = new Facts(api.ask(call, "GET /api/v1/movies/top", Map.of(), given));
        List<Html> cards = answer.list("items").stream()
                .map(item -> MovieView.card(
                        item,
                        el(
                                "p",
                                MovieView.stars(Math.round(item.number("score").orElse(0) * 100) / 100.0),
                                " by " + Words.count(item.number("ratings").orElse(0), "user", "users"))))
                .toList();
        Html list = cards.isEmpty()
                ? Parts.nothing("There is no such movie.", "Choose another genre or more years.")
                : MovieView.cards(cards);
        return el(
                        "div",
                        list,
                        el(
                                "p.note",
                                "Ordered by weighted score: every movie is given " + answer.text("prior")
                                        + " ratings of the mean of all, "
                                        + Words.decimal(answer.number("mean"), 2) + ", beside its own."))
                .with("id", "top-list")
                .with("aria-live", "polite");
    }

    /** All topics as places that are filled when they come into view; or that it takes a while. */
    private Reply audience(Call call) {
        Optional<Exploration> exploration = explored.of(call.served().catalog().version());
        if (exploration.isEmpty()) {
            return Web.part(el("div", later())
                    .with("hx-get", "/overview/audience")
                    .with("hx-trigger", "load delay:1s")
                    .with("hx-swap", "outerHTML"));
        }
        List<Html> places = exploration.get().topics().stream()
                .filter(topic -> !ELSEWHERE.contains(topic.name()))
                .map(topic -> el(
                                "section.part.topic",
                                el("h2", topic.title()),
                                Parts.later("/overview/topics/" + topic.name(), "Show it"))
                        .with("id", topic.name()))
                .toList();
        List<Html> leftOut = exploration.get().leftOut().stream()
                .map(why -> el("p.note", why))
                .toList();
        return Web.part(Html.of(el("div.topics", places), leftOut));
    }

    private Reply topic(Call call) {
        String name = call.id("name");
        Topic topic = explored.of(call.served().catalog().version()).stream()
                .flatMap(exploration -> exploration.topics().stream())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> MatineeException.notFound(
                        "there is no such part of the overview, or not yet", "load the page again in a moment"));
        boolean noted = topic.charts().stream().anyMatch(chart -> chart.note().equals(topic.text()));
        return Web.part(Html.of(
                noted || topic.text().isEmpty() ? Html.NONE : el("p", topic.text()),
                topic.charts().stream()
                        .map(chart -> Parts.half(chart, topic.title()))
                        .toList(),
                topic.charts().isEmpty() && topic.table().rows().size() <= ROWS
                        ? Parts.table(topic.table())
                        : Html.NONE));
    }

    private Reply rejected(Call call) {
        String rule = call.id("rule");
        Facts answer = new Facts(api.ask(call, "GET /api/v1/catalog/rejected", Map.of(), Map.of("rule", rule)));
        List<Facts> rows = answer.list("items");
        double all = answer.number("rows").orElse(0);
        Html body = rows.isEmpty()
                ? Parts.nothing("No row was rejected for this.", "Rows that break this rule are kept.")
                : Html.of(
                        rejected(rows),
                        all > rows.size()
                                ? el("p.note", "The first " + rows.size() + " of " + Words.count(all) + ".")
                                : Html.NONE);
        return Web.page(
                layout,
                call,
                new Page(
                        "Rejected rows: " + Words.plain(rule),
                        HOME,
                        Html.of(Words.count(all, "row", "rows")
                                + " of the source are in no table of the catalog for this."),
                        body));
    }

    /** Rows that are in no table, and why. */
    static Html rejected(List<Facts> rows) {
        return Parts.grid(
                "Rejected rows",
                rows.stream()
                        .map(row -> el(
                                "tr",
                                el("th", row.text("file") + ", line " + row.text("line"))
                                        .with("scope", "row"),
                                el("td.words", row.text("reason")),
                                el("td", el("code", row.text("raw")))))
                        .toList(),
                Parts.head("Where"),
                Parts.head("Why"),
                Parts.head("The row"));
    }
}
