package dev.matinee.engine.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.RealRatings;
import dev.matinee.engine.Run;
import dev.matinee.engine.cluster.Clustering;
import dev.matinee.engine.cluster.KMeans;
import dev.matinee.engine.cluster.SparsePoints;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.split.TrainingSet;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ClusterMeanTest {
    private static final Run RUN = Run.seeded(42).threads(2);

    /**
     * The best of 10 restarts of scikit-learn 1.2.1, {@code KMeans(n_clusters=10, n_init=10, random_state=0)}, on the same
     * matrix: the 1,000 most rated movies, ties by lower id, missing ratings as 0.
     */
    private static final double SCIKIT_LEARN = 589771.361733292;

    @Test
    void theSparseMatrixIsThePublishedOneAndItsClustersAreAsTight() {
        SparsePoints points = mostRated(RealRatings.movieLensSmall(), 1000);

        assertThat(points.size()).isEqualTo(671);
        assertThat(points.dimensions()).isEqualTo(1000);
        assertThat(points.stored()).isEqualTo(62_397);
        Clustering clustering = KMeans.into(10).restarts(30).cluster(points, RUN);
        assertThat(clustering.inertia()).isLessThanOrEqualTo(1.001 * SCIKIT_LEARN);
    }

    @Test
    void everyUserIsInTheClusterNearestOverWhatTheyRated() {
        Interactions ratings = RealRatings.movieLensSmall();
        ClusterMean settings = ClusterMean.defaults().items(200).clusters(5);
        ClusterMean.Trained model = settings.train(TrainingSet.everything(ratings), RUN);
        KnownItems known = TasteClusters.known(ratings, 200);
        float[] centers = Objects.requireNonNull(model.tensors().get("centers")).floats();
        Rows byUser = ratings.byUser();
        for (int user = 0; user < byUser.rows(); user++) {
            double mean = 0;
            for (long at = byUser.start(user); at < byUser.end(user); at++) {
                mean += byUser.rating(at) / (double) byUser.count(user);
            }
            double[] distances = new double[model.clusters()];
            for (long at = byUser.start(user); at < byUser.end(user); at++) {
                int place = known.place(byUser.column(at));
                for (int cluster = 0; place != KnownItems.NONE && cluster < distances.length; cluster++) {
                    double center = centers[place * distances.length + cluster];
                    distances[cluster] += Math.pow(byUser.rating(at) - mean - center, 2);
                }
            }
            for (double distance : distances) {
                assertThat(distances[model.cluster(user)]).isLessThanOrEqualTo(distance + 1e-4);
            }
        }
    }

    @Test
    void aDeviationIsTheShrunkMeanOfTheCluster() {
        Interactions ratings = RealRatings.movieLensSmall();
        ClusterMean settings = ClusterMean.defaults().clusters(4).shrinkage(7);
        ClusterMean.Trained model = settings.train(TrainingSet.everything(ratings), RUN);
        Biases.Trained baseline = Biases.defaults().train(TrainingSet.everything(ratings), RUN);
        Rows byItem = ratings.byItem();
        for (int item = 0; item < 300; item++) {
            double sum = 0;
            int count = 0;
            for (long at = byItem.start(item); at < byItem.end(item); at++) {
                if (model.cluster(byItem.column(at)) == 1) {
                    sum += byItem.rating(at) - baseline.baseline(byItem.column(at), item);
                    count++;
                }
            }
            assertThat(model.support(1, item)).isEqualTo(count);
            assertThat((double) model.deviation(1, item)).isCloseTo(sum / (count + 7), within(1e-5));
        }
    }

    @Test
    void theInertiaIsThatOfTheMatrixAndThePublishedClustersAreAsTightAsScikitLearns() {
        Interactions ratings = RealRatings.movieLensSmall();
        TrainingSet all = TrainingSet.everything(ratings);
        ClusterMean.Trained zero = ClusterMean.defaults()
                .missing(ClusterMean.Missing.ZERO)
                .restarts(30)
                .train(all, RUN);
        SparsePoints points = zero.points();
        assertThat(points.stored()).isEqualTo(62_397);
        assertThat(zero.countedItems()).hasSize(1000).isSorted();
        assertThat(zero.inertia()).isLessThanOrEqualTo(1.001 * SCIKIT_LEARN);
        double expected = 0;
        float[] centers = rowsOf(zero);
        for (int user = 0; user < points.size(); user++) {
            expected += points.squaredDistance(user, centers, zero.cluster(user));
        }
        assertThat(zero.inertia()).isCloseTo(expected, within(1e-6 * expected));

        ClusterMean.Trained observed = ClusterMean.defaults().clusters(4).train(all, RUN);
        double sum = 0;
        centers = rowsOf(observed);
        KnownItems known = TasteClusters.known(ratings, 1000);
        Rows byUser = ratings.byUser();
        for (int user = 0; user < byUser.rows(); user++) {
            double mean = 0;
            for (long at = byUser.start(user); at < byUser.end(user); at++) {
                mean += byUser.rating(at) / (double) byUser.count(user);
            }
            for (long at = byUser.start(user); at < byUser.end(user); at++) {
                int place = known.place(byUser.column(at));
                if (place != KnownItems.NONE) {
                    sum += Math.pow(byUser.rating(at) - mean - centers[observed.cluster(user) * 1000 + place], 2);
                }
            }
        }
        assertThat(observed.inertia()).isCloseTo(sum, within(1e-5 * sum));
    }

    /** Cluster after cluster, as points have them. */
    private static float[] rowsOf(ClusterMean.Trained model) {
        float[] columns = Objects.requireNonNull(model.tensors().get("centers")).floats();
        int k = model.clusters();
        float[] rows = new float[columns.length];
        for (int at = 0; at < columns.length; at++) {
            rows[at % k * (columns.length / k) + at / k] = columns[at];
        }
        return rows;
    }

    @Test
    void aClusterIsPredictedToGiveWhatItsUsersAreOnAverage() {
        Interactions ratings = RealRatings.movieLensSmall();
        TrainingSet all = TrainingSet.everything(ratings);
        ClusterMean.Trained model = ClusterMean.defaults().clusters(3).train(all, RUN);
        Biases.Trained baseline = Biases.defaults().train(all, RUN);
        for (int item = 0; item < 300; item++) {
            double sum = 0;
            int count = 0;
            for (int user = 0; user < ratings.users().size(); user++) {
                if (model.cluster(user) == 2) {
                    sum += baseline.baseline(user, item) + model.deviation(2, item);
                    count++;
                }
            }
            assertThat((double) model.clusterPrediction(2, item))
                    .isCloseTo(Math.clamp(sum / count, 0.5, 5), within(1e-4));
        }
        Rows byUser = ratings.byUser();
        for (int user = 0; user < 50; user++) {
            float[] own = new float[byUser.count(user)];
            for (int i = 0; i < own.length; i++) {
                own[i] = byUser.rating(byUser.start(user) + i);
            }
            assertThat(model.cluster(byUser.columns(user), own)).isEqualTo(model.cluster(user));
        }
    }

    private static SparsePoints mostRated(Interactions ratings, int items) {
        KnownItems known = TasteClusters.known(ratings, items);
        Rows byUser = ratings.byUser();
        int[] starts = new int[byUser.rows() + 1];
        int[] columns = new int[(int) byUser.size()];
        float[] values = new float[columns.length];
        int stored = 0;
        for (int user = 0; user < byUser.rows(); user++) {
            for (long at = byUser.start(user); at < byUser.end(user); at++) {
                if (known.place(byUser.column(at)) != KnownItems.NONE) {
                    columns[stored] = known.place(byUser.column(at));
                    values[stored++] = byUser.rating(at);
                }
            }
            starts[user + 1] = stored;
        }
        return new SparsePoints(starts, columns, values, items);
    }
}
