package dev.matinee.server.web;

import static dev.matinee.server.web.Html.el;

import dev.matinee.server.api.Api;
import dev.matinee.server.api.Call;
import dev.matinee.server.api.Endpoint;
import dev.matinee.server.api.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a user would like, and why: history, tastes, lists by one model or by two. */
final class RecommendationsPage {
    private static final String HOME = "/recommendations";
    private static final String[] OPTIONS = {
        "user", "model", "beside", "genre", "from", "to", "minimumRatings", "diversity"
    };
    private static final int PLACES = 12;
    private static final int HISTORY = 24;
    private static final int TASTES = 8;

    private final Layout layout;
    private final Api api;

    RecommendationsPage(Layout layout, Api api) {
        this.layout = layout;
        this.api = api;
    }

    List<Endpoint> all() {
        return List.of(
                Web.get(HOME, this::page, OPTIONS),
                Web.get("/recommendations/lists", this::part, OPTIONS),
                Endpoint.get("/recommendations/users", Endpoint.Cache.NONE, this::users, "search", "segment"),
                Endpoint.get("/recommendations/random", Endpoint.Cache.NONE, this::random, "segment"));
    }

    private Reply page(Call call) {
        Optional<String> user = call.query().text("user");
        if (user.isEmpty()) {
            Html lead = Html.of(
                    "Choose a user to see what was rated, what is recommended, and why; or be a new visitor, and rate a few movies.");
            return Web.page(layout, call, new Page("Recommendations", HOME, lead, picker(call)));
        }
        Facts known = new Facts(api.ask(
                call, "GET /api/v1/users/{id}", Map.of("id", user.get()), Map.of("top", Integer.toString(HISTORY))));
        Html body = Html.of(
                tiles(known),
                el(
                        "div.split",
                        el("div.main", el("h2", "Recommended"), filters(call, user.get()), lists(call, user.get())),
                        el("aside", tastes(known), history(known))),
                el("details.part", el("summary", "Another user"), picker(call)));
        return Web.page(layout, call, new Page("User " + user.get(), HOME, Html.NONE, body));
    }

    private Html picker(Call call) {
        TreeSet<String> segments =
                new TreeSet<>(call.served().catalog().segments().values());
        Html search = el(
                        "form.filters",
                        Forms.field(
                                "User",
                                Forms.input("search", "search", "")
                                        .with("autocomplete", "off")
                                        .with("placeholder", "the first digits of an id")),
                        segments.isEmpty()
                                ? Html.NONE
                                : Forms.field(
                                        "Segment",
                                        Forms.select(
                                                "segment",
                                                withEmpty(List.copyOf(segments)),
                                                "",
                                                label -> label.isEmpty() ? "All users" : label)),
                        el("button", "Any of them")
                                .with("formaction", "/recommendations/random")
                                .with("title", "One of these users, at random"))
                .with("action", "/recommendations/random")
                .with("hx-get", "/recommendations/users")
                .with("hx-trigger", "input changed delay:200ms, change, load")
                .with("hx-target", "#users");
        return Html.of(
                el("p.actions", Parts.button("/visitor", "A new visitor")),
                el("section.card", search, el("div", "").with("id", "users").with("aria-live", "polite")));
    }

    private static List<String> withEmpty(List<String> values) {
        List<String> all = new ArrayList<>(List.of(""));
        all.addAll(values);
        return all;
    }

    private Reply users(Call call) {
        Facts found = new Facts(
                api.ask(call, "GET /api/v1/users", Map.of(), call.query().values()));
        List<Html> items = found.list("items").stream()
                .map(user -> el(
                        "li",
                        el(
                                        "a",
                                        el("strong", "User " + user.text("user")),
                                        el(
                                                "span",
                                                Words.count(
                                                        user.number("ratings").orElse(0), "rating", "ratings"),
                                                user.text("segment").isEmpty() ? "" : " · " + user.text("segment")))
                                .with("href", address(user.text("user")))))
                .toList();
        double all = found.number("found").orElse(0);
        return Web.part(
                items.isEmpty()
                        ? Parts.nothing("There is no such user.", "Ids are searched from their beginning.")
                        : Html.of(
                                el(
                                        "p.muted",
                                        Words.count(all, "user", "users"),
                                        all > items.size() ? ", the first:" : ""),
                                el("ul.ways", items)));
    }

    private static String address(String user) {
        return HOME + "?user=" + Words.encoded(user);
    }

