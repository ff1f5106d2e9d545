package dev.matinee.server.api;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.recommend.FoldsIn;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.Rated;
import dev.matinee.engine.recommend.Recommendations;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Request;
import dev.matinee.engine.recommend.Strangers;
import dev.matinee.lab.answers.MovieFilter;
import dev.matinee.lab.answers.MovieLists;
import dev.matinee.lab.explain.Reasons;
import dev.matinee.server.shelf.Fallback;
import dev.matinee.server.shelf.Served;
import dev.matinee.server.shelf.ServedCatalog;
import dev.matinee.server.shelf.ServedModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A list of movies that somebody wants: who, how many, which come into question, by which model.
 *
 * @param user a known user, or nobody: then {@code history} says what a visitor has rated
 */
record Wish(
        Optional<String> user,
        List<Rated> history,
        int top,
        MovieFilter filter,
        boolean hideSeen,
        List<String> exclude,
        double diversity,
        Optional<String> model,
        boolean explain,
        Strangers strangers) {
    private static final int MOST = 100;
    private static final int LONGEST_HISTORY = 1000;

    /** What can be said of a list for a user whom the path names. */
    static final Set<String> OPTIONS = Set.of(
            "top", "genre", "from", "to", "minimumRatings", "hideSeen", "diversity", "model", "explain", "strangers");

    private static final Set<String> FIELDS = fields();

    private static Set<String> fields() {
        Set<String> fields = new TreeSet<>(OPTIONS);
        fields.addAll(List.of("user", "history", "exclude"));
        return fields;
    }

    /** What a user whom the path names wants. */
    static Wish ofUser(String user, Parameters query) {
        return of(Optional.of(user), List.of(), query);
    }

    /** What a body wants for a user or for a visitor. */
    static Wish ofBody(Parameters body, ServedCatalog catalog) {
        body.only(FIELDS);
        Optional<String> user = body.text("user");
        List<Rated> history = new ArrayList<>();
        double low = catalog.card().scale().min();
        double high = catalog.card().scale().max();
        for (Parameters line : body.objects("history", LONGEST_HISTORY)) {
            line.only(List.of("movie", "rating"));
            String movie = line.required("movie");
            if (catalog.movies().find(movie).isEmpty()) {
                throw MatineeException.notFound("there is no movie with the id " + movie, "");
            }
            double rating = line.number("rating", low, high, Double.NaN);
            if (Double.isNaN(rating)) {
                throw MatineeException.usage("rating is missing");
            }
            history.add(new Rated(movie, (float) rating));
        }
        if (user.isPresent() && !history.isEmpty()) {
            throw MatineeException.usage("name a user or a visitor's history, not both");
        }
        return of(user, history, body);
    }

    private static Wish of(Optional<String> user, List<Rated> history, Parameters given) {
        return new Wish(
                user,
                history,
                given.whole("top", 1, MOST).orElse(10),
                new MovieFilter(
                        given.text("genre"),
                        given.whole("from", -9999, 9999),
                        given.whole("to", -9999, 9999),
                        given.whole("minimumRatings", 0, Integer.MAX_VALUE).orElse(0)),
                given.flag("hideSeen", true),
                given.texts("exclude", LONGEST_HISTORY),
                given.number("diversity", 0, 1, 0),
                given.text("model"),
                given.flag("explain", false),
                given.choice("strangers", Strangers.class, Strangers.POPULAR));
    }

    /** The answer of the model that was named, or of the preferred one. */
    Map<String, @Nullable Object> answer(Served served, Audience audience) {
        return answer(served, audience, Optional.empty());
    }

    /** The answer of the model that was named, or of the one that the user is to get. */
    Map<String, @Nullable Object> answer(Served served, Audience audience, Optional<ServedModel> assigned) {
        ServedCatalog catalog = served.catalog();
        Optional<UserHistory> known = user.map(id -> audience.of(catalog, id));
        List<Rated> folded = known.map(UserHistory::folded).orElse(history);
        Optional<ServedModel> asked =
                model.map(served::model).or(() -> assigned).or(() -> able(served, folded));
        Request request = who(known, folded, asked)
                .top(top)
                .hideSeen(hideSeen)
                .minimumRatings(filter.minimumRatings())
                .allowing(filter.allowed(catalog.rated()))
                .strangers(strangers);
        request = request.exclude(excluded(request, known, folded));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("user", user.orElse(null));
        Recommendations answer = asked.isPresent()
                ? MovieLists.recommend(recommender(asked.get()), request, catalog.rated(), diversity, 0)
                : Fallback.recommend(catalog, request);
        json.put("basis", answer.basis().json());
        json.put("model", asked.map(ServedModel::name).orElse(null));
        json.put("version", asked.map(ServedModel::version).orElse(null));
        List<Map<String, @Nullable Object>> items = MovieLists.json(answer, catalog.movies());
        if (explain && asked.isPresent()) {
            Reasons reasons = reasons(
                    asked.get().model(), catalog, known.map(UserHistory::rated).orElse(history));
            items.forEach(reasons::addTo);
        }
        json.put("items", items);
        if (items.isEmpty() && asked.isPresent()) {
            json.put("why", filter.whyNothing(catalog.rated(), asked.get().model()));
        }
        if (known.isPresent() && !known.get().isWhole()) {
            json.put("feedback", "unavailable");
        }
        return json;
    }

    /** What movies are about is said once that is known; nobody waits for it. */
    private Reasons reasons(Model asked, ServedCatalog catalog, List<Rated> rated) {
        Reasons reasons = new Reasons(asked, catalog.rated(), rated);
        catalog.termsIfKnown().ifPresent(reasons::terms);
        user.ifPresent(id -> reasons.segment(catalog.tastes(), id));
        return reasons;
    }

    /** The model to ask where none is named: one that can fold in, if there is anything to be folded in; for a user also any other. */
    private Optional<ServedModel> able(Served served, List<Rated> folded) {
        Optional<ServedModel> folding =
                folded.isEmpty() ? Optional.empty() : served.able(Recommender.class, FoldsIn.class);
        return folding.isEmpty() && (folded.isEmpty() || user.isPresent()) ? served.able(Recommender.class) : folding;
    }

    /** Who asks: a user whom the model knows as he is, somebody with a history, or a stranger. */
    private Request who(Optional<UserHistory> known, List<Rated> folded, Optional<ServedModel> asked) {
        boolean folds = asked.isPresent() && asked.get().model() instanceof FoldsIn;
        boolean hasRow = known.isPresent() && known.get().row().isPresent();
        if (hasRow && (folded.isEmpty() || !folds)) {
            return Request.forUser(user.orElseThrow());
        }
        if (known.isPresent() && (folded.isEmpty() || (asked.isPresent() && !folds))) {
            if (strangers == Strangers.FAIL) {
                throw MatineeException.notFound("there is no user " + user.orElseThrow(), "");
            }
            return Request.forHistory(List.of());
        }
        return Request.forHistory(folded);
    }

    /** What is left out: what was asked for, what the user does not want to see, and what was seen since the model was trained. */
    private Set<String> excluded(Request request, Optional<UserHistory> known, List<Rated> folded) {
        Set<String> excluded = new TreeSet<>(exclude);
        known.ifPresent(user -> excluded.addAll(user.hidden()));
        if (known.isPresent() && hideSeen && request.history().isEmpty()) {
            folded.forEach(rated -> excluded.add(rated.item()));
        }
        return excluded;
    }

    private static Recommender recommender(ServedModel model) {
        if (!(model.model() instanceof Recommender recommender)) {
            throw MatineeException.usage(model.name() + " cannot recommend; GET /api/v1/models says what can");
        }
        return recommender;
    }
}
