package dev.matinee.server.web;

import static dev.matinee.server.web.Html.el;

import dev.matinee.server.api.Api;
import dev.matinee.server.api.Call;
import dev.matinee.server.api.Endpoint;
import dev.matinee.server.api.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Movies like one: by what they are about, by who likes them, or by both; each with its reason. */
final class SimilarPage {
    private static final String HOME = "/similar";
    private static final String PLACES = "18";
    private static final List<String> WAYS = List.of("mixed", "content", "ratings");

    private final Layout layout;
    private final Api api;

    SimilarPage(Layout layout, Api api) {
        this.layout = layout;
        this.api = api;
    }

    List<Endpoint> all() {
        return List.of(
                Web.get(HOME, this::page, "movie", "by"),
                Web.get("/similar/titles", call -> Web.part(titles(call)), "search"));
    }

    private Reply page(Call call) {
        Html lead = Html.of("Movies that are about the same, or that the same people like.");
        Optional<String> id = call.query().text("movie");
        if (id.isEmpty()) {
            return Web.page(layout, call, new Page("Similar movies", HOME, lead, search()));
        }
        Facts movie = new Facts(api.ask(call, "GET /api/v1/movies/{id}", Map.of("id", id.get()), Map.of()));
        String by = call.query().text("by").orElse(hasSimilar(call) ? "mixed" : "content");
        Html alike = by.equals("mixed") && !layout.isReady()
                ? Ahead.meanwhile("alike", address(id.get(), by))
                : alike(call, id.get(), by);
        String ratings = Words.count(movie.number("ratings").orElse(0), "user", "users");
        Html body = Html.of(
                hero(movie, id.get(), by, ratings),
                alike,
                el("details.part", el("summary", "Another movie"), search()));
        return Web.page(layout, call, new Page("Movies like " + MovieView.title(movie), HOME, Html.NONE, body));
    }

    private static Html hero(Facts movie, String id, String by, String ratings) {
        return el(
                "div.hero",
                MovieView.poster(movie),
                el(
                        "div",
                        el("h2", MovieView.label(movie)),
                        el("p.muted", String.join(", ", movie.texts("genres"))),
                        movie.number("mean").isPresent()
                                ? el(
                                        "p",
                                        MovieView.stars(
                                                Math.round(movie.number("mean").getAsDouble() * 100) / 100.0),
                                        " by " + ratings)
                                : el("p.muted", "Nobody has rated it."),
                        tabs(id, by)));
    }

    private Html alike(Call call, String id, String by) {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("by", by);
        given.put("top", PLACES);
        Facts answer = new Facts(api.ask(call, "GET /api/v1/movies/{id}/similar", Map.of("id", id), given));
        List<Html> cards = answer.list("items").stream()
                .map(item -> el(
                                "li.movie",
                                el("a", MovieView.poster(item), MovieView.about(item))
                                        .with("href", address(item.text("movie"), by)),
                                item.text("reason").isEmpty()
                                        ? Html.NONE
                                        : el("p.reasons", Words.sentence(item.text("reason"))))
                        .with("data-movie", item.text("movie")))
                .toList();
        return el(
                        "div",
                        el("p.muted", basis(answer)),
                        cards.isEmpty()
                                ? Parts.nothing("Nothing is like it.", "Try another way.")
                                : MovieView.cards(cards))
                .with("id", "alike");
    }

    private boolean hasSimilar(Call call) {
        return new Facts(api.ask(call, "GET /api/v1/models", Map.of(), Map.of()))
                .list("models").stream()
                        .anyMatch(model -> model.texts("abilities").contains("similar"));
    }

    private static String basis(Facts answer) {
        String model =
                answer.text("model").isEmpty() ? "" : ", by " + answer.text("model") + " " + answer.text("version");
        return switch (answer.text("basis")) {
            case "content" -> "Alike in what they are about" + model + ".";
            case "ratings" -> "Liked by the same people" + model + ".";
            case "mixed" -> "Alike in what they are about and in who likes them" + model + ".";
            default -> Words.sentence(answer.text("basis")) + model + ".";
        };
    }

    private static String address(String movie, String by) {
        return HOME + "?movie=" + Words.encoded(movie) + "&by=" + by;
    }

    private static Html tabs(String movie, String by) {
        return el(
                        "nav.tabs",
                        WAYS.stream()
                                .map(way -> {
                                    String name = switch (way) {
                                        case "content" -> "By content";
                                        case "ratings" -> "By ratings";
                                        default -> "Mixed";
                                    };
                                    Html link = el("a", name).with("href", address(movie, way));
                                    return way.equals(by) ? link.with("aria-current", "page") : link;
                                })
                                .toList())
                .with("aria-label", "What makes movies alike");
    }

    private static Html search() {
        return el(
                "section.card",
                el(
                                "form.filters",
                                Forms.field(
                                        "Title",
                                        Forms.input("search", "search", "")
                                                .with("autocomplete", "off")
                                                .with("placeholder", "toy sto")),
                                el("noscript", el("button", "Search")))
                        .with("action", "/similar/titles")
                        .with("hx-get", "/similar/titles")
                        .with("hx-trigger", "input changed delay:150ms, submit")
                        .with("hx-target", "#titles"),
                el("div", "").with("id", "titles").with("aria-live", "polite"));
    }

    private Html titles(Call call) {
        Optional<String> text = call.query().text("search");
        if (text.isEmpty()) {
            return el("p.muted", "Begin to type a title.");
        }
        Facts found =
                new Facts(api.ask(call, "GET /api/v1/movies", Map.of(), Map.of("search", text.get(), "top", "12")));
        List<Html> items = found.list("items").stream()
                .map(movie -> el(
                        "li",
                        el(
                                        "a",
                                        el("strong", MovieView.label(movie)),
                                        el("span", String.join(", ", movie.texts("genres"))))
                                .with("href", HOME + "?movie=" + Words.encoded(movie.text("movie")))))
                .toList();
        if (items.isEmpty()) {
            return Parts.nothing(
                    "No title is like that.",
                    found.text("nearest").isEmpty() ? "" : "Did you mean " + found.text("nearest") + "?");
        }
        String typos = found.number("typos").orElse(0) > 0 ? ", if that has a typo" : "";
        return Html.of(
                el("p.muted", Words.count(found.number("found").orElse(0), "title", "titles") + typos),
                el("ul.ways", items));
    }
}
