package dev.matinee.lab.explain;

import dev.matinee.engine.recommend.Explains;
import dev.matinee.engine.recommend.FindsSimilar;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.Rated;
import dev.matinee.engine.recommend.TopItems;
import dev.matinee.lab.answers.RatedMovies;
import dev.matinee.lab.answers.SegmentTastes;
import dev.matinee.lab.content.SharedTerm;
import dev.matinee.lab.content.SharedTerms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Why a movie is recommended: which movies that somebody has rated speak for it, what it has in common with them, and whether the segment
 * that somebody is in watches it more than others do. A model that {@link Explains} says exactly what each movie of the history adds to
 * the score; of any other, the movies are those of the history that the same people like or, where the model does not know that either,
 * those that are about the same; of those rated no lower than that history's mean.
 *
 * <p>Cost: the similarities of one item to all, or what one more folding in costs. Not thread-safe while it is being made.
 */
public final class Reasons {
    private static final int MOST = 3;
    private static final int MOST_TERMS = 5;

    private final Model model;
    private final RatedMovies movies;
    private final int[] items;
    private final float[] ratings;
    private final double mean;
    private Optional<SharedTerms> terms = Optional.empty();
    private Optional<SegmentTastes> tastes = Optional.empty();
    private String user = "";

    /** Reasons in terms of a history. */
    public Reasons(Model model, RatedMovies movies, List<Rated> history) {
        this.model = model;
        this.movies = movies;
        this.mean = history.stream().mapToDouble(Rated::rating).average().orElse(0);
        Map<Integer, Float> known = new TreeMap<>();
        for (Rated rated : history) {
            movies.indexOf(rated.item()).ifPresent(item -> known.put(item, rated.rating()));
        }
        this.items = known.keySet().stream().mapToInt(Integer::intValue).toArray();
        this.ratings = new float[items.length];
        for (int i = 0; i < items.length; i++) {
            ratings[i] = known.getOrDefault(items[i], 0f);
        }
    }

    /** The same with what movies have in common. */
    public Reasons terms(SharedTerms shared) {
        terms = Optional.of(shared);
        return this;
    }

    /** The same with what the segment of a user watches. */
    public Reasons segment(SegmentTastes watched, String ofUser) {
        tastes = Optional.of(watched);
        user = ofUser;
        return this;
    }

    /**
     * Adds to a movie of a list, as JSON values: {@code reasons}, movies of the history, the strongest first, none where nothing of it
     * speaks for the movie; {@code about}, the terms that it shares with them; {@code segment}, where the user's watches it more than
     * all do; and {@code because}, all of it in a sentence. Of a model that does not know which movies are alike, and without terms, there
     * are no reasons.
     */
    public void addTo(Map<String, @Nullable Object> recommended) {
        String movie = String.valueOf(recommended.get("movie"));
        OptionalInt item = movies.indexOf(movie);
        List<Map<String, @Nullable Object>> reasons = item.isEmpty() ? List.of() : movies(movie, item.getAsInt());
        List<SharedTerm> about = about(movie, reasons);
        Optional<SegmentTastes.Liking> segment =
                item.isEmpty() ? Optional.empty() : tastes.flatMap(watched -> watched.liking(user, item.getAsInt()));
        recommended.put("reasons", reasons);
        recommended.put("about", about.stream().map(SharedTerm::toJson).toList());
        segment.ifPresent(liking -> recommended.put("segment", liking.toJson()));
        recommended.put("because", sentence(reasons, about, segment));
    }

    private List<Map<String, @Nullable Object>> movies(String movie, int item) {
        String key = model instanceof Explains ? "adds" : "similarity";
        float[] worth = worth(movie, item);
        TopItems top = new TopItems(MOST);
        double all = 0;
        for (int i = 0; i < items.length; i++) {
            if (worth[i] > 0 && items[i] != item) {
                top.offer(i, worth[i]);
                all += worth[i];
            }
        }
        List<Map<String, @Nullable Object>> reasons = new ArrayList<>();
        for (int rank = 0; rank < top.size(); rank++) {
            int own = top.item(rank);
            Map<String, @Nullable Object> reason = new LinkedHashMap<>();
            reason.put("movie", movies.get(items[own]).id());
            reason.put("title", movies.get(items[own]).title());
            reason.put("rating", ratings[own]);
            reason.put(key, top.score(rank));
            reason.put("share", top.score(rank) / all);
            reasons.add(reason);
        }
        return reasons;
    }

    /** How much each movie of the history speaks for another. */
    private float[] worth(String movie, int item) {
        float[] worth = new float[items.length];
        if (items.length == 0) {
            return worth;
        }
        switch (model) {
            case Explains explaining -> explaining.contributions(items, ratings, item, worth);
            case FindsSimilar similar -> {
                float[] similarities = new float[movies.size()];
                similar.similarities(item, similarities);
                for (int i = 0; i < items.length; i++) {
                    worth[i] = ratings[i] >= mean ? similarities[items[i]] : 0;
                }
            }
            default -> {
                for (int i = 0; i < items.length && terms.isPresent(); i++) {
                    String own = movies.get(items[i]).id();
                    worth[i] = ratings[i] >= mean ? (float) terms.get().likeness(movie, own) : 0;
                }
            }
        }
        return worth;
    }

    private List<SharedTerm> about(String movie, List<Map<String, @Nullable Object>> reasons) {
        Map<String, Double> others = new LinkedHashMap<>();
        for (Map<String, @Nullable Object> reason : reasons) {
            others.put(String.valueOf(reason.get("movie")), share(reason));
        }
        return terms.map(shared -> shared.of(movie, others, MOST_TERMS)).orElse(List.of());
    }

    private static double share(Map<String, @Nullable Object> reason) {
        return reason.get("share") instanceof Double given ? given : 0;
    }

    /**
     * All in a sentence: {@code because of Toy Story (61 %) and Aladdin (20 %), also about Animation, toy; 43 % of "drama lovers" have
     * rated it, 20 % of all}; empty where there is nothing to say.
     */
    private static String sentence(
            List<Map<String, @Nullable Object>> reasons,
            List<SharedTerm> about,
            Optional<SegmentTastes.Liking> segment) {
        List<String> named = new ArrayList<>();
        for (Map<String, @Nullable Object> reason : reasons) {
            named.add(String.format(Locale.ROOT, "%s (%.0f %%)", reason.get("title"), 100 * share(reason)));
        }
        List<String> parts = new ArrayList<>();
        if (!named.isEmpty()) {
            parts.add("because of " + String.join(", ", named)
                    + (about.isEmpty() ? "" : ", also about " + SharedTerm.words(about)));
        }
        segment.ifPresent(liking -> parts.add(String.format(
                Locale.ROOT,
                "%.0f %% of \"%s\" have rated it, %.0f %% of all",
                100 * liking.share(),
                liking.label(),
                100 * liking.ofAll())));
        return String.join("; ", parts);
    }
}
