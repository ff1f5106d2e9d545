package dev.matinee.server.web;

import static dev.matinee.server.web.Html.el;

import dev.matinee.data.catalog.Scale;
import dev.matinee.engine.MatineeException;
import dev.matinee.server.api.Api;
import dev.matinee.server.api.Call;
import dev.matinee.server.api.Endpoint;
import dev.matinee.server.api.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A new visitor: movies to rate, chosen so that a few answers say most, and a list that follows each answer. What was answered stands
 * in the address, so that it is kept nowhere else and can be sent on.
 */
final class VisitorPage {
    private static final String HOME = "/visitor";
    private static final int ASKED = 4;
    private static final int MOST = 20;
    private static final int STARS = 5;
    private static final String PLACES = "12";

    private final Layout layout;
    private final Api api;

    VisitorPage(Layout layout, Api api) {
        this.layout = layout;
        this.api = api;
    }

    /**
     * What was answered so far.
     *
     * @param ratings the ratings by movie, in the order in which they were given
     * @param skipped the movies that the visitor does not know
     */
    private record Answers(Map<String, Double> ratings, List<String> skipped) {
        private static Answers of(Call call) {
            Map<String, Double> ratings = new LinkedHashMap<>();
            for (String one : call.query().text("rated").orElse("").split(",", -1)) {
                int colon = one.lastIndexOf(':');
                if (colon > 0) {
                    ratings.put(one.substring(0, colon), rating(one.substring(colon + 1)));
                }
            }
            String skipped = call.query().text("skipped").orElse("");
            return new Answers(ratings, skipped.isEmpty() ? List.of() : List.of(skipped.split(",", -1)));
        }

        private static double rating(String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException notANumber) {
                throw MatineeException.usage("rated must read MOVIE:RATING,MOVIE:RATING, got a rating of " + text);
            }
        }

        private String address() {
            String rated = ratings.entrySet().stream()
                    .map(entry -> entry.getKey() + ":" + number(entry.getValue()))
                    .collect(Collectors.joining(","));
            return HOME + "?rated=" + Words.encoded(rated) + "&skipped=" + Words.encoded(String.join(",", skipped));
        }

        private String with(String movie, double rating) {
            Map<String, Double> more = new LinkedHashMap<>(ratings);
            more.put(movie, rating);
            return new Answers(more, skipped).address();
        }

        private String without(String movie) {
            Map<String, Double> fewer = new LinkedHashMap<>(ratings);
            fewer.remove(movie);
            return new Answers(fewer, skipped).address();
        }

