package dev.matinee.server.web;

import static dev.matinee.server.web.Html.el;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.segments.FeatureNames;
import dev.matinee.lab.segments.SegmentCharts;
import dev.matinee.lab.segments.SegmentStore;
import dev.matinee.lab.segments.UserScatter;
import dev.matinee.server.api.Api;
import dev.matinee.server.api.Call;
import dev.matinee.server.api.Endpoint;
import dev.matinee.server.api.Reply;
import dev.matinee.server.security.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Who the users are: segments by what is known of them or by taste, how many there are and why, and how far they can be trusted. */
final class SegmentsPage {
    private static final String HOME = "/segments";
    private static final int GENRES = 5;
    private static final int MOVIES = 5;

    private final Layout layout;
    private final Api api;
    private final SegmentStore store;

    SegmentsPage(Layout layout, Api api, Workspace workspace) {
        this.layout = layout;
        this.api = api;
        this.store = new SegmentStore(workspace);
    }

    List<Endpoint> all() {
        return List.of(
                Web.get(HOME, this::page, "name"),
                Web.get("/segments/map", call -> Web.part(map(call)), "name"),
                Web.get("/segments/tastes", call -> Web.part(tastes(call)), "name", "segment"),
                Endpoint.post(HOME, this::divide).needs(Scope.ADMIN));
    }

    private Reply page(Call call) {
        List<Facts> saved = new Facts(api.ask(call, "GET /api/v1/segments", Map.of(), Map.of())).list("segments");
        Html lead = Html.of("Who the users are, and which of them are alike.");
        if (saved.isEmpty()) {
            Html nothing = Parts.nothing(
                    "Users were not divided into segments yet.", "Do it here, or with: ./matinee segment");
            return Web.page(layout, call, new Page("Segments", HOME, lead, Html.of(nothing, form(call))));
        }
        List<String> names = saved.stream().map(one -> one.text("name")).toList();
        String name = call.query().text("name").orElse(names.contains("audience") ? "audience" : names.getFirst());
        Facts shown = saved.stream()
                .filter(one -> one.text("name").equals(name))
                .findFirst()
                .orElseThrow(() -> MatineeException.notFound(
                        "there are no segments " + name + Nearest.hint(name, names),
                        "there are " + String.join(", ", names)));
        return Web.page(layout, call, new Page("Segments", HOME, lead, body(call, name, names, shown)));
    }

    private static Html tabs(String name, List<String> names) {
        return names.size() < 2
                ? Html.NONE
                : el(
                                "nav.tabs",
                                names.stream()
                                        .map(one -> {
                                            Html link = el("a", one).with("href", HOME + "?name=" + Words.encoded(one));
                                            return one.equals(name) ? link.with("aria-current", "page") : link;
                                        })
                                        .toList())
                        .with("aria-label", "Segments");
    }

    private Html body(Call call, String name, List<String> names, Facts saved) {
        List<Facts> segments = saved.list("segments");
        List<Chart> charts = SegmentCharts.overall("segments", saved.json());
        List<Chart> curves = charts.stream().filter(SegmentsPage::isCurve).toList();
        List<Chart> others = charts.stream().filter(chart -> !isCurve(chart)).toList();
        List<Html> tastes = segments.stream()
                .filter(segment -> !segment.list("bestMovies").isEmpty())
                .map(segment -> Html.of(
                        el("h3", segment.text("segment") + ": " + segment.text("label")),
                        Parts.later(
                                "/segments/tastes?name=" + Words.encoded(name) + "&segment=" + segment.text("segment"),
                                "Show what they like")))
                .toList();
        return Html.of(
                tabs(name, names),
                tiles(saved),
                Parts.section(
                        "who",
                        "Who they are",
                        el("ul.cards", segments.stream().map(SegmentsPage::card).toList())),
                Parts.section(
                        "map",
                        "All of them",
                        Parts.later("/segments/map?name=" + Words.encoded(name), "Show the users")),
                Parts.section(
                        "number", "Why " + saved.text("k") + " segments", el("p", why(saved)), Parts.charts(curves)),
                Parts.section("compared", "Compared", Parts.charts(others)),
                tastes.isEmpty() ? Html.NONE : Parts.section("tastes", "Tastes of each", tastes),
                saved.texts("notes").stream()
                        .map(note -> el("p.note", Words.sentence(note) + "."))
                        .toList(),
                form(call));
    }

    private static boolean isCurve(Chart chart) {
        return chart.name().endsWith("-inertia") || chart.name().endsWith("-silhouette");
    }

    private static Html tiles(Facts saved) {
        Facts rand = saved.object("stability").object("adjustedRand");
        String by = saved.object("matrix").isEmpty()
                ? String.join(", ", saved.texts("features"))
                : "taste in the " + Words.count(saved.object("matrix").number("movies")) + " most rated movies";
        return Parts.tiles(List.of(
                Parts.tile("Segments", saved.text("k"), Words.count(saved.number("rows")) + " users"),
                Parts.words("Divided by", by),
                Parts.tile("Silhouette", Words.decimal(saved.number("silhouette"), 3), "1: far apart, 0: touching"),
                Parts.tile(
                        "Stability",
                        Words.decimal(rand.number("mean"), 2),
                        rand.isEmpty() ? "was not measured" : "found again when users are drawn anew; 1: the same")));
    }

