package dev.matinee.lab.segments;

import dev.matinee.data.catalog.Movie;
import dev.matinee.data.catalog.Movies;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.models.ClusterMean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the users of each cluster of tastes rate, and how.
 *
 * @param model the clusters
 * @param segments the segment of each user by index, from 0 on
 */
record ClusterTastes(ClusterMean.Trained model, int[] segments, Movies movies) {
    private static final int BEST = 10;
    private static final int MOVIES_SHOWN = 25;
    private static final int USERS_SHOWN = 40;

    /**
     * Of one cluster.
     *
     * @param segment its number among the segments
     * @param cluster its number in the model
     */
    TasteProfile of(int segment, int cluster) {
        Interactions ratings = model.training().interactions();
        int[] shown = Arrays.stream(model.countedItems())
                .filter(item -> model.support(cluster, item) > 0)
                .boxed()
                .sorted(Comparator.comparingInt((Integer item) -> -model.support(cluster, item))
                        .thenComparingInt(item -> item))
                .limit(MOVIES_SHOWN)
                .mapToInt(Integer::intValue)
                .toArray();
        int[] users = keenest(ratings, segment, shown);
        return new TasteProfile(
                best(ratings, segment, cluster),
                Arrays.stream(shown).mapToObj(item -> movie(ratings, item)).toList(),
                Arrays.stream(users).mapToObj(ratings.users()::id).toList(),
                Arrays.stream(users).mapToObj(user -> row(ratings, user, shown)).toList());
    }

    private Movie movie(Interactions ratings, int item) {
        return movies.get(ratings.items().id(item));
    }

    private List<TasteProfile.Best> best(Interactions ratings, int segment, int cluster) {
        return IntStream.range(0, ratings.items().size())
                .filter(item -> model.support(cluster, item)
                        >= Math.max(1, model.settings().minimumSupport()))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer item) -> -model.clusterPrediction(cluster, item))
                        .thenComparingInt(item -> -model.support(cluster, item))
                        .thenComparingInt(item -> item))
                .limit(BEST)
                .map(item -> new TasteProfile.Best(
                        movie(ratings, item),
                        model.clusterPrediction(cluster, item),
                        mean(ratings.byItem(), item, segment),
                        model.support(cluster, item)))
                .toList();
    }

    private double mean(Rows byItem, int item, int segment) {
        double sum = 0;
        int count = 0;
        for (long at = byItem.start(item); at < byItem.end(item); at++) {
            if (segments[byItem.column(at)] == segment) {
                sum += byItem.rating(at);
                count++;
            }
        }
        return sum / count;
    }

    /** The users of a segment who have rated most of these items, most first. */
    private int[] keenest(Interactions ratings, int segment, int[] items) {
        int[] counts = new int[segments.length];
        Rows byItem = ratings.byItem();
        for (int item : items) {
            for (long at = byItem.start(item); at < byItem.end(item); at++) {
                counts[byItem.column(at)]++;
            }
        }
        return IntStream.range(0, segments.length)
                .filter(user -> segments[user] == segment && counts[user] > 0)
                .boxed()
                .sorted(Comparator.comparingInt((Integer user) -> -counts[user]).thenComparingInt(user -> user))
                .limit(USERS_SHOWN)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static List<Double> row(Interactions ratings, int user, int[] items) {
        List<Double> row = new ArrayList<>(Collections.nCopies(items.length, Double.NaN));
        Rows byUser = ratings.byUser();
        for (int i = 0; i < items.length; i++) {
            if (byUser.contains(user, items[i])) {
                row.set(i, (double) byUser.rating(byUser.position(user, items[i])));
            }
        }
        return row;
    }
}