        /** Those skipped first come into question again when there are many. */
        private String skipping(String movie) {
            List<String> more = new ArrayList<>(skipped);
            more.add(movie);
            return new Answers(ratings, more.subList(Math.max(0, more.size() - MOST), more.size())).address();
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    List<Endpoint> all() {
        return List.of(Web.get(HOME, this::page, "rated", "skipped"));
    }

    private Reply page(Call call) {
        Html lead = Html.of(
                "Rate a few movies, and see the list follow. Nothing of it is kept but in the address of this page.");
        return Web.page(
                layout, call, new Page("A new visitor", "/recommendations", lead, body(call, Answers.of(call))));
    }

    private Html body(Call call, Answers answers) {
        if (!layout.isReady()) {
            return Ahead.meanwhile("visitor", answers.address());
        }
        Html asked = answers.ratings().size() >= MOST
                ? el("p", "That is enough to know a taste. Take an answer back to give another.")
                : questions(call, answers);
        return el(
                        "div.split.visitor",
                        el("div.main", el("h2", "What would you give these?"), asked, given(call, answers)),
                        el("aside", recommended(call, answers)))
                .with("id", "visitor")
                .with("aria-live", "polite");
    }

    /** A link that changes the page in place. */
    private static Html change(String kind, String text, String address) {
        return el(kind, text)
                .with("href", address)
                .with("hx-get", address)
                .with("hx-target", "#visitor")
                .with("hx-select", "#visitor")
                .with("hx-swap", "outerHTML")
                .with("hx-push-url", "true");
    }

    private Html questions(Call call, Answers answers) {
        List<String> except = new ArrayList<>(answers.ratings().keySet());
        except.addAll(answers.skipped());
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("top", Integer.toString(ASKED));
        if (!except.isEmpty()) {
            given.put("except", String.join(",", except));
        }
        List<Html> cards = new Facts(api.ask(call, "GET /api/v1/visitors/questions", Map.of(), given))
                .list("items").stream()
                        .map(question -> MovieView.card(
                                question,
                                choices(call, question, answers),
                                change("a.skip-it", "I do not know it", answers.skipping(question.text("movie")))
                                        .with("aria-label", "I do not know " + MovieView.title(question))))
                        .toList();
        return cards.isEmpty() ? Parts.nothing("There is nothing left to ask about.") : MovieView.cards(cards);
    }

    private static Html choices(Call call, Facts question, Answers answers) {
        Scale scale = call.served().catalog().card().scale();
        List<Html> stars = new ArrayList<>();
        for (int star = 1; star <= STARS; star++) {
            double steps = Math.rint((scale.max() * star / STARS - scale.min()) / scale.step());
            double rating = Math.clamp(scale.min() + steps * scale.step(), scale.min(), scale.max());
            String text = number(Math.rint(rating * 1000) / 1000);
            stars.add(change("a", text, answers.with(question.text("movie"), Double.parseDouble(text)))
                    .with("aria-label", "Give " + MovieView.title(question) + " " + text));
        }
        return el("div.rate", stars).with("role", "group").with("aria-label", "Rate " + MovieView.title(question));
    }

    private Html given(Call call, Answers answers) {
        if (answers.ratings().isEmpty()) {
            return Html.NONE;
        }
        List<Html> lines = new ArrayList<>();
        answers.ratings().forEach((id, rating) -> {
            Facts movie = new Facts(api.ask(call, "GET /api/v1/movies/{id}", Map.of("id", id), Map.of()));
            lines.addFirst(el(
                    "li",
                    MovieView.poster(movie),
                    el(
                            "span.about",
                            el("span.title", MovieView.label(movie)),
                            change("a", "take back", answers.without(id))
                                    .with("aria-label", "Take back the rating of " + MovieView.title(movie))),
                    MovieView.stars(rating)));
        });
        return Parts.section("given", "What you gave", el("ol.lines", lines));
    }

    private Html recommended(Call call, Answers answers) {
        Optional<Facts> model = new Facts(api.ask(call, "GET /api/v1/models", Map.of(), Map.of()))
                .list("models").stream()
                        .filter(one -> one.texts("abilities").containsAll(List.of("recommend", "foldIn")))
                        .min(java.util.Comparator.comparing(one -> !Optional.of(one.text("model"))
                                .equals(call.served().preferred())));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(
                "history",
                answers.ratings().entrySet().stream()
                        .map(entry -> Map.of("movie", entry.getKey(), "rating", entry.getValue()))
                        .toList());
        body.put("top", Long.parseLong(PLACES));
        model.ifPresent(one -> {
            body.put("model", one.text("model"));
            body.put("explain", true);
        });
        Facts list = new Facts(api.ask(call, "POST /api/v1/recommendations", Map.of(), body));
        List<Html> lines = list.list("items").stream()
                .map(item -> el(
                        "li",
                        MovieView.poster(item),
                        el("span.about", el("span.title", MovieView.label(item)), el("span.muted", because(item))),
                        el("span.number", item.text("rank"))))
                .toList();
        String title = answers.ratings().isEmpty() ? "What everybody watches" : "What you would like";
        String by = list.text("model").isEmpty() ? "" : "by " + list.text("model") + " " + list.text("version");
        return Parts.section(
                "list",
                title,
                el("p.muted", by),
                lines.isEmpty()
                        ? Parts.nothing(
                                "No model can take in new visitors.", "Train one, such as ease or implicit-als.")
                        : el("ol.lines", lines));
    }

    private static String because(Facts item) {
        return item.text("because").isEmpty() ? String.join(", ", item.texts("genres")) : item.text("because");
    }
}