    private static String why(Facts saved) {
        Facts suggested = saved.object("suggested");
        String others = suggested.json().entrySet().stream()
                .map(entry -> "the " + entry.getKey() + " suggests " + entry.getValue())
                .collect(Collectors.joining(", "));
        String how = switch (saved.text("chosenBy")) {
            case "elbow" ->
                "The number was chosen where the sum of squared distances stops falling quickly (the elbow)";
            case "silhouette" ->
                "The number was chosen where users are closest to their own segment compared with the next"
                        + " (the silhouette)";
            default -> "The number was given";
        };
        return how + (others.isEmpty() ? "." : ": " + others + ".");
    }

    private static Html card(Facts segment) {
        Facts means = segment.object("means");
        double share = segment.number("share").orElse(0);
        return el(
                "li.card",
                el("h3", segment.text("segment") + ": " + segment.text("label")),
                el("p.muted", segment.text("interpretation")),
                Parts.bar(share),
                el(
                        "p",
                        Words.count(segment.number("users").orElse(0), "user", "users"),
                        " (" + Words.percent(share) + ") gave "
                                + Words.percent(segment.number("shareOfRatings").orElse(0)) + " of the ratings; ",
                        Words.decimal(means.number("ratings"), 0),
                        " each, mean ",
                        Words.decimal(means.number("mean"), 2)),
                line(
                        "Watches more",
                        segment.list("topGenres").stream()
                                .limit(GENRES)
                                .map(taste -> taste.text("genre") + " × " + Words.decimal(taste.number("lift"), 2))
                                .toList()),
                line(
                        "Likes less",
                        segment.list("dislikedGenres").stream()
                                .limit(GENRES)
                                .map(taste -> taste.text("genre"))
                                .toList()),
                line(
                        "Typical movies",
                        segment.list("typicalMovies").stream()
                                .limit(MOVIES)
                                .map(MovieView::label)
                                .toList()),
                el(
                        "p",
                        el("a", "A user of this segment")
                                .with(
                                        "href",
                                        "/recommendations/random?segment=" + Words.encoded(segment.text("label")))));
    }

    private static Html line(String what, List<String> items) {
        return items.isEmpty() ? Html.NONE : el("p", el("strong", what + ": "), String.join(", ", items));
    }

    private Html tastes(Call call) {
        String wanted = call.query().required("segment");
        Facts segment = new Facts(store.read(call.query().required("name")))
                .list("segments").stream()
                        .filter(one -> one.text("segment").equals(wanted))
                        .findFirst()
                        .orElseThrow(() -> MatineeException.notFound("there is no segment " + wanted, ""));
        return Parts.charts(SegmentCharts.ofSegment("segments", segment.json()));
    }

    private Html map(Call call) {
        String name = call.query().required("name");
        return Parts.chart(
                UserScatter.of("segments-map", call.served().catalog().ratings(), store.labels(name)));
    }

    private Html form(Call call) {
        if (!call.visitor().may(Scope.ADMIN)) {
            return el("p.note", "Dividing users anew needs a key with the scope admin.");
        }
        List<Html> features = FeatureNames.BASIC.stream()
                .map(feature ->
                        Forms.tick(Words.plain(feature), "features", feature, FeatureNames.DEFAULT.contains(feature)))
                .toList();
        Html form = Forms.form(
                        HOME,
                        call.visitor(),
                        el(
                                "div.fields",
                                Forms.field(
                                        "Name",
                                        Forms.input("text", "name", "audience").with("required", true),
                                        "what the segments are kept as"),
                                Forms.field(
                                        "Number of segments",
                                        Forms.input("number", "k", "")
                                                .with("min", 2)
                                                .with("max", 1000)
                                                .with("placeholder", "chosen"),
                                        "where it is empty, it is chosen from 2 to 10"),
                                Forms.field(
                                        "Chosen by",
                                        Forms.select("chooseBy", List.of("elbow", "silhouette"), "elbow", by -> by)),
                                Forms.field(
                                        "Divided by",
                                        Forms.select(
                                                "by",
                                                List.of("features", "tastes"),
                                                "features",
                                                by -> by.equals("tastes")
                                                        ? "taste in movies"
                                                        : "the features ticked"))),
                        el("fieldset", el("legend", "Features"), el("div.ticks", features)),
                        el("button", "Divide"))
                .with("class", "card");
        return Parts.section("divide", "Divide them another way", form);
    }

    private Reply divide(Call call) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", call.body().required("name"));
        call.body().whole("k", 2, 1000).ifPresent(k -> body.put("k", (long) k));
        body.put("chooseBy", call.body().text("chooseBy").orElse("elbow"));
        boolean tastes = call.body().text("by").orElse("features").equals("tastes");
        body.put("tastes", tastes);
        Object features = call.body().values().get("features");
        if (!tastes && features != null) {
            body.put("features", features instanceof List<?> several ? several : List.of(features));
        }
        return JobPage.goTo(api.ask(call, "POST /api/v1/segments", Map.of(), body));
    }
}
