package dev.matinee.server.api;

import dev.matinee.data.catalog.Movie;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.engine.recommend.FindsSimilar;
import dev.matinee.engine.recommend.Recommendations;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.TopItems;
import dev.matinee.lab.answers.MovieFilter;
import dev.matinee.lab.answers.MovieLists;
import dev.matinee.server.api.Endpoint.Cache;
import dev.matinee.server.shelf.ServedCatalog;
import dev.matinee.server.shelf.ServedModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** What can be asked about movies. */
final class MovieEndpoints {
    private static final int MOST = 100;

    private MovieEndpoints() {}

    static List<Endpoint> all() {
        return List.of(
                Endpoint.get("/api/v1/movies", Cache.MINUTE, MovieEndpoints::search, "search", "top"),
                Endpoint.get("/api/v1/movies/top", Cache.MINUTE, MovieEndpoints::best, "genre", "from", "to", "top"),
                Endpoint.get("/api/v1/movies/{id}", Cache.MINUTE, MovieEndpoints::one),
                Endpoint.get("/api/v1/movies/{id}/similar", Cache.MINUTE, MovieEndpoints::similar, "top", "model"));
    }

    /** The movie of an id. */
    static Movie movie(ServedCatalog catalog, String id) {
        return catalog.movies()
                .find(id)
                .orElseThrow(() -> MatineeException.notFound(
                        "there is no movie with the id " + id, "GET /api/v1/movies?search= finds ids by title"));
    }

    private static Reply search(Call call) {
        String text = call.query().required("search");
        List<Movie> found = call.served().catalog().titles().search(text);
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        for (Movie movie : found.subList(0, Math.min(found.size(), top(call)))) {
            Map<String, @Nullable Object> item = new LinkedHashMap<>();
            item.put("movie", movie.id());
            MovieLists.putFacts(item, movie);
            items.add(item);
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("search", text);
        json.put("found", found.size());
        json.put("items", items);
        if (found.isEmpty()) {
            List<String> titles = call.served().catalog().movies().all().stream()
                    .map(Movie::title)
                    .toList();
            json.put("nearest", Nearest.to(text, titles).orElse(null));
        }
        return Reply.json(json);
    }

    private static int top(Call call) {
        return call.query().whole("top", 1, MOST).orElse(10);
    }

    private static Reply best(Call call) {
        ServedCatalog catalog = call.served().catalog();
        MovieFilter filter = new MovieFilter(
                call.query().text("genre"),
                call.query().whole("from", -9999, 9999),
                call.query().whole("to", -9999, 9999),
                0);
        IntPredicate allowed = filter.allowed(catalog.rated());
        TopItems best = new TopItems(top(call));
        for (int item = 0; item < catalog.rated().size(); item++) {
            if (allowed.test(item)) {
                best.offer(item, (float) catalog.weightedScore(item));
            }
        }
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        for (int rank = 0; rank < best.size(); rank++) {
            Map<String, @Nullable Object> item = new LinkedHashMap<>();
            item.put("rank", rank + 1);
            putFigures(item, catalog, catalog.rated().get(best.item(rank)));
            item.put("score", catalog.weightedScore(best.item(rank)));
            items.add(item);
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("genre", filter.genre().orElse(null));
        json.put("prior", ServedCatalog.PRIOR);
        json.put("mean", catalog.mean());
        json.put("items", items);
        return Reply.json(json);
    }

    private static void putFigures(Map<String, @Nullable Object> json, ServedCatalog catalog, Movie movie) {
        OptionalInt item = catalog.rated().indexOf(movie.id());
        json.put("movie", movie.id());
        MovieLists.putFacts(json, movie);
        json.put("ratings", item.isPresent() ? catalog.count(item.getAsInt()) : 0);
        json.put("mean", item.isPresent() && catalog.count(item.getAsInt()) > 0 ? catalog.mean(item.getAsInt()) : null);
    }

    private static Reply one(Call call) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        putFigures(json, call.served().catalog(), movie(call.served().catalog(), call.id("id")));
        return Reply.json(json);
    }

    private static Reply similar(Call call) {
        ServedCatalog catalog = call.served().catalog();
        Movie movie = movie(catalog, call.id("id"));
        if (catalog.rated().indexOf(movie.id()).isEmpty()) {
            throw MatineeException.notFound(
                    "nobody has rated " + movie.label() + ", so that it is not known who likes it", "");
        }
        Optional<String> name = call.query().text("model");
        ServedModel asked = name.isPresent()
                ? call.served().model(name.get())
                : call.served()
                        .able(Recommender.class, FindsSimilar.class)
                        .orElseThrow(() -> MatineeException.notFound(
                                "no model that knows what is alike is served", "train one, such as ease"));
        if (!(asked.model() instanceof FindsSimilar) || !(asked.model() instanceof Recommender model)) {
            throw MatineeException.usage(
                    asked.name() + " cannot say which movies are similar; GET /api/v1/models says what can");
        }
        Recommendations answer = model.similar(movie.id(), top(call));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("movie", movie.id());
        json.put("title", movie.title());
        json.put("basis", answer.basis().json());
        json.put("model", asked.name());
        json.put("version", asked.version());
        json.put("items", MovieLists.json(answer, catalog.movies()));
        return Reply.json(json);
    }
}
