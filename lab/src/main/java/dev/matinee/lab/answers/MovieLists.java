package dev.matinee.lab.answers;

import dev.matinee.data.catalog.Movie;
import dev.matinee.data.catalog.Movies;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.recommend.Recommendation;
import dev.matinee.engine.recommend.Recommendations;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Request;
import dev.matinee.engine.rerank.Calibration;
import dev.matinee.engine.rerank.Diversity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Lists of movies: asked of a model, put into another order where that is wanted, and as JSON. */
public final class MovieLists {
    private static final int CANDIDATES_A_PLACE = 10;

    private MovieLists() {}

    /**
     * A model's answer to a request.
     *
     * @param diversity how much a list of different genres counts against the highest scores, 0 to 1
     * @param calibration how much keeping to the user's shares of genres counts, 0 to 1; not together with diversity
     */
    public static Recommendations recommend(
            Recommender model, Request request, RatedMovies movies, double diversity, double calibration) {
        if (diversity == 0 && calibration == 0) {
            return model.recommend(request);
        }
        if (diversity != 0 && calibration != 0) {
            throw MatineeException.usage("use diversity or calibration, not both");
        }
        Recommendations candidates = model.recommend(request.top(request.top() * CANDIDATES_A_PLACE));
        return calibration == 0
                ? new Diversity(diversity, movies.categories()::cosine).rerank(candidates, movies.ids(), request.top())
                : new Calibration(calibration, movies.categories())
                        .rerank(candidates, movies.ids(), seen(request, model), request.top());
    }

    /** The item indexes of the user's or visitor's ratings. */
    private static int[] seen(Request request, Recommender model) {
        OptionalInt known = request.user().isPresent()
                ? model.users().indexOf(request.user().get())
                : OptionalInt.empty();
        return known.isPresent()
                ? model.training().interactions().byUser().columns(known.getAsInt())
                : request.history().stream()
                        .flatMapToInt(rated -> model.items().indexOf(rated.item()).stream())
                        .toArray();
    }

    /** An answer's items with what the catalog knows of them. */
    public static List<Map<String, @Nullable Object>> json(Recommendations answer, Movies movies) {
        List<Map<String, @Nullable Object>> items =
                new ArrayList<>(answer.items().size());
        for (Recommendation line : answer.items()) {
            Map<String, @Nullable Object> item = new LinkedHashMap<>();
            item.put("rank", line.rank());
            item.put("movie", line.item());
            putFacts(item, movies.get(line.item()));
            item.put("score", line.score());
            items.add(item);
        }
        return items;
    }

    /** Adds title, year and genres of a movie. */
    public static void putFacts(Map<String, @Nullable Object> json, Movie movie) {
        json.put("title", movie.title());
        json.put("year", movie.year().isPresent() ? movie.year().getAsInt() : null);
        json.put("genres", movie.genres());
    }
}
