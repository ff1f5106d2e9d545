package dev.matinee.engine.models;

import dev.matinee.engine.Run;
import dev.matinee.engine.cluster.SparsePoints;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What users of the same taste give: users are clustered by how they rate the most rated items, and a rating is the
 * {@linkplain Biases baseline} of user and item plus what the user's cluster gives the item above it, pulled towards 0 where
 * few of the cluster have rated it.
 *
 * <p>An item that is not rated is left out of the distance of a user to a cluster, ratings counting above the user's own
 * mean ({@code observed}); or it counts as a rating of 0, as published analyses have it ({@code zero}). Lists put items that
 * too few of the cluster have rated after all others.
 *
 * <p>Memory: 8 bytes an item and cluster, 8 bytes a user for the model. Training takes besides at most 16 bytes a rating of the
 * items that count and 64 a user; for each beginning of k-means 4 bytes a user and 4 an item that counts and cluster; and for
 * each that runs at once 28 a user and, of an item that counts, 12 a cluster and 4 a cluster filled up to a multiple of 16.
 * Time: k-means on the sparse matrix, then up to 100 looks at every rating of the items that count.
 *
 * @param clusters the number of clusters
 * @param items how many of the most rated items count
 * @param missing what an item without a rating counts as
 * @param shrinkage how many ratings of the baseline are added to each cluster's of an item
 * @param minimumSupport how many users of a cluster must have rated an item to put it high in a list
 * @param restarts how often k-means begins anew
 */