    /** Sends the reader on to a user drawn at random. */
    private Reply random(Call call) {
        Map<String, Object> given = new LinkedHashMap<>(call.query().values());
        given.put("random", "true");
        given.put("top", "1");
        List<Facts> drawn = new Facts(api.ask(call, "GET /api/v1/users", Map.of(), given)).list("items");
        return Web.goTo(drawn.isEmpty() ? HOME : address(drawn.getFirst().text("user")));
    }

    private static Html tiles(Facts known) {
        Facts statistics = known.object("statistics");
        return Parts.tiles(List.of(
                Parts.tile("Ratings", Words.count(statistics.number("ratings")), ""),
                Parts.tile("Mean rating", Words.decimal(statistics.number("mean"), 2), ""),
                Parts.words("Active", active(Words.day(statistics.text("from")), Words.day(statistics.text("to")))),
                Parts.words("Segment", known.text("segment").isEmpty() ? "none" : known.text("segment"))));
    }

    private static String active(String from, String to) {
        return from.isEmpty() ? "not known" : from.equals(to) ? "on " + from : from + " to " + to;
    }

    private static Html tastes(Facts known) {
        List<Html> rows = known.list("tastes").stream()
                .limit(TASTES)
                .map(taste -> el(
                        "li",
                        el("span", taste.text("genre")),
                        Parts.bar(taste.number("share").orElse(0)),
                        el(
                                "span.number",
                                Words.percent(taste.number("share").orElse(0)),
                                " ",
                                MovieView.stars(Math.round(taste.number("mean").orElse(0) * 10) / 10.0))))
                .toList();
        return rows.isEmpty()
                ? Html.NONE
                : Parts.section(
                        "tastes",
                        "Tastes",
                        el("ul.shares", rows),
                        el("p.note", "Share of the user's ratings and their mean."));
    }

    private static Html history(Facts known) {
        List<Html> lines = known.list("history").stream()
                .map(line -> el(
                        "li",
                        MovieView.poster(line),
                        el(
                                "span.about",
                                el("span.title", MovieView.label(line)),
                                el("span.muted", Words.day(line.text("time")))),
                        line.number("rating").isPresent()
                                ? MovieView.stars(line.number("rating").getAsDouble())
                                : el("span.muted", line.text("kind"))))
                .toList();
        return Parts.section(
                "history",
                "Rated last",
                lines.isEmpty() ? Parts.nothing("Nothing was rated yet.") : el("ol.lines", lines));
    }

    private List<Facts> recommenders(Call call) {
        return new Facts(api.ask(call, "GET /api/v1/models", Map.of(), Map.of()))
                .list("models").stream()
                        .filter(model -> model.texts("abilities").contains("recommend"))
                        .toList();
    }

    /** The model that was chosen, or the preferred one. It is always named, so that whoever looks is in no experiment. */
    private static Optional<Facts> chosen(Call call, List<Facts> models) {
        String wanted =
                call.query().text("model").or(() -> call.served().preferred()).orElse("");
        Optional<Facts> named = models.stream()
                .filter(model -> model.text("model").equals(wanted))
                .findFirst();
        return named.isPresent() || call.query().has("model")
                ? named
                : models.stream().findFirst();
    }

    private Html filters(Call call, String user) {
        List<Facts> recommenders = recommenders(call);
        List<String> models =
                recommenders.stream().map(model -> model.text("model")).toList();
        String model = chosen(call, recommenders).map(one -> one.text("model")).orElse("");
        String diversity = call.query().text("diversity").orElse("0");
        return el(
                        "form.filters",
                        Forms.input("hidden", "user", user),
                        models.isEmpty()
                                ? Html.NONE
                                : Html.of(
                                        Forms.field("Model", Forms.select("model", models, model, name -> name)),
                                        Forms.field(
                                                "Beside it",
                                                Forms.select(
                                                        "beside",
                                                        withEmpty(models),
                                                        call.query()
                                                                .text("beside")
                                                                .orElse(""),
                                                        name -> name.isEmpty() ? "no other" : name))),
                        Forms.field(
                                "Genre",
                                Forms.select(
                                        "genre",
                                        withEmpty(
                                                call.served().catalog().rated().genres()),
                                        call.query().text("genre").orElse(""),
                                        genre -> genre.isEmpty() ? "All genres" : genre)),
                        Forms.field("Released from", number(call, "from", 1880, 2100, "any year")),
                        Forms.field("to", number(call, "to", 1880, 2100, "any year")),
                        Forms.field("Ratings at least", number(call, "minimumRatings", 0, 1_000_000, "any")),
                        Forms.field(
                                "Diversity",
                                el(
                                        "span.slider",
                                        Forms.input("range", "diversity", diversity)
                                                .with("min", 0)
                                                .with("max", 1)
                                                .with("step", "0.1"),
                                        el("output", diversity))),
                        el("noscript", el("button", "Show")))
                .with("action", HOME)
                .with("hx-get", "/recommendations/lists")
                .with("hx-trigger", "change, input changed delay:300ms")
                .with("hx-target", "#lists")
                .with("hx-swap", "outerHTML");
    }

