package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.matrix.DataSize;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.models.ItemNeighbors.Similarity;
import dev.matinee.engine.recommend.FoldsIn;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Setting;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.recommend.TopItems;
import dev.matinee.engine.split.TrainingSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Predicts a rating from what the most similar users gave the item (Herlocker, Konstan, Borchers, Riedl 1999, "An
 * algorithmic framework for performing collaborative filtering"), on ratings less their {@linkplain Biases baselines} as
 * {@link ItemNeighbors} does among items (Koren 2010, "Factor in the Neighbors", equation 3 with users for items).
 *
 * <p>With x_ui the rating of user u for item i less its baseline, and sums over the n items that both rated, the similarity
 * of v to u is
 *
 * <pre>
 * s_uv = sum x_ui x_vi / sqrt(sum x_ui^2 sum x_vi^2) * n / (n + shrinkage)
 * </pre>
 *
 * and each user keeps the {@code neighbors} users with the greatest s_uv above 0. A predicted rating is the baseline plus
 * {@code sum s_uv x_vi / (damping + sum s_uv)} over the most similar {@code support} of them that rated the item. Lists are
 * ordered by the predicted rating, not kept within the scale.
 *
 * <p>Memory: 8 neighbors users bytes for the model; twice as much, 8 bytes a rating and, a thread, 36 bytes a user while it
 * is trained. Time: sum over items of the square of their number of ratings. The neighbours of a visitor are found among all
 * users when they are asked for, by the ratings of all items of the history; somebody who gave just the visitor's ratings is
 * taken to be the visitor and left out.
 *
 * @param neighbors how many similar users each user keeps
 * @param shrinkage how much similarities that rest on few items are lowered, lambda
 * @param support how many neighbours a predicted rating rests on at most
 * @param damping how far few or distant neighbours are kept from moving a prediction
 */
public record UserNeighbors(
        @Setting(
                value = "similar users that each user keeps",
                min = 1,
                max = 100_000,
                search = {100, 2000},
                logarithmic = true)
        int neighbors,

        @Setting(
                value = "items in common at which a similarity counts half",
                min = 0,
                max = 1e6,
                search = {5, 500},
                logarithmic = true)
        double shrinkage,

        @Setting(
                value = "neighbours that a predicted rating rests on at most",
                min = 1,
                max = 100_000,
                search = {20, 200},
                logarithmic = true)
        int support,

        @Setting(
                value = "similarity of a neighbour without an opinion that is added to each prediction",
                min = 0,
                max = 1e6,
                search = {0, 2})
        double damping)
        implements Settings<UserNeighbors.Trained> {
    /** The family of models these settings train. */
    public static final ModelFamily<Trained, UserNeighbors> FAMILY =
            new ModelFamily<>("user-neighbors", defaults(), Trained::load);

    /** Checks the ranges. */
    public UserNeighbors {
        SettingsSchema.check(UserNeighbors.class, neighbors, shrinkage, support, damping);
    }

    /** The best found: see docs/decisions. */
    public static UserNeighbors defaults() {
        return new UserNeighbors(1000, 100, 60, 0.3);
    }

    /** The same with this many neighbours. */
    public UserNeighbors neighbors(int neighbors) {
        return new UserNeighbors(neighbors, shrinkage, support, damping);
    }

    /** The same with another shrinkage. */
    public UserNeighbors shrinkage(double shrinkage) {
        return new UserNeighbors(neighbors, shrinkage, support, damping);
    }

    /** The same where predictions rest on this many neighbours. */
    public UserNeighbors support(int support) {
        return new UserNeighbors(neighbors, shrinkage, support, damping);
    }

    /** The same with another damping. */
    public UserNeighbors damping(double damping) {
        return new UserNeighbors(neighbors, shrinkage, support, damping);
    }

    @Override
    public String model() {
        return FAMILY.name();
    }

    @Override
    public OptionalLong trainingBytes(DataSize size, int threads) {
        return OptionalLong.of(16L * Math.min(neighbors, size.users()) * size.users()
                + 8L * size.ratings()
                + 36L * threads * size.users()
                + 12L * size.users()
                + 4L * size.allItems());
    }

    /**
     * Trains a model.
     *
     * @throws MatineeException {@code BAD_DATA} where there are no ratings
     */
    @Override
    public Trained train(TrainingSet training, Run run) {
        Interactions ratings = training.interactions();
        if (ratings.size() == 0) {
            throw MatineeException.badData("user-neighbors has no ratings to learn from", "take in some ratings");
        }
        Biases.Trained baseline = Biases.defaults().train(training, run);
        NeighborValues values = NeighborValues.ofUsers(model(), baseline, ratings);
        NeighborSearch.Rule rule = new NeighborSearch.Rule(Similarity.PEARSON_BASELINE, neighbors, shrinkage, 0);
        NeighborLists lists = new NeighborSearch(rule, values, ratings.byUser()).search(model(), "users", run);
        return new Trained(
                this, training, Provenance.of(training, run, Kernels.active().name()), baseline, lists);
    }

    /** The most similar users of every user, and the baselines. A prediction takes a look at one list. */
    public static final class Trained implements Recommender, RatingPredictor, FoldsIn {
        private final UserNeighbors settings;
        private final TrainingSet training;
        private final Provenance provenance;
        private final Biases.Trained baseline;
        private final NeighborLists lists;
        private final float lowest;
        private final float highest;

        private Trained(
                UserNeighbors settings,
                TrainingSet training,
                Provenance provenance,
                Biases.Trained baseline,
                NeighborLists lists) {
            this.settings = settings;
            this.training = training;
            this.provenance = provenance;
            this.baseline = baseline;
            this.lists = lists;
            this.lowest = training.interactions().lowestRating();
            this.highest = training.interactions().highestRating();
        }

        private static Trained load(
                UserNeighbors settings, TrainingSet training, Provenance provenance, Map<String, Tensor> tensors) {
            return new Trained(
                    settings,
                    training,
                    provenance,
                    Biases.FAMILY.load(Map.of(), training, provenance, tensors),
                    NeighborLists.load(tensors, training.interactions().users().size()));
        }

        @Override
        public UserNeighbors settings() {
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
            lists.addTo(tensors);
            return tensors;
        }

        @Override
        public float predict(int user, int item) {
            Rows byItem = training.interactions().byItem();
            double sum = 0;
            double weights = 0;
            int found = 0;
            for (int i = lists.starts()[user]; i < lists.starts()[user + 1] && found < settings.support(); i++) {
                int other = lists.others()[i];
                long position = byItem.position(item, other);
                if (position >= 0) {
                    double similarity = lists.similarities()[i];
                    sum += similarity * (byItem.rating(position) - baseline.baseline(other, item));
                    weights += similarity;
                    found++;
                }
            }
            return Math.clamp(rating(baseline.baseline(user, item), sum, weights), lowest, highest);
        }

        private float rating(float baseline, double sum, double weights) {
            double deviation = weights > 0 ? sum / (settings.damping() + weights) : 0;
            return (float) (baseline + deviation);
        }

        @Override
        public void scores(int user, float[] scores) {
            Deviations deviations = new Deviations();
            for (int i = lists.starts()[user]; i < lists.starts()[user + 1]; i++) {
                deviations.add(lists.others()[i], lists.similarities()[i]);
            }
            deviations.scores(baseline.userBias(user), scores);
        }

        @Override
        public void scores(int[] items, float[] ratings, float[] scores) {
            float bias = baseline.userBias(items, ratings);
            TopItems neighbors = VisitorNeighbors.of(settings, baseline, training.interactions(), items, ratings, bias);
            Deviations deviations = new Deviations();
            for (int rank = 0; rank < neighbors.size(); rank++) {
                deviations.add(neighbors.item(rank), neighbors.score(rank));
            }
            deviations.scores(bias, scores);
        }

        /** What neighbours, the most similar first, give every item above their baselines. */
        private final class Deviations {
            private final double[] sums = new double[items().size()];
            private final double[] weights = new double[sums.length];
            private final int[] found = new int[sums.length];

            void add(int neighbor, double similarity) {
                Rows byUser = training.interactions().byUser();
                for (long position = byUser.start(neighbor); position < byUser.end(neighbor); position++) {
                    int item = byUser.column(position);
                    if (found[item] < settings.support()) {
                        sums[item] += similarity * (byUser.rating(position) - baseline.baseline(neighbor, item));
                        weights[item] += similarity;
                        found[item]++;
                    }
                }
            }

            void scores(float bias, float[] scores) {
                for (int item = 0; item < sums.length; item++) {
                    float known = baseline.mean() + bias + baseline.itemBias(item);
                    scores[item] = rating(known, sums[item], weights[item]);
                }
            }
        }

        @Override
        public void predictions(int user, float[] ratings) {
            scores(user, ratings);
            for (int item = 0; item < items().size(); item++) {
                ratings[item] = Math.clamp(ratings[item], lowest, highest);
            }
        }
    }
}