public record ClusterMean(
        @Setting(value = "number of clusters", min = 1, max = 1000)
        int clusters,

        @Setting(value = "how many of the most rated items count", min = 1, max = 1_000_000)
        int items,

        @Setting("an item without a rating: left out, or a rating of 0")
        Missing missing,

        @Setting(value = "ratings of the baseline added to each cluster's of an item", min = 0, max = 1e9)
        double shrinkage,

        @Setting(value = "ratings of an item that a cluster needs to list it high", min = 0, max = 1_000_000_000)
        int minimumSupport,

        @Setting(value = "how often k-means begins anew", min = 1, max = 1000)
        int restarts)
        implements Settings<ClusterMean.Trained> {
    /** What an item without a rating counts as. */
    public enum Missing {
        /** Nothing: distances are over items that are rated, above the user's own mean. */
        OBSERVED,
        /** A rating of 0. */
        ZERO
    }

    /** The family of models these settings train. */
    public static final ModelFamily<Trained, ClusterMean> FAMILY =
            new ModelFamily<>("cluster-mean", defaults(), Trained::load);

    /** Checks the ranges. */
    public ClusterMean {
        SettingsSchema.check(ClusterMean.class, clusters, items, missing, shrinkage, minimumSupport, restarts);
    }

    /** Ten clusters by the 1,000 most rated items, distances over what is rated. */
    public static ClusterMean defaults() {
        return new ClusterMean(10, 1000, Missing.OBSERVED, 10, 5, 3);
    }

    /** The same with another number of clusters. */
    public ClusterMean clusters(int clusters) {
        return new ClusterMean(clusters, items, missing, shrinkage, minimumSupport, restarts);
    }

    /** The same by another number of items. */
    public ClusterMean items(int items) {
        return new ClusterMean(clusters, items, missing, shrinkage, minimumSupport, restarts);
    }

    /** The same with missing ratings counting otherwise. */
    public ClusterMean missing(Missing missing) {
        return new ClusterMean(clusters, items, missing, shrinkage, minimumSupport, restarts);
    }

    /** The same with another shrinkage. */
    public ClusterMean shrinkage(double shrinkage) {
        return new ClusterMean(clusters, items, missing, shrinkage, minimumSupport, restarts);
    }

    /** The same with another support. */
    public ClusterMean minimumSupport(int minimumSupport) {
        return new ClusterMean(clusters, items, missing, shrinkage, minimumSupport, restarts);
    }

    /** The same with this many restarts. */
    public ClusterMean restarts(int restarts) {
        return new ClusterMean(clusters, items, missing, shrinkage, minimumSupport, restarts);
    }

    @Override
    public String model() {
        return FAMILY.name();
    }

    @Override
    public OptionalLong trainingBytes(DataSize size, int threads) {
        long counted = Math.min(items, size.items());
        long k = Math.min(clusters, size.users());
        long filled = Math.ceilDiv(k, 16) * 16;
        long running = Math.min(restarts, threads);
        return OptionalLong.of(8L * k * size.allItems()
                + 8L * size.users()
                + 16L * size.ratings()
                + 64L * size.users()
                + restarts * (4L * size.users() + 4L * k * counted)
                + running * (28L * size.users() + (12L * k + 4L * filled) * counted));
    }

    @Override
    public Trained train(TrainingSet training, Run run) {
        Interactions ratings = training.interactions();
        Biases.Trained baseline = Biases.defaults().train(training, run);
        TasteClusters.Found found = TasteClusters.find(this, ratings, run);
        int k = found.clusters().k();
        float[] deviations = new float[Math.multiplyExact(ratings.items().size(), k)];
        int[] supports = new int[deviations.length];
        Rows byItem = ratings.byItem();
        for (int item = 0; item < byItem.rows(); item++) {
            double[] sums = new double[k];
            for (long position = byItem.start(item); position < byItem.end(item); position++) {
                int user = byItem.column(position);
                int cluster = found.labels()[user];
                sums[cluster] += byItem.rating(position) - baseline.baseline(user, item);
                supports[item * k + cluster]++;
            }
            for (int cluster = 0; cluster < k; cluster++) {
                int at = item * k + cluster;
                deviations[at] = supports[at] == 0 ? 0 : (float) (sums[cluster] / (supports[at] + shrinkage));
            }
        }
        Provenance provenance = Provenance.of(training, run, Kernels.active().name());
        return new Trained(this, training, provenance, baseline, found, deviations, supports);
    }

    /** Clusters and what each gives each item. */
    public static final class Trained implements Recommender, RatingPredictor, FoldsIn {
        private static final String COUNT = "clusterCount";
        private static final String LABELS = "clusters";
        private static final String CENTERS = "centers";
        private static final String DEVIATIONS = "deviations";
        private static final String SUPPORTS = "supports";

        private final ClusterMean settings;
        private final TrainingSet training;
        private final Provenance provenance;
        private final Biases.Trained baseline;
        private final TasteClusters clusters;
        private final int[] labels;
        private final float[] deviations;
        private final int[] supports;
        private final float[] generosity;
        private final float lowest;
        private final float highest;

        private Trained(
                ClusterMean settings,
                TrainingSet training,
                Provenance provenance,
                Biases.Trained baseline,
                TasteClusters.Found found,
                float[] deviations,
                int[] supports) {
            this.settings = settings;
            this.training = training;
            this.provenance = provenance;
            this.baseline = baseline;
            this.clusters = found.clusters();
            this.labels = found.labels();
            this.deviations = deviations;
            this.supports = supports;
            this.generosity = generosity(found, baseline);
            boolean none = training.interactions().size() == 0;
            this.lowest = none ? 0 : training.interactions().lowestRating();
            this.highest = none ? 0 : training.interactions().highestRating();
        }

        /** The mean bias of the users of each cluster; 0 for a cluster without any. */
        private static float[] generosity(TasteClusters.Found found, Biases.Trained baseline) {
            double[] sums = new double[found.clusters().k()];
            int[] counts = new int[sums.length];
            for (int user = 0; user < found.labels().length; user++) {
                sums[found.labels()[user]] += baseline.userBias(user);
                counts[found.labels()[user]]++;
            }
            float[] means = new float[sums.length];
            for (int cluster = 0; cluster < means.length; cluster++) {
                means[cluster] = counts[cluster] == 0 ? 0 : (float) (sums[cluster] / counts[cluster]);
            }
            return means;
        }

        private static Trained load(
                ClusterMean settings, TrainingSet training, Provenance provenance, Map<String, Tensor> tensors) {
            Interactions ratings = training.interactions();
            KnownItems known = TasteClusters.known(ratings, settings.items());
            int items = ratings.items().size();
            int k = Tensor.ints(tensors, COUNT, 1)[0];
            TasteClusters clusters =
                    new TasteClusters(settings.missing(), known, k, Tensor.floats(tensors, CENTERS, known.size(), k));
            return new Trained(
                    settings,
                    training,
                    provenance,
                    Biases.FAMILY.load(Map.of(), training, provenance, tensors),
                    new TasteClusters.Found(
                            clusters,
                            Tensor.ints(tensors, LABELS, ratings.users().size())),
                    Tensor.floats(tensors, DEVIATIONS, items, k),
                    Tensor.ints(tensors, SUPPORTS, items, k));
        }

        @Override
        public ClusterMean settings() {
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
            int k = clusters.k();
            Map<String, Tensor> tensors = new LinkedHashMap<>(baseline.tensors());
            tensors.put(COUNT, Tensor.of(new int[] {k}, 1));
            tensors.put(LABELS, Tensor.of(labels, labels.length));
            tensors.put(CENTERS, Tensor.of(clusters.centers(), clusters.known().size(), k));
            tensors.put(DEVIATIONS, Tensor.of(deviations, items().size(), k));
            tensors.put(SUPPORTS, Tensor.of(supports, items().size(), k));
            return tensors;
        }

        /** How many clusters there are: no more than there are different tastes. */
        public int clusters() {
            return clusters.k();
        }

        /** The cluster of a user. */
        public int cluster(int user) {
            return labels[user];
        }

        /** The cluster of somebody with these ratings, such as a user who was not there in training. */
        public int cluster(int[] items, float[] ratings) {
            return clusters.nearest(items, ratings);
        }

        /** The items that count, ascending: those with most training ratings. */
        public int[] countedItems() {
            return clusters.known().items().clone();
        }

        /**
         * The training users as points with a dimension for each item that counts: their ratings, or how far these are above
         * the user's own mean where missing ones are left out.
         */
        public SparsePoints points() {
            return clusters.points(training.interactions());
        }

        /** The sum of the training users' squared distances to the centers of their clusters, as missing ratings count. */
        public double inertia() {
            return clusters.inertia(training.interactions(), labels);
        }

        /** What the average user of a cluster is predicted to give an item. */
        public float clusterPrediction(int cluster, int item) {
            return Math.clamp(
                    baseline.mean() + generosity[cluster] + baseline.itemBias(item) + deviation(cluster, item),
                    lowest,
                    highest);
        }

        /** What a cluster gives an item above the baseline. */
        public float deviation(int cluster, int item) {
            return deviations[item * clusters.k() + cluster];
        }

        /** How many users of a cluster have rated an item. */
        public int support(int cluster, int item) {
            return supports[item * clusters.k() + cluster];
        }

        @Override
        public float predict(int user, int item) {
            return Math.clamp(baseline.baseline(user, item) + deviation(labels[user], item), lowest, highest);
        }

        @Override
        public void scores(int user, float[] scores) {
            baseline.scores(user, scores);
            addDeviations(labels[user], scores);
        }

        @Override
        public void scores(int[] items, float[] ratings, float[] scores) {
            baseline.scores(items, ratings, scores);
            addDeviations(clusters.nearest(items, ratings), scores);
        }

        /** An item with too little support is put behind all others, its score being lowered by ten times the scale. */
        private void addDeviations(int cluster, float[] scores) {
            float behind = 10 * Math.max(1, highest - lowest);
            for (int item = 0; item < items().size(); item++) {
                scores[item] +=
                        deviation(cluster, item) - (support(cluster, item) < settings.minimumSupport() ? behind : 0);
            }
        }
    }
}
