package dev.matinee.server.api;

import dev.matinee.data.catalog.Movie;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.engine.recommend.FindsSimilar;
import dev.matinee.engine.recommend.TopItems;
import dev.matinee.lab.answers.MovieFilter;
import dev.matinee.lab.answers.MovieLists;
import dev.matinee.lab.content.Question;
import dev.matinee.lab.content.SimilarBy;
import dev.matinee.lab.content.SimilarMovie;
import dev.matinee.lab.content.SimilarMovies;
import dev.matinee.lab.content.TitleSearch;
import dev.matinee.server.api.Endpoint.Cache;
import dev.matinee.server.shelf.ServedCatalog;
import dev.matinee.server.shelf.ServedModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
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
                Endpoint.get(
                        "/api/v1/movies/{id}/similar", Cache.MINUTE, MovieEndpoints::similar, "top", "by", "model"),
                Endpoint.get("/api/v1/visitors/questions", Cache.MINUTE, MovieEndpoints::questions, "top", "except"));
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
        TitleSearch.Found found = call.served().catalog().titles().search(text, top(call));
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        for (Movie movie : found.movies()) {
            Map<String, @Nullable Object> item = new LinkedHashMap<>();
            item.put("movie", movie.id());
            MovieLists.putFacts(item, movie);
            items.add(item);
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("search", text);
        json.put("found", found.total());
        json.put("typos", found.typos());
        json.put("items", items);
        if (found.total() == 0) {
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
            if (catalog.count(item) > 0 && allowed.test(item)) {
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
        SimilarBy by = call.query().choice("by", SimilarBy.class, SimilarBy.RATINGS);
        Optional<String> name = call.query().text("model");
        if (by == SimilarBy.CONTENT) {
            if (name.isPresent()) {
                throw MatineeException.usage("model is not for by=content, which asks none");
            }
            return reply(catalog.similar(Optional.empty()).to(movie.id(), by, top(call)), Optional.empty());
        }
        ServedModel asked = name.isPresent()
                ? call.served().model(name.get())
                : call.served()
                        .able(FindsSimilar.class)
                        .orElseThrow(() -> MatineeException.notFound(
                                "no model that knows what is alike is served", "train one, such as ease"));
        if (!(asked.model() instanceof FindsSimilar model)) {
            throw MatineeException.usage(
                    asked.name() + " cannot say which movies are similar; GET /api/v1/models says what can");
        }
        SimilarMovies similar =
                by == SimilarBy.RATINGS ? catalog.similarByRatings(model) : catalog.similar(Optional.of(model));
        return reply(similar.to(movie.id(), by, top(call)), Optional.of(asked));
    }

    private static Reply reply(SimilarMovies.Answer answer, Optional<ServedModel> asked) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("movie", answer.movie().id());
        json.put("title", answer.movie().title());
        json.put("by", answer.by().json());
        json.put("basis", answer.basis().json());
        json.put("model", asked.map(ServedModel::name).orElse(null));
        json.put("version", asked.map(ServedModel::version).orElse(null));
        json.put("items", answer.items().stream().map(SimilarMovie::toJson).toList());
        return Reply.json(json);
    }

    private static Reply questions(Call call) {
        Set<String> except =
                new TreeSet<>(List.of(call.query().text("except").orElse("").split(",", -1)));
        List<Question> questions = call.served().catalog().elicitation().questions(top(call), except);
        return Reply.json(
                Map.of("items", questions.stream().map(Question::toJson).toList()));
    }
}
