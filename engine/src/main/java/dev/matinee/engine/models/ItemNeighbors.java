package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.matrix.DataSize;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.Setting;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.split.TrainingSet;
import java.util.OptionalLong;

/**
 * Recommends what is similar to what a user liked, two items being similar when the same people rated them (Deshpande,
 * Karypis 2004, "Item-based top-N recommendation algorithms"), and predicts a rating from the user's ratings of the most
 * similar items (Koren 2010, "Factor in the Neighbors", equation 3).
 *
 * <p>A user u's rating of item i becomes a value x_ui. For the {@link Similarity similarities} of feedback that is g_u w,
 * where w = ((r - lowest) / (highest - lowest))^emphasis is the rating's weight (1 where the scale has one value) and g_u
 * is 1 or favours users who rated little. For the Pearson correlation x_ui is the rating less its baseline
 * ({@link Biases}). With sums over the n users who rated both, the similarity of j to i is
 *
 * <pre>
 * s_ji = similarity(x_j, x_i) * n / (n + shrinkage) * (|x_i|^2 / |x_j|^2)^popularity
 * </pre>
 *
 * and each item i keeps the {@code neighbors} items j with the greatest s_ji above 0. The score of i for a user is
 * {@code sum w_uj s_ji} over the neighbours j that the user rated; a predicted rating is the baseline plus the mean, by
 * s_ji, of the user's deviations from it over the most similar {@code support} of them.
 *
 * <p>Memory: 16 neighbors items bytes for the model, of which 8 are saved; 8 bytes a rating and, a thread, 36 bytes an
 * item while it is trained. Time: sum over users of the square of their number of ratings.
 *
 * @param similarity how the values of two items are compared
 * @param neighbors how many similar items each item keeps
 * @param shrinkage how much similarities that rest on few users are lowered, lambda
 * @param popularity how much similarities favour recommending the more popular item, rho
 * @param positive the lowest rating that is feedback, for scores; predictions rest on all ratings
 * @param emphasis how much more high ratings weigh than low ones
 * @param support how many neighbours a predicted rating rests on at most
 */