    private static Html number(Call call, String name, int low, int high, String otherwise) {
        return Forms.input("number", name, call.query().text(name).orElse(""))
                .with("min", low)
                .with("max", high)
                .with("placeholder", otherwise);
    }

    private Reply part(Call call) {
        String query = call.query().values().entrySet().stream()
                .filter(entry ->
                        !(entry.getKey().equals("diversity") && entry.getValue().equals("0")))
                .map(entry -> entry.getKey() + "=" + Words.encoded(String.valueOf(entry.getValue())))
                .collect(Collectors.joining("&"));
        return Web.part(lists(call, call.query().required("user"))).with("HX-Replace-Url", HOME + "?" + query);
    }

    private Html lists(Call call, String user) {
        List<Facts> models = recommenders(call);
        Optional<Facts> first = chosen(call, models);
        Optional<String> named = call.query().text("model");
        Facts list = list(call, user, first.map(model -> model.text("model")).or(() -> named));
        Optional<String> beside = call.query().text("beside");
        Html shown = shown(list, List.of());
        if (beside.isPresent()) {
            Facts second = list(call, user, beside);
            shown = el("div.beside", shown(list, movies(second)), shown(second, movies(list)));
        }
        return el("div", shown).with("id", "lists").with("aria-live", "polite");
    }

    private static List<String> movies(Facts list) {
        return list.list("items").stream().map(item -> item.text("movie")).toList();
    }

    private Facts list(Call call, String user, Optional<String> name) {
        Map<String, Object> given = new LinkedHashMap<>(call.query().values());
        given.remove("user");
        given.remove("beside");
        name.ifPresent(one -> given.put("model", one));
        given.put("top", Integer.toString(PLACES));
        given.put("explain", "true");
        return new Facts(api.ask(call, "GET /api/v1/users/{id}/recommendations", Map.of("id", user), given));
    }

    /** A list; what another list has, too, is marked. */
    private static Html shown(Facts list, List<String> other) {
        String basis = switch (list.text("basis")) {
            case "personal" -> "from the user's ratings";
            case "foldedIn" -> "from the user's ratings and what was told since";
            case "segment" -> "what the user's segment watches";
            case "popular" -> "what everybody watches";
            default -> list.text("basis");
        };
        String by = list.text("model").isEmpty() ? "No model" : list.text("model") + " " + list.text("version");
        List<Html> cards = list.list("items").stream()
                .map(item -> MovieView.card(
                        item,
                        other.contains(item.text("movie")) ? el("p.both", "in both lists") : Html.NONE,
                        reasons(item)))
                .toList();
        return el(
                "section.list",
                el("h3", by, el("span.muted", " " + basis)),
                cards.isEmpty()
                        ? Parts.nothing("Nothing is left to recommend.", Words.sentence(list.text("why")))
                        : MovieView.cards(cards));
    }

    static Html reasons(Facts item) {
        List<Facts> reasons = item.list("reasons");
        Facts segment = item.object("segment");
        Html watched = segment.isEmpty()
                ? Html.NONE
                : el(
                        "p",
                        Words.percent(segment.number("share").orElse(0)) + " of \"" + segment.text("label")
                                + "\" have rated it, "
                                + Words.percent(segment.number("ofAll").orElse(0)) + " of all");
        if (reasons.isEmpty()) {
            return segment.isEmpty() ? Html.NONE : el("div.reasons", watched);
        }
        String about =
                item.list("about").stream().map(term -> term.text("term")).collect(Collectors.joining(", "));
        List<Html> named = reasons.stream()
                .map(reason -> el(
                        "li",
                        reason.text("title").isEmpty() ? "movie " + reason.text("movie") : reason.text("title"),
                        " ",
                        MovieView.stars(reason.number("rating").orElse(0))))
                .toList();
        return el(
                "div.reasons",
                el("p", "Because of"),
                el("ul", named),
                about.isEmpty() ? Html.NONE : el("p", "Also about " + about),
                watched);
    }
}
