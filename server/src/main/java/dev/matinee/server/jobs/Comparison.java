package dev.matinee.server.jobs;

import dev.matinee.data.ingest.CatalogSource.Added;
import dev.matinee.engine.Run;
import dev.matinee.engine.evaluate.Evaluation;
import dev.matinee.engine.evaluate.PairedComparison;
import dev.matinee.engine.evaluate.TopNEvaluation;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.split.Predefined;
import dev.matinee.engine.split.Split;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether a model that is trained anew would be worse than the one that is served: both are measured on the latest fifth of the
 * ratings that came since the catalog, of movies that their users had not rated before. These are in neither training set. The
 * new model learns from all the other ratings; the one that is served is asked {@linkplain AsServed as the service asks it}.
 *
 * @param users how many users were measured on
 * @param served what the model that is served reaches
 * @param candidate what the new one reaches
 * @param difference the second minus the first, user by user
 */
record Comparison(int users, double served, double candidate, PairedComparison difference) {
    /** What is compared. */
    static final String METRIC = "ndcg@10";

    /** With fewer users no difference can be told from chance, and nothing is decided. */
    static final int FEWEST_USERS = 30;

    private static final double HELD_OUT = 0.2;

    /** Not worse by more than chance. */
    boolean isNotWorse() {
        return difference.high() >= 0;
    }

    /**
     * Compares.
     *
     * @param ratings all ratings, those that came since among them
     * @param added those that came since
     * @param served the model that is served, trained without them
     * @return empty where too few users have anything to be measured on
     */
    static Optional<Comparison> of(Interactions ratings, List<Added> added, Recommender served, Run run) {
        Predefined.TestPairs heldOut = latest(ratings, added, served.training().interactions());
        if (heldOut.users().length == 0) {
            return Optional.empty();
        }
        Split split = Predefined.of(List.of(heldOut)).split(ratings, run);
        TopNEvaluation lists = TopNEvaluation.at(10);
        if (relevantUsers(split, lists.relevantFrom(split)) < FEWEST_USERS) {
            return Optional.empty();
        }
        Evaluation before = lists.measure(new AsServed(served, split.training()), split, run);
        Recommender candidate = trained(served.settings(), split, run);
        Evaluation after = lists.measure(candidate, split, run);
        return Optional.of(new Comparison(
                before.users(),
                before.metric(METRIC).mean(),
                after.metric(METRIC).mean(),
                after.compare(before, METRIC, run)));
    }

    private static Recommender trained(Settings<?> settings, Split split, Run run) {
        if (settings.train(split, run) instanceof Recommender recommender) {
            return recommender;
        }
        throw new IllegalStateException(settings.model() + " recommends and its training does not");
    }

    private static long relevantUsers(Split split, double threshold) {
        var heldOut = split.heldOut().interactions().byUser();
        long users = 0;
        for (int user = 0; user < heldOut.rows(); user++) {
            boolean relevant = false;
            for (long position = heldOut.start(user); position < heldOut.end(user); position++) {
                relevant |= heldOut.rating(position) >= threshold;
            }
            users += relevant ? 1 : 0;
        }
        return users;
    }

    /** The latest of the ratings that came since and that the catalog had nothing of, as they ended up among all ratings. */
    private static Predefined.TestPairs latest(Interactions ratings, List<Added> added, Interactions then) {
        Map<Long, Added> fresh = new LinkedHashMap<>();
        for (Added rating : added) {
            OptionalInt user = ratings.users().indexOf(rating.user());
            OptionalInt item = ratings.items().indexOf(rating.movie());
            if (user.isPresent()
                    && item.isPresent()
                    && ratings.byUser().contains(user.getAsInt(), item.getAsInt())
                    && !isIn(then, rating)) {
                fresh.put((long) user.getAsInt() << 32 | item.getAsInt(), rating);
            }
        }
        List<Map.Entry<Long, Added>> ordered = new ArrayList<>(fresh.entrySet());
        ordered.sort(Comparator.comparingLong(
                (Map.Entry<Long, Added> entry) -> entry.getValue().time()));
        List<Long> pairs =
                ordered.subList(ordered.size() - (int) Math.round(HELD_OUT * ordered.size()), ordered.size()).stream()
                        .map(Map.Entry::getKey)
                        .toList();
        return new Predefined.TestPairs(
                "recent",
                pairs.stream().mapToInt(pair -> (int) (pair >> 32)).toArray(),
                pairs.stream().mapToInt(Long::intValue).toArray());
    }

    private static boolean isIn(Interactions then, Added rating) {
        OptionalInt user = then.users().indexOf(rating.user());
        OptionalInt item = then.items().indexOf(rating.movie());
        return user.isPresent() && item.isPresent() && then.byUser().contains(user.getAsInt(), item.getAsInt());
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("metric", METRIC);
        json.put("users", users);
        json.put("served", served);
        json.put("candidate", candidate);
        json.put("difference", difference.difference());
        json.put("low", difference.low());
        json.put("high", difference.high());
        json.put("pValue", difference.pValue());
        return json;
    }
}