public record ItemNeighbors(
        @Setting("how two items are compared") Similarity similarity,

        @Setting(
                value = "similar items that each item keeps",
                min = 1,
                max = 100_000,
                search = {20, 500},
                logarithmic = true)
        int neighbors,

        @Setting(
                value = "users in common at which a similarity counts half",
                min = 0,
                max = 1e6,
                search = {0, 50})
        double shrinkage,

        @Setting(
                value = "how much popular items are favoured; 0 not at all",
                min = -1,
                max = 1,
                search = {0, 0.5})
        double popularity,

        @Setting(value = "lowest rating that is positive feedback", min = -1e6, max = 1e6)
        double positive,

        @Setting(
                value = "how much more high ratings weigh: 0 all alike, 1 as their place on the scale",
                min = 0,
                max = 10,
                search = {0, 2})
        double emphasis,

        @Setting(value = "neighbours that a predicted rating rests on at most", min = 1, max = 100_000)
        int support)
        implements Settings<ItemNeighborsModel> {
    /** The family of models these settings train. */
    public static final ModelFamily<ItemNeighborsModel, ItemNeighbors> FAMILY =
            new ModelFamily<>("item-neighbors", defaults(), ItemNeighborsModel::load);

    /** How two items are compared. */
    public enum Similarity {
        /** The cosine of the weights of all users. */
        COSINE,
        /** The cosine with users weighted by log(1 + items / ratings): who rated less says more about each. */
        TF_IDF,
        /**
         * The inner product of BM25 weights (Robertson, Zaragoza 2009, k1 = 1.2, b = 0.75), users being the words of the
         * items: as TF-IDF, but an item's popularity counts by a damped length instead of a norm.
         */
        BM25,
        /** The correlation of the ratings' deviations from their baselines, over the users who rated both (Koren 2010). */
        PEARSON_BASELINE
    }

    /** Checks the ranges. */
    public ItemNeighbors {
        SettingsSchema.check(
                ItemNeighbors.class, similarity, neighbors, shrinkage, popularity, positive, emphasis, support);
    }

    /** The best found for ranking: see docs/decisions. */
    public static ItemNeighbors defaults() {
        return new ItemNeighbors(Similarity.TF_IDF, 100, 5, 0.2, 0, 1, 60);
    }

    /** The best found for predicting ratings: correlations that count half at 200 users in common. */
    public static ItemNeighbors forRatings() {
        return new ItemNeighbors(Similarity.PEARSON_BASELINE, 1000, 200, 0, 0, 1, 60);
    }

    /** The same with another similarity. */
    public ItemNeighbors similarity(Similarity similarity) {
        return new ItemNeighbors(similarity, neighbors, shrinkage, popularity, positive, emphasis, support);
    }

    /** The same with this many neighbours. */
    public ItemNeighbors neighbors(int neighbors) {
        return new ItemNeighbors(similarity, neighbors, shrinkage, popularity, positive, emphasis, support);
    }

    /** The same with another shrinkage. */
    public ItemNeighbors shrinkage(double shrinkage) {
        return new ItemNeighbors(similarity, neighbors, shrinkage, popularity, positive, emphasis, support);
    }

    /** The same with another preference for popular items. */
    public ItemNeighbors popularity(double popularity) {
        return new ItemNeighbors(similarity, neighbors, shrinkage, popularity, positive, emphasis, support);
    }

    /** The same where only ratings of this and more are feedback. */
    public ItemNeighbors positive(double positive) {
        return new ItemNeighbors(similarity, neighbors, shrinkage, popularity, positive, emphasis, support);
    }

    /** The same with another emphasis on high ratings. */
    public ItemNeighbors emphasis(double emphasis) {
        return new ItemNeighbors(similarity, neighbors, shrinkage, popularity, positive, emphasis, support);
    }

    /** The same where predictions rest on this many neighbours. */
    public ItemNeighbors support(int support) {
        return new ItemNeighbors(similarity, neighbors, shrinkage, popularity, positive, emphasis, support);
    }

    @Override
    public String model() {
        return FAMILY.name();
    }

    /**
     * Trains a model.
     *
     * @throws MatineeException {@code BAD_DATA} where there are no ratings, or none that is positive feedback
     */
    @Override
    public OptionalLong trainingBytes(DataSize size, int threads) {
        return OptionalLong.of(16L * Math.min(neighbors, size.items()) * size.allItems()
                + 8L * size.ratings()
                + 36L * threads * size.allItems()
                + 4L * size.users()
                + 20L * size.allItems());
    }

    @Override
    public ItemNeighborsModel train(TrainingSet training, Run run) {
        Biases.Trained baseline = Biases.defaults().train(training, run);
        NeighborValues values = NeighborValues.ofItems(this, baseline, training.interactions());
        if (values.size() == 0) {
            throw MatineeException.badData(
                    "none of the " + training.interactions().size() + " ratings is " + positive
                            + " or more and above the lowest: there is no positive feedback",
                    "lower the setting positive, or set emphasis to 0");
        }
        NeighborSearch.Rule rule = new NeighborSearch.Rule(similarity, neighbors, shrinkage, popularity);
        NeighborLists lists =
                new NeighborSearch(rule, values, training.interactions().byItem()).search(model(), "items", run);
        Provenance provenance = Provenance.of(training, run, Kernels.active().name());
        return new ItemNeighborsModel(this, training, provenance, baseline, lists);
    }

    /** The weight of a rating as feedback on a scale; 0 where it is none. */
    float weight(float rating, float lowest, float highest) {
        if (rating < positive) {
            return 0;
        }
        if (emphasis == 0 || !(highest > lowest)) {
            return 1;
        }
        double place = Math.clamp((rating - lowest) / (highest - lowest), 0f, 1f);
        return (float) (emphasis == 1 ? place : Math.pow(place, emphasis));
    }
}
