package dev.matinee.server.web;

import static dev.matinee.server.web.Html.el;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.factors.Factor;
import dev.matinee.lab.factors.FactorCharts;
import dev.matinee.lab.factors.FactorEnd;
import dev.matinee.lab.factors.FactorMovie;
import dev.matinee.lab.factors.FactorStore;
import dev.matinee.lab.factors.FactorView;
import dev.matinee.lab.factors.TasteFactors;
import dev.matinee.server.api.Call;
import dev.matinee.server.api.Endpoint;
import dev.matinee.server.api.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What tastes differ in: latent factors with the movies at their ends, and a map of movies to walk about in. */
final class TastesPage {
    private static final String HOME = "/tastes";

    private final Layout layout;
    private final FactorStore store;

    TastesPage(Layout layout, Workspace workspace) {
        this.layout = layout;
        this.store = new FactorStore(workspace);
    }

    List<Endpoint> all() {
        return List.of(Web.get(HOME, this::page, "name", "view"));
    }

    private Reply page(Call call) {
        Html lead = Html.of("What tastes differ in, found in the ratings alone, and named by the movies at both ends.");
        List<String> names = store.names();
        if (names.isEmpty()) {
            Html nothing = Parts.nothing("No taste factors were found yet.", "Find them with: ./matinee factors");
            return Web.page(layout, call, new Page("Tastes", HOME, lead, nothing));
        }
        String name = call.query().text("name").orElse(names.getFirst());
        if (!names.contains(name)) {
            throw MatineeException.notFound(
                    "there are no factors " + name + Nearest.hint(name, names),
                    "there are " + String.join(", ", names));
        }
        TasteFactors factors = store.read(name);
        FactorView view = view(factors, call.query().text("view"));
        String kind = view.view().json();
        List<Chart> charts = FactorCharts.overview("tastes", factors, store.movies(name), Optional.empty());
        Optional<Chart> map = charts.stream()
                .filter(chart -> chart.name().equals("tastes-" + kind + "-map"))
                .findFirst();
        List<Chart> others = charts.stream()
                .filter(chart -> !chart.name().endsWith("-map"))
                .filter(chart ->
                        !chart.name().endsWith("-genres") || chart.name().contains("-" + kind + "-"))
                .toList();
        Html body = Html.of(
                tabs(factors, name, names, kind),
                map.map(chart -> Parts.section("map", "A map of movies", el("div.live", finder(), Parts.chart(chart)))),
                Parts.section(
                        "factors",
                        "The factors",
                        el(
                                "ol.factors",
                                view.factors().stream().map(TastesPage::factor).toList())),
                Parts.section("explained", "How much they explain", Parts.charts(others)),
                factors.notes().stream().map(note -> el("p.note", note)).toList());
        return Web.page(layout, call, new Page("Tastes", HOME, lead, body));
    }

    private static FactorView view(TasteFactors factors, Optional<String> wanted) {
        return factors.views().stream()
                .filter(view -> wanted.map(view.view().json()::equals).orElse(false))
                .findFirst()
                .or(() -> wanted.isEmpty() ? Optional.of(factors.views().getLast()) : Optional.empty())
                .orElseThrow(() -> MatineeException.notFound(
                        "there is no view " + wanted.orElse("") + " of these factors",
                        "there are "
                                + factors.views().stream()
                                        .map(view -> view.view().json())
                                        .toList()));
    }

    private static Html tabs(TasteFactors factors, String name, List<String> names, String kind) {
        Map<String, String> entries = new LinkedHashMap<>();
        for (String one : names) {
            for (FactorView view : factors.views()) {
                String of = view.view().json();
                String title = of.equals("raw") ? "Ratings as they are" : "Ratings above each user's mean";
                entries.put(
                        HOME + "?name=" + Words.encoded(one) + "&view=" + of,
                        names.size() > 1 ? one + ": " + title : title);
            }
        }
        String now = HOME + "?name=" + Words.encoded(name) + "&view=" + kind;
        return el(
                        "nav.tabs",
                        entries.entrySet().stream()
                                .map(entry -> {
                                    Html link = el("a", entry.getValue()).with("href", entry.getKey());
                                    return entry.getKey().equals(now) ? link.with("aria-current", "page") : link;
                                })
                                .toList())
                .with("aria-label", "Views");
    }

    private static Html finder() {
        return el(
                        "form.filters.finder",
                        Forms.field(
                                "Find a movie on the map",
                                Forms.input("search", "find", "").with("autocomplete", "off")),
                        el("button.quiet", "Closer").with("type", "button").with("data-zoom", "in"),
                        el("button.quiet", "Farther").with("type", "button").with("data-zoom", "out"),
                        el("button.quiet", "All").with("type", "button").with("data-zoom", "all"),
                        el("output.muted", "").with("aria-live", "polite"))
                .with("role", "search")
                .with("aria-label", "The map");
    }

    private static Html factor(Factor factor) {
        return el(
                "li.card",
                el("h3", factor.factor() + ": " + factor.label()),
                el(
                        "p.muted",
                        Words.percent(factor.explainedVarianceRatio()) + " of the variance, "
                                + Words.percent(factor.cumulativeRatio()) + " with those before it"),
                el("div.columns", end("At one end", factor.top()), end("At the other end", factor.bottom())));
    }

    private static Html end(String title, FactorEnd end) {
        List<Html> movies = new ArrayList<>();
        for (FactorMovie one : end.movies()) {
            Map<String, Object> movie = new LinkedHashMap<>();
            movie.put("movie", one.movie().id());
            movie.put("title", one.movie().title());
            movie.put(
                    "year", one.movie().year().isPresent() ? one.movie().year().getAsInt() : "");
            movie.put("genres", one.movie().genres());
            Facts facts = new Facts(movie);
            movies.add(el(
                    "li",
                    MovieView.poster(facts),
                    el(
                            "span.about",
                            el("span.title", MovieView.label(facts)),
                            el("span.muted", String.join(", ", one.movie().genres()))),
                    el("span.number", Words.decimal(one.loading(), 3))));
        }
        return el("div", el("h4", title), el("ol.lines", movies));
    }
}
