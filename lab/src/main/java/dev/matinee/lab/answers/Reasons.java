package dev.matinee.lab.answers;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.recommend.Explains;
import dev.matinee.engine.recommend.FindsSimilar;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.Rated;
import dev.matinee.engine.recommend.TopItems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a movie is recommended, in terms of what somebody has rated. A model that {@link Explains} says exactly what each movie of the
 * history adds to the score; of any other, the reasons are the movies of the history that the same people like, of those rated no lower
 * than that history's mean.
 *
 * <p>Cost: the similarities of one item to all, or what one more folding in costs.
 */
public final class Reasons {
    private static final int MOST = 3;

    private final Model model;
    private final RatedMovies movies;
    private final Map<Integer, Float> history = new LinkedHashMap<>();
    private final Set<Integer> liked = new HashSet<>();

    /**
     * Reasons in terms of a history.
     *
     * @throws MatineeException {@code USAGE} when the model does not know which movies are alike
     */
    public Reasons(Model model, RatedMovies movies, List<Rated> history) {
        if (!(model instanceof FindsSimilar) && !(model instanceof Explains)) {
            throw MatineeException.usage(
                    model.settings().model() + " cannot explain its answers; ask another model, such as ease");
        }
        this.model = model;
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

    /** The reasons for a movie, the strongest first; none where nothing of the history speaks for it. */
    public List<Map<String, @Nullable Object>> json(String movie) {
        OptionalInt item = movies.indexOf(movie);
        List<Map<String, @Nullable Object>> reasons = new ArrayList<>();
        if (item.isEmpty() || history.isEmpty()) {
            return reasons;
        }
        int[] items =
                history.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
        float[] worth = new float[items.length];
        boolean exact = model instanceof Explains;
        if (model instanceof Explains explaining) {
            float[] ratings = new float[items.length];
            for (int i = 0; i < items.length; i++) {
                ratings[i] = history.getOrDefault(items[i], 0f);
            }
            explaining.contributions(items, ratings, item.getAsInt(), worth);
        } else if (model instanceof FindsSimilar similar) {
            float[] similarities = new float[movies.size()];
            similar.similarities(item.getAsInt(), similarities);
            for (int i = 0; i < items.length; i++) {
                worth[i] = liked.contains(items[i]) ? similarities[items[i]] : 0;
            }
        }
        TopItems top = new TopItems(MOST);
        double all = 0;
        for (int i = 0; i < items.length; i++) {
            if (worth[i] > 0 && items[i] != item.getAsInt()) {
                top.offer(i, worth[i]);
                all += worth[i];
            }
        }
        for (int rank = 0; rank < top.size(); rank++) {
            int own = items[top.item(rank)];
            Map<String, @Nullable Object> reason = new LinkedHashMap<>();
            reason.put("movie", movies.get(own).id());
            reason.put("title", movies.get(own).title());
            reason.put("rating", history.get(own));
            reason.put(exact ? "adds" : "similarity", top.score(rank));
            reason.put("share", top.score(rank) / all);
            reasons.add(reason);
        }
        return reasons;
    }

    /** Reasons in a sentence: {@code because of Toy Story (61 %) and Aladdin (20 %)}; empty where there are none. */
    public static String sentence(List<Map<String, @Nullable Object>> reasons) {
        List<String> parts = new ArrayList<>();
        for (Map<String, @Nullable Object> reason : reasons) {
            double share = reason.get("share") instanceof Double given ? given : 0;
            parts.add(String.format(Locale.ROOT, "%s (%.0f %%)", reason.get("title"), 100 * share));
        }
        return parts.isEmpty() ? "" : "because of " + String.join(", ", parts);
    }
}
