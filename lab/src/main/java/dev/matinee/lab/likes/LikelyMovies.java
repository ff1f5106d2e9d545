package dev.matinee.lab.likes;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.Basis;
import dev.matinee.engine.recommend.Recommendation;
import dev.matinee.engine.recommend.Recommendations;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The movies that a user is most likely to like: a fast model names candidates, a classifier of likes puts them in order.
 *
 * <p>Cost: the list of the fast model, and one description and one answer of the classifier a candidate.
 */
public final class LikelyMovies {
    private LikelyMovies() {}

    /**
     * The most likely first; movies that are as likely as each other in the order of the fast model. The scores are
     * probabilities.
     *
     * @param candidates how many movies the fast model names; at least as many as are asked for
     * @throws MatineeException {@code USAGE} for a visitor or for too few candidates, what the fast model throws otherwise
     */
    public static Recommendations recommend(
            LikesModel likes, Recommender fast, Request request, int candidates, Run run) {
        if (candidates < request.top()) {
            throw MatineeException.usage("there must be at least as many candidates as movies that are asked for, "
                    + request.top() + ", got " + candidates);
        }
        String user = request.user()
                .orElseThrow(() -> MatineeException.usage(likes.settings().model()
                        + " knows users by what they have rated in the catalog and cannot answer a visitor"));
        Recommendations named = fast.recommend(request.top(candidates));
        Interactions ratings = likes.training().interactions();
        OptionalInt row = ratings.users().indexOf(user);
        int[] items = named.items().stream()
                .mapToInt(line -> ratings.items().indexOf(line.item()).orElse(-1))
                .toArray();
        float[] probabilities =
                likes.probabilities(likes.features().describe(row.orElse(-1), items, Rows.NO_TIME), run);
        List<Integer> order = IntStream.range(0, items.length)
                .boxed()
                .sorted(Comparator.comparingDouble(place -> -probabilities[place]))
                .limit(request.top())
                .toList();
        List<Recommendation> best = new ArrayList<>();
        for (int place : order) {
            best.add(
                    new Recommendation(best.size() + 1, named.items().get(place).item(), probabilities[place]));
        }
        return new Recommendations(row.isPresent() ? named.basis() : Basis.POPULAR, best);
    }
}
