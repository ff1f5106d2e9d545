package dev.matinee.engine.models;

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
 * What everybody likes, the same for all: items by how many ratings they have, or by their mean rating pulled towards the
 * mean of all. The yardstick for every model that claims to be personal.
 *
 * <p>Memory: 8 bytes an item. Time: one look at every rating.
 *
 * @param by what makes an item popular
 * @param damping how many ratings of the general mean are added to those of each item when its mean is taken
 * @param halfLifeDays after how many days a rating counts half, backwards from the latest one; 0 where all count the same.
 *     Ratings without a time count in full
 */
public record Popularity(
        @Setting("what makes an item popular: how many ratings, or how high ones")
        By by,

        @Setting(value = "ratings of the general mean added to each item's", min = 0, max = 1e9)
        double damping,

        @Setting(
                value = "days after which a rating counts half; 0 for never",
                min = 0,
                max = 1e6,
                search = {30, 3000},
                logarithmic = true)
        double halfLifeDays)
        implements Settings<Popularity.Trained> {
    /** The family of models these settings train. */
    public static final ModelFamily<Trained, Popularity> FAMILY =
            new ModelFamily<>("popularity", defaults(), Trained::load);

    private static final double SECONDS_A_DAY = 86_400;

    /** What makes an item popular. */
    public enum By {
        /** How many ratings it has. */
        COUNT,
        /** How high its ratings are in the mean. */
        MEAN
    }

    /** Checks the ranges. */
    public Popularity {
        SettingsSchema.check(Popularity.class, by, damping, halfLifeDays);
    }

    /** By the number of ratings, all counting the same; means are damped by 10 ratings. */
    public static Popularity defaults() {
        return new Popularity(By.COUNT, 10, 0);
    }

    /** The same by another measure. */
    public Popularity by(By by) {
        return new Popularity(by, damping, halfLifeDays);
    }

    /** The same with another damping. */
    public Popularity damping(double damping) {
        return new Popularity(by, damping, halfLifeDays);
    }

    /** The same with another half-life. */
    public Popularity halfLifeDays(double halfLifeDays) {
        return new Popularity(by, damping, halfLifeDays);
    }

    @Override
    public String model() {
        return FAMILY.name();
    }

    @Override
    public OptionalLong trainingBytes(DataSize size, int threads) {
        return OptionalLong.of(24L * size.allItems());
    }

    @Override
    public Trained train(TrainingSet training, Run run) {
        Interactions ratings = training.interactions();
        Rows byUser = ratings.byUser();
        int items = ratings.items().size();
        double[] counts = new double[items];
        double[] sums = new double[items];
        long latest = latest(byUser);
        for (int user = 0; user < byUser.rows(); user++) {
            if (user % 4096 == 0) {
                run.checkCancelled();
            }
            for (long position = byUser.start(user); position < byUser.end(user); position++) {
                double weight = weight(byUser.time(position), latest);
                counts[byUser.column(position)] += weight;
                sums[byUser.column(position)] += weight * byUser.rating(position);
            }
        }
        double count = 0;
        double sum = 0;
        for (int item = 0; item < items; item++) {
            count += counts[item];
            sum += sums[item];
        }
        double mean = count > 0 ? sum / count : 0;
        float[] popularity = new float[items];
        float[] means = new float[items];
        for (int item = 0; item < items; item++) {
            popularity[item] = (float) counts[item];
            double weight = counts[item] + damping;
            means[item] = (float) (weight > 0 ? (sums[item] + damping * mean) / weight : mean);
        }
        Provenance provenance = Provenance.of(training, run, Kernels.active().name());
        return new Trained(this, training, provenance, popularity, means);
    }

    private long latest(Rows byUser) {
        long latest = Rows.NO_TIME;
        for (long position = 0; halfLifeDays > 0 && position < byUser.size(); position++) {
            latest = Math.max(latest, byUser.time(position));
        }
        return latest;
    }

    private double weight(long time, long latest) {
        return halfLifeDays == 0 || time == Rows.NO_TIME
                ? 1
                : Math.pow(0.5, (latest - time) / SECONDS_A_DAY / halfLifeDays);
    }

    /** Items with their popularity and mean rating. */
    public static final class Trained implements Recommender, RatingPredictor, FoldsIn {
        private static final String COUNTS = "counts";
        private static final String MEANS = "means";

        private final Popularity settings;
        private final TrainingSet training;
        private final Provenance provenance;
        private final float[] counts;
        private final float[] means;

        private Trained(
                Popularity settings, TrainingSet training, Provenance provenance, float[] counts, float[] means) {
            this.settings = settings;
            this.training = training;
            this.provenance = provenance;
            this.counts = counts;
            this.means = means;
        }

        private static Trained load(
                Popularity settings, TrainingSet training, Provenance provenance, Map<String, Tensor> tensors) {
            int items = training.interactions().items().size();
            return new Trained(
                    settings,
                    training,
                    provenance,
                    Tensor.floats(tensors, COUNTS, items),
                    Tensor.floats(tensors, MEANS, items));
        }

        @Override
        public Popularity settings() {
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
            tensors.put(COUNTS, Tensor.of(counts, counts.length));
            tensors.put(MEANS, Tensor.of(means, means.length));
            return tensors;
        }

        @Override
        public Basis basis() {
            return Basis.POPULAR;
        }

        @Override
        public void scores(int user, float[] scores) {
            System.arraycopy(settings.by == By.COUNT ? counts : means, 0, scores, 0, counts.length);
        }

        @Override
        public void scores(int[] items, float[] ratings, float[] scores) {
            scores(0, scores);
        }

        @Override
        public float predict(int user, int item) {
            return means[item];
        }
    }
}
