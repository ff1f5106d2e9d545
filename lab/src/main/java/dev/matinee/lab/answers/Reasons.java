package dev.matinee.lab.answers;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.recommend.FindsSimilar;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.Rated;
import dev.matinee.engine.recommend.TopItems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a movie is recommended, in terms of what somebody has rated: the movies of the history that the same people like, of
 * those rated no lower than that history's mean.
 *
 * <p>Cost: the similarities of one item to all.
 */
public final class Reasons {
    private static final int MOST = 3;

    private final FindsSimilar model;
    private final RatedMovies movies;
    private final Map<Integer, Float> history = new LinkedHashMap<>();
    private final Set<Integer> liked = new HashSet<>();

    /**
     * Reasons in terms of a history.
     *
     * @throws MatineeException {@code USAGE} when the model does not know which movies are alike
     */
    public Reasons(Model model, RatedMovies movies, List<Rated> history) {
        if (!(model instanceof FindsSimilar similar)) {
            throw MatineeException.usage(
                    model.settings().model() + " cannot explain its answers; ask another model, such as ease");
        }
        this.model = similar;
        this.movies = movies;
        double mean = history.stream().mapToDouble(Rated::rating).average().orElse(0);
        for (Rated rated : history) {
            OptionalInt item = movies.indexOf(rated.item());
            if (item.isPresent()) {
                this.history.put(item.getAsInt(), rated.rating());
                if (rated.rating() >= mean) {
                    liked.add(item.getAsInt());
                }
            }
        }
    }

    /** The reasons for a movie, the strongest first; none where nothing of the history is like it. */
    public List<Map<String, @Nullable Object>> json(String movie) {
        OptionalInt item = movies.indexOf(movie);
        List<Map<String, @Nullable Object>> reasons = new ArrayList<>();
        if (item.isEmpty() || liked.isEmpty()) {
            return reasons;
        }
        float[] similarities = new float[movies.size()];
        model.similarities(item.getAsInt(), similarities);
        TopItems top = new TopItems(MOST);
        for (int index : liked.stream().sorted().toList()) {
            if (similarities[index] > 0 && index != item.getAsInt()) {
                top.offer(index, similarities[index]);
            }
        }
        for (int rank = 0; rank < top.size(); rank++) {
            Map<String, @Nullable Object> reason = new LinkedHashMap<>();
            reason.put("movie", movies.get(top.item(rank)).id());
            reason.put("title", movies.get(top.item(rank)).title());
            reason.put("rating", history.get(top.item(rank)));
            reason.put("similarity", top.score(rank));
            reasons.add(reason);
        }
        return reasons;
    }
}
