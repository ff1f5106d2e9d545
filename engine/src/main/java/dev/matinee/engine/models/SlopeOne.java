package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.matrix.DataSize;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * A rating is what the user gave other items, plus how much better than each of those the item was liked by those who rated
 * both: the weighted slope one of Lemire and Maclachlan 2005 ("Slope One predictors for online rating-based collaborative
 * filtering", section 3.3). With d_ij the mean of r_ui - r_uj over the c_ij users who rated both,
 *
 * <pre>
 * p_ui = sum_j c_ij (d_ij + r_uj) / sum_j c_ij
 * </pre>
 *
 * over the items j that the user rated. Where nobody rated the item together with one of them it is the
 * {@linkplain Biases baseline}. Lists are ordered by the predicted rating, not kept within the scale.
 *
 * <p>Memory: 4 k (k - 1) bytes for the model, k being the number of items with a rating (400 MB for 10,000, 1.6 GB for
 * 20,000, at most 65,536 items), and 20 bytes an item and thread while it is trained. More items than {@code maximumItems}
 * or than the memory of Java allows are refused. Time: half the sum over users of the square of their number of ratings.
 *
 * @param minimumCommon how many users must have rated two items for the difference between them to count
 * @param maximumItems how many items with a rating there may be
 */
public record SlopeOne(
        @Setting(
                value = "users in common that a difference between two items needs",
                min = 1,
                max = 1_000_000,
                search = {1, 20},
                logarithmic = true)
        int minimumCommon,

        @Setting(value = "items with a rating at most; their square times 4 bytes is the memory", min = 1, max = 65_536)
        int maximumItems)
        implements Settings<SlopeOne.Trained> {
    /** The family of models these settings train. */
    public static final ModelFamily<Trained, SlopeOne> FAMILY =
            new ModelFamily<>("slope-one", defaults(), Trained::load);

    private static final int ITEMS_AT_ONCE = 16;

    /** Checks the ranges. */
    public SlopeOne {
        SettingsSchema.check(SlopeOne.class, minimumCommon, maximumItems);
    }

    /** As published: every difference counts. Up to 20,000 items (1.6 GB). */
    public static SlopeOne defaults() {
        return new SlopeOne(1, 20_000);
    }

    /** The same where a difference needs this many users. */
    public SlopeOne minimumCommon(int minimumCommon) {
        return new SlopeOne(minimumCommon, maximumItems);
    }

    /** The same with another limit. */
    public SlopeOne maximumItems(int maximumItems) {
        return new SlopeOne(minimumCommon, maximumItems);
    }

    @Override
    public String model() {
        return FAMILY.name();
    }

    @Override
    public OptionalLong trainingBytes(DataSize size, int threads) {
        return OptionalLong.of(
                bytes(size.items()) + 20L * threads * size.items() + 4L * size.users() + 12L * size.allItems());
    }

    private static long bytes(long items) {
        return 4 * items * Math.max(0, items - 1);
    }

    /**
     * Trains a model.
     *
     * @throws MatineeException {@code BAD_DATA} where there are no ratings, or with the memory that is needed where there
     *     are too many items
     */
    @Override
    public Trained train(TrainingSet training, Run run) {
        Interactions ratings = training.interactions();
        KnownItems known = known(ratings);
        if (known.size() == 0) {
            throw MatineeException.badData("slope-one has no ratings to learn from", "take in some ratings");
        }
        check(known.size());
        Biases.Trained baseline = Biases.defaults().train(training, run);
        float[] differences = new float[start(known.size())];
        int[] common = new int[differences.length];
        try (Progress.Task task = run.progress().start("training " + model(), known.size(), "items")) {
            run.parallelRanges(known.size(), ITEMS_AT_ONCE, (from, to) -> {
                double[] sums = new double[to];
                for (int place = from; place < to; place++) {
                    compare(ratings, known, place, sums, differences, common);
                }
                task.advance(to - from);
            });
        }
        Provenance provenance = Provenance.of(training, run, Kernels.active().name());
        return new Trained(this, training, provenance, baseline, known, differences, common);
    }

    private void check(int items) {
        if (items > maximumItems) {
            throw MatineeException.badData(
                    "slope-one would need " + bytes(items) + " bytes for " + items
                            + " items, more than the setting maximumItems of " + maximumItems + " allows",
                    maximumItems < 65_536 ? "raise maximumItems, or train another model" : "train another model");
        }
        long heap = Runtime.getRuntime().maxMemory();
        if (bytes(items) > heap) {
            throw MatineeException.badData(
                    "slope-one would need " + bytes(items) + " bytes for " + items + " items, and Java may use " + heap,
                    "start Java with a greater -Xmx, or train another model");
        }
    }

    private static KnownItems known(Interactions ratings) {
        Rows byItem = ratings.byItem();
        return new KnownItems(
                IntStream.range(0, byItem.rows())
                        .filter(item -> byItem.count(item) > 0)
                        .toArray(),
                byItem.rows());
    }

    /** Where the differences of a place to those before it stand. */
    private static int start(int place) {
        return (int) ((long) place * (place - 1) / 2);
    }

    /** Compares one item with all before it, user by user. */
    private static void compare(
            Interactions ratings, KnownItems known, int place, double[] sums, float[] differences, int[] common) {
        Rows byItem = ratings.byItem();
        Rows byUser = ratings.byUser();
        int item = known.items()[place];
        int start = start(place);
        Arrays.fill(sums, 0, place, 0);
        for (long position = byItem.start(item); position < byItem.end(item); position++) {
            int user = byItem.column(position);
            float rating = byItem.rating(position);
            for (long other = byUser.start(user); byUser.column(other) < item; other++) {
                int before = known.place(byUser.column(other));
                sums[before] += rating - byUser.rating(other);
                common[start + before]++;
            }
        }
        for (int before = 0; before < place; before++) {
            int count = common[start + before];
            differences[start + before] = count == 0 ? 0 : (float) (sums[before] / count);
        }
    }

    /**
     * How much more each item is liked than each other one. A prediction takes a look at each of the user's ratings.
     */
    public static final class Trained implements Recommender, RatingPredictor, FoldsIn {
        private static final String DIFFERENCES = "differences";
        private static final String COMMON = "common";

        private final SlopeOne settings;
        private final TrainingSet training;
        private final Provenance provenance;
        private final Biases.Trained baseline;
        private final KnownItems known;
        private final float[] differences;
        private final int[] common;
        private final float lowest;
        private final float highest;

        private Trained(
                SlopeOne settings,
                TrainingSet training,
                Provenance provenance,
                Biases.Trained baseline,
                KnownItems known,
                float[] differences,
                int[] common) {
            this.settings = settings;
            this.training = training;
            this.provenance = provenance;
            this.baseline = baseline;
            this.known = known;
            this.differences = differences;
            this.common = common;
            this.lowest = training.interactions().lowestRating();
            this.highest = training.interactions().highestRating();
        }

        private static Trained load(
                SlopeOne settings, TrainingSet training, Provenance provenance, Map<String, Tensor> tensors) {
            KnownItems known = SlopeOne.known(training.interactions());
            int pairs = start(known.size());
            return new Trained(
                    settings,
                    training,
                    provenance,
                    Biases.FAMILY.load(Map.of(), training, provenance, tensors),
                    known,
                    Tensor.floats(tensors, DIFFERENCES, pairs),
                    Tensor.ints(tensors, COMMON, pairs));
        }

        @Override
        public SlopeOne settings() {
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
            tensors.put(DIFFERENCES, Tensor.of(differences, differences.length));
            tensors.put(COMMON, Tensor.of(common, common.length));
            return tensors;
        }

        @Override
        public float predict(int user, int item) {
            Rows byUser = training.interactions().byUser();
            int place = known.place(item);
            double sum = 0;
            long weights = 0;
            long end = place == KnownItems.NONE ? byUser.start(user) : byUser.end(user);
            for (long position = byUser.start(user); position < end; position++) {
                int other = known.place(byUser.column(position));
                int count = count(place, other);
                sum += count * (double) (difference(place, other) + byUser.rating(position));
                weights += count;
            }
            return Math.clamp(rating(baseline.baseline(user, item), sum, weights), lowest, highest);
        }

        /** How many users rated both, where that is enough to count; none for an item and itself. */
        private int count(int place, int other) {
            if (place == other) {
                return 0;
            }
            int count = place > other ? common[start(place) + other] : common[start(other) + place];
            return count < settings.minimumCommon() ? 0 : count;
        }

        /** How much more an item is liked than another. */
        private float difference(int place, int other) {
            if (place == other) {
                return 0;
            }
            return place > other ? differences[start(place) + other] : -differences[start(other) + place];
        }

        private static float rating(float baseline, double sum, long weights) {
            return weights == 0 ? baseline : (float) (sum / weights);
        }

        @Override
        public void scores(int user, float[] scores) {
            Rows byUser = training.interactions().byUser();
            float[] ratings = new float[byUser.count(user)];
            for (int i = 0; i < ratings.length; i++) {
                ratings[i] = byUser.rating(byUser.start(user) + i);
            }
            baseline.scores(user, scores);
            addDifferences(byUser.columns(user), ratings, scores);
        }

        @Override
        public void scores(int[] items, float[] ratings, float[] scores) {
            baseline.scores(items, ratings, scores);
            addDifferences(items, ratings, scores);
        }

        private void addDifferences(int[] items, float[] ratings, float[] scores) {
            double[] sums = new double[known.size()];
            long[] weights = new long[known.size()];
            for (int i = 0; i < items.length; i++) {
                int other = known.place(items[i]);
                for (int place = 0; place < sums.length && other != KnownItems.NONE; place++) {
                    int count = count(place, other);
                    sums[place] += count * (double) (difference(place, other) + ratings[i]);
                    weights[place] += count;
                }
            }
            for (int place = 0; place < sums.length; place++) {
                int item = known.items()[place];
                scores[item] = rating(scores[item], sums[place], weights[place]);
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
