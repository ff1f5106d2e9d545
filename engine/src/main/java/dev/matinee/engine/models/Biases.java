package dev.matinee.engine.models;

import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.matrix.DataSize;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.Basis;
import dev.matinee.engine.recommend.FoldsIn;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Setting;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.split.TrainingSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A rating is the general mean plus what the user gives above it plus what the item gets above it: the baseline of Koren
 * 2010 ("Factor in the Neighbors", section 2.1), fitted by alternating least squares. With mean m and biases b, training
 * lowers {@code sum (r - m - b_u - b_i)^2 + userRegularization sum b_u^2 + itemRegularization sum b_i^2}.
 *
 * <p>Every sweep fits all items, then all users, so a user's bias is just what folding in the same ratings gives.
 * Memory: 4 bytes a user and an item. Time: two looks at every rating a sweep.
 *
 * @param userRegularization how many ratings of bias 0 are added to each user's
 * @param itemRegularization how many ratings of bias 0 are added to each item's
 * @param sweeps how often all biases are fitted
 */
public record Biases(
        @Setting(
                value = "ratings of bias 0 added to each user's",
                min = 0,
                max = 1e9,
                search = {0.5, 50},
                logarithmic = true)
        double userRegularization,

        @Setting(
                value = "ratings of bias 0 added to each item's",
                min = 0,
                max = 1e9,
                search = {0.5, 50},
                logarithmic = true)
        double itemRegularization,

        @Setting(value = "how often all biases are fitted", min = 1, max = 10_000)
        int sweeps)
        implements Settings<Biases.Trained> {
    /** The family of models these settings train. */
    public static final ModelFamily<Trained, Biases> FAMILY = new ModelFamily<>("biases", defaults(), Trained::load);

    private static final int ROWS_AT_ONCE = 1024;

    /** Checks the ranges. */
    public Biases {
        SettingsSchema.check(Biases.class, userRegularization, itemRegularization, sweeps);
    }

    /** Regularisation 5 for users and 3 for items, ten sweeps. */
    public static Biases defaults() {
        return new Biases(5, 3, 10);
    }

    /** The same with another regularisation of users. */
    public Biases userRegularization(double userRegularization) {
        return new Biases(userRegularization, itemRegularization, sweeps);
    }

    /** The same with another regularisation of items. */
    public Biases itemRegularization(double itemRegularization) {
        return new Biases(userRegularization, itemRegularization, sweeps);
    }

    /** The same with another number of sweeps. */
    public Biases sweeps(int sweeps) {
        return new Biases(userRegularization, itemRegularization, sweeps);
    }

    @Override
    public String model() {
        return FAMILY.name();
    }

    @Override
    public OptionalLong trainingBytes(DataSize size, int threads) {
        return OptionalLong.of(4L * (size.users() + size.allItems()));
    }

    @Override
    public Trained train(TrainingSet training, Run run) {
        Interactions ratings = training.interactions();
        float mean = mean(ratings.byUser());
        float[] users = new float[ratings.users().size()];
        float[] items = new float[ratings.items().size()];
        try (Progress.Task task = run.progress().start("training " + model(), sweeps, "sweeps")) {
            for (int sweep = 0; sweep < sweeps; sweep++) {
                fit(ratings.byItem(), mean, users, itemRegularization, items, run);
                fit(ratings.byUser(), mean, items, userRegularization, users, run);
                task.advance(1);
            }
        }
        Provenance provenance = Provenance.of(training, run, Kernels.active().name());
        return new Trained(this, training, provenance, mean, users, items);
    }

    private static float mean(Rows rows) {
        double sum = 0;
        for (long position = 0; position < rows.size(); position++) {
            sum += rows.rating(position);
        }
        return rows.size() == 0 ? 0 : (float) (sum / rows.size());
    }

    private static void fit(Rows rows, float mean, float[] others, double regularization, float[] biases, Run run) {
        run.parallelRanges(rows.rows(), ROWS_AT_ONCE, (from, to) -> {
            for (int row = from; row < to; row++) {
                double sum = 0;
                for (long position = rows.start(row); position < rows.end(row); position++) {
                    sum += rows.rating(position) - mean - others[rows.column(position)];
                }
                biases[row] = bias(sum, rows.count(row), regularization);
            }
        });
    }

    private static float bias(double sum, int count, double regularization) {
        return count == 0 ? 0 : (float) (sum / (count + regularization));
    }

    /** The mean and the biases. */
    public static final class Trained implements Recommender, RatingPredictor, FoldsIn {
        private static final String MEAN = "mean";
        private static final String USERS = "userBiases";
        private static final String ITEMS = "itemBiases";

        private final Biases settings;
        private final TrainingSet training;
        private final Provenance provenance;
        private final float mean;
        private final float[] users;
        private final float[] items;
        private final float lowest;
        private final float highest;

        private Trained(
                Biases settings,
                TrainingSet training,
                Provenance provenance,
                float mean,
                float[] users,
                float[] items) {
            this.settings = settings;
            this.training = training;
            this.provenance = provenance;
            this.mean = mean;
            this.users = users;
            this.items = items;
            boolean none = training.interactions().size() == 0;
            this.lowest = none ? mean : training.interactions().lowestRating();
            this.highest = none ? mean : training.interactions().highestRating();
        }

        private static Trained load(
                Biases settings, TrainingSet training, Provenance provenance, Map<String, Tensor> tensors) {
            Interactions ratings = training.interactions();
            return new Trained(
                    settings,
                    training,
                    provenance,
                    Tensor.floats(tensors, MEAN, 1)[0],
                    Tensor.floats(tensors, USERS, ratings.users().size()),
                    Tensor.floats(tensors, ITEMS, ratings.items().size()));
        }

        @Override
        public Biases settings() {
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
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            tensors.put(MEAN, Tensor.of(new float[] {mean}, 1));
            tensors.put(USERS, Tensor.of(users, users.length));
            tensors.put(ITEMS, Tensor.of(items, items.length));
            return tensors;
        }

        /** The mean of all training ratings. */
        public float mean() {
            return mean;
        }

        /** What a user gives above the mean; 0 for one without training ratings. */
        public float userBias(int user) {
            return users[user];
        }

        /** What an item gets above the mean; 0 for one without training ratings. */
        public float itemBias(int item) {
            return items[item];
        }

        /** The order of the items is the same for everybody. */
        @Override
        public Basis basis() {
            return Basis.POPULAR;
        }

        /** The mean and both biases, not kept within the scale. */
        public float baseline(int user, int item) {
            return mean + users[user] + items[item];
        }

        @Override
        public float predict(int user, int item) {
            return Math.clamp(baseline(user, item), lowest, highest);
        }

        @Override
        public void scores(int user, float[] scores) {
            scores(users[user], scores);
        }

        @Override
        public void scores(int[] history, float[] ratings, float[] scores) {
            scores(userBias(history, ratings), scores);
        }

        /** What somebody with this history gives above the mean. */
        float userBias(int[] history, float[] ratings) {
            double sum = 0;
            for (int i = 0; i < history.length; i++) {
                sum += ratings[i] - mean - items[history[i]];
            }
            return bias(sum, history.length, settings.userRegularization);
        }

        private void scores(float userBias, float[] scores) {
            for (int item = 0; item < items.length; item++) {
                scores[item] = mean + userBias + items[item];
            }
        }
    }
}
