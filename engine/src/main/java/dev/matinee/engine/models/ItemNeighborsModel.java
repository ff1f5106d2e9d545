package dev.matinee.engine.models;

import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.Explains;
import dev.matinee.engine.recommend.FindsSimilar;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.split.TrainingSet;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The most similar items of every item, and the baselines of users and items. Made by {@link ItemNeighbors}.
 *
 * <p>Items that are no neighbour of anything a user liked are ranked by their popularity, after all others; so are all
 * items for a user without positive feedback. Scoring one user takes a look at every list that an item of the history is
 * in; a prediction takes a look at one list.
 *
 * <p>Memory: 16 neighbors items bytes, and 4 bytes a user and 20 an item.
 */
public final class ItemNeighborsModel implements Recommender, RatingPredictor, Explains, FindsSimilar {
    /** What the most popular item scores without any neighbour: less than the least neighbour that matters. */
    private static final float POPULAR = 1e-6f;

    private final ItemNeighbors settings;
    private final TrainingSet training;
    private final Provenance provenance;
    private final Biases.Trained baseline;
    private final NeighborLists neighbors;
    private final NeighborLists neighborOf;
    private final float[] popularity;
    private final float lowest;
    private final float highest;

    ItemNeighborsModel(
            ItemNeighbors settings,
            TrainingSet training,
            Provenance provenance,
            Biases.Trained baseline,
            NeighborLists neighbors) {
        this.settings = settings;
        this.training = training;
        this.provenance = provenance;
        this.baseline = baseline;
        this.neighbors = neighbors;
        this.neighborOf = neighbors.transposed();
        Interactions ratings = training.interactions();
        this.lowest = ratings.lowestRating();
        this.highest = ratings.highestRating();
        this.popularity = new float[ratings.items().size()];
        int most = 1;
        for (int item = 0; item < popularity.length; item++) {
            most = Math.max(most, ratings.byItem().count(item));
        }
        for (int item = 0; item < popularity.length; item++) {
            popularity[item] = POPULAR * ratings.byItem().count(item) / most;
        }
    }

    static ItemNeighborsModel load(
            ItemNeighbors settings, TrainingSet training, Provenance provenance, Map<String, Tensor> tensors) {
        NeighborLists lists =
                NeighborLists.load(tensors, training.interactions().items().size());
        Biases.Trained baseline = Biases.FAMILY.loader().load(Biases.defaults(), training, provenance, tensors);
        return new ItemNeighborsModel(settings, training, provenance, baseline, lists);
    }

    @Override
    public ItemNeighbors settings() {
        return settings;
    }

    @Override
    public TrainingSet training() {
        return training;
    }

    @Override
    public Provenance provenance() {
        return provenance;
    }

    @Override
    public Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>(baseline.tensors());
        neighbors.addTo(tensors);
        return tensors;
    }

    @Override
    public void scores(int user, float[] scores) {
        Rows byUser = training.interactions().byUser();
        System.arraycopy(popularity, 0, scores, 0, popularity.length);
        for (long position = byUser.start(user); position < byUser.end(user); position++) {
            add(byUser.column(position), byUser.rating(position), scores);
        }
    }

    @Override
    public void scores(int[] history, float[] ratings, float[] scores) {
        System.arraycopy(popularity, 0, scores, 0, popularity.length);
        for (int i = 0; i < history.length; i++) {
            add(history[i], ratings[i], scores);
        }
    }

    private void add(int item, float rating, float[] scores) {
        float weight = settings.weight(rating, lowest, highest);
        int end = weight == 0 ? 0 : neighborOf.starts()[item + 1];
        for (int i = neighborOf.starts()[item]; i < end; i++) {
            scores[neighborOf.others()[i]] += weight * neighborOf.similarities()[i];
        }
    }

    @Override
    public void contributions(int[] history, float[] ratings, int item, float[] contributions) {
        for (int i = 0; i < history.length; i++) {
            float weight = settings.weight(ratings[i], lowest, highest);
            contributions[i] = 0;
            for (int at = neighborOf.starts()[history[i]]; at < neighborOf.starts()[history[i] + 1]; at++) {
                contributions[i] +=
                        neighborOf.others()[at] == item ? weight * neighborOf.similarities()[at] : 0;
            }
        }
    }

    @Override
    public void similarities(int item, float[] similarities) {
        Arrays.fill(similarities, 0, popularity.length, 0);
        for (int i = neighbors.starts()[item]; i < neighbors.starts()[item + 1]; i++) {
            similarities[neighbors.others()[i]] = neighbors.similarities()[i];
        }
    }

    @Override
    public void predictions(int user, float[] ratings) {
        Rows byUser = training.interactions().byUser();
        float[] deviations = new float[popularity.length];
        Arrays.fill(deviations, Float.NaN);
        for (long position = byUser.start(user); position < byUser.end(user); position++) {
            int other = byUser.column(position);
            deviations[other] = byUser.rating(position) - baseline.baseline(user, other);
        }
        for (int item = 0; item < popularity.length; item++) {
            ratings[item] = predict(user, item, other -> deviations[other]);
        }
    }

    /** The deviation of a user's rating of an item from its baseline, NaN for none. */
    private interface Deviations {
        float of(int item);
    }

    private float predict(int user, int item, Deviations deviations) {
        double sum = 0;
        double weights = 0;
        int found = 0;
        for (int i = neighbors.starts()[item]; i < neighbors.starts()[item + 1] && found < settings.support(); i++) {
            float deviation = deviations.of(neighbors.others()[i]);
            if (!Float.isNaN(deviation)) {
                sum += neighbors.similarities()[i] * deviation;
                weights += neighbors.similarities()[i];
                found++;
            }
        }
        double deviation = weights > 0 ? sum / weights : 0;
        return (float) Math.clamp(baseline.baseline(user, item) + deviation, lowest, highest);
    }

    @Override
    public float predict(int user, int item) {
        Rows byUser = training.interactions().byUser();
        return predict(user, item, other -> {
            long position = byUser.position(user, other);
            return position < 0 ? Float.NaN : byUser.rating(position) - baseline.baseline(user, other);
        });
    }
}
