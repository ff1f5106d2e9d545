package dev.matinee.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KMeansTest {
    @Test
    void wellSeparatedBlobsAreFoundWhole() {
        int[] truth = new int[300];
        float[] rows = blobs(300, 3, 4, truth);
        Clustering clustering = KMeans.into(4).cluster(DensePoints.ofRows(rows, 3), Run.seeded(1));

        assertThat(AdjustedRand.index(truth, clustering.labels())).isEqualTo(1);
        assertThat(clustering.converged()).isTrue();
        assertThat(Arrays.stream(clustering.sizes()).sum()).isEqualTo(300);
    }

    @Test
    void everyPointIsInTheClusterWhoseMeanIsNearest() {
        float[] rows = noise(7, 500 * 5);
        DensePoints points = DensePoints.ofRows(rows, 5);
        Clustering clustering = KMeans.into(6).cluster(points, Run.seeded(3));

        double inertia = 0;
        double[][] means = new double[6][5];
        for (int i = 0; i < 500; i++) {
            double own =
                    points.squaredDistance(i, clustering.centers(), clustering.labels()[i]);
            inertia += own;
            for (int c = 0; c < 6; c++) {
                assertThat(own).isLessThanOrEqualTo(points.squaredDistance(i, clustering.centers(), c) + 1e-6);
            }
            for (int d = 0; d < 5; d++) {
                means[clustering.labels()[i]][d] +=
                        rows[i * 5 + d] / (double) clustering.sizes()[clustering.labels()[i]];
            }
        }
        assertThat(clustering.inertia()).isCloseTo(inertia, within(1e-9));
        for (int c = 0; c < 6; c++) {
            for (int d = 0; d < 5; d++) {
                assertThat((double) clustering.center(c, d)).isCloseTo(means[c][d], within(1e-6));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void theThreadsDoNotChangeABit(int restarts) {
        DensePoints points = DensePoints.ofRows(noise(5, 10_000 * 3), 3);
        KMeans settings = KMeans.into(7).restarts(restarts);
        Clustering one = settings.cluster(points, Run.seeded(5).threads(1));
        Clustering two = settings.cluster(points, Run.seeded(5).threads(2));

        assertThat(two.labels()).isEqualTo(one.labels());
        assertThat(two.centers()).isEqualTo(one.centers());
        assertThat(two.inertia()).isEqualTo(one.inertia());
    }

    @Test
    void sparsePointsAreClusteredAsTheSamePointsGivenDense() {
        int[] truth = new int[200];
        float[] rows = blobs(200, 20, 3, truth);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Math.abs(rows[i]) < 3 ? 0 : rows[i];
        }
        SparsePoints sparse = sparse(rows, 20);
        DensePoints dense = DensePoints.ofRows(rows, 20);
        assertThat(sparse.stored()).isLessThan(rows.length);
        assertThat(sparse.meanVariance()).isCloseTo(dense.meanVariance(), within(1e-9));

        Clustering fromSparse = KMeans.into(3).cluster(sparse, Run.seeded(1));
        Clustering fromDense = KMeans.into(3).cluster(dense, Run.seeded(1));
        assertThat(AdjustedRand.index(fromSparse.labels(), fromDense.labels())).isEqualTo(1);
        assertThat(fromSparse.inertia()).isCloseTo(fromDense.inertia(), within(1e-3));
        assertThat(Silhouette.of(sparse, fromDense, 200, Run.seeded(1)).mean())
                .isEqualTo(Silhouette.exact(dense, fromDense, Run.seeded(1)).mean());
        Silhouette ofSome = Silhouette.of(sparse, fromDense, 120, Run.seeded(1));
        assertThat(ofSome.sampled()).isTrue();
        assertThat(ofSome.mean())
                .isEqualTo(Silhouette.of(dense, fromDense, 120, Run.seeded(1)).mean());
    }

    @Test
    void moreClustersThanDifferentPointsAreRefused() {
        DensePoints points = DensePoints.ofRows(new float[] {1, 1, 1, 2, 2}, 1);

        assertThat(KMeans.into(2).cluster(points, Run.seeded(1)).inertia()).isZero();
        assertThatThrownBy(() -> KMeans.into(3).cluster(points, Run.seeded(1)))
                .hasMessage("3 clusters were asked for, but there are only 2 different points");
        assertThatThrownBy(() -> KMeans.into(6).cluster(points, Run.seeded(1)))
                .hasMessageContaining("only 5 different points");
        assertThatThrownBy(() -> KMeans.into(0)).hasMessage("k must be at least 1, got 0");
        assertThatThrownBy(() -> DensePoints.ofRows(new float[] {1, Float.NaN}, 1))
                .hasMessage("coordinates must be finite, got NaN in dimension 0 of point 1");
    }

    @Test
    void silhouettesAreThoseOfTheDefinition() {
        float[] rows = noise(11, 150 * 2);
        DensePoints points = DensePoints.ofRows(rows, 2);
        Clustering clustering = KMeans.into(5).cluster(points, Run.seeded(1));
        double total = 0;
        for (int i = 0; i < 150; i++) {
            total += width(rows, clustering, i);
        }

        Silhouette silhouette = Silhouette.exact(points, clustering, Run.seeded(1));
        assertThat(silhouette.mean()).isCloseTo(total / 150, within(1e-5));
        assertThat(silhouette.sampled()).isFalse();
        Silhouette sampled = Silhouette.of(points, clustering, 100, Run.seeded(1));
        assertThat(sampled.sampled()).isTrue();
        assertThat(sampled.points()).isEqualTo(100);
        assertThat(sampled.mean()).isCloseTo(silhouette.mean(), within(0.1));
    }

    /** By counting pairs: together in both (a), in the first alone (b), in the second alone (c), in neither (d). */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void theAdjustedRandIndexIsThatOfAllPairs(int seed) {
        RandomStream random = new RandomStream(seed);
        int size = 3 + random.nextInt(80);
        int[] first = new int[size];
        int[] second = new int[size];
        for (int i = 0; i < size; i++) {
            first[i] = random.nextInt(1 + seed);
            second[i] = random.nextDouble() < 0.5 ? first[i] : random.nextInt(4);
        }
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                boolean one = first[i] == first[j];
                boolean two = second[i] == second[j];
                a += one && two ? 1 : 0;
                b += one && !two ? 1 : 0;
                c += !one && two ? 1 : 0;
                d += !one && !two ? 1 : 0;
            }
        }
        assertThat(AdjustedRand.index(first, second))
                .isCloseTo(2 * (a * d - b * c) / ((a + b) * (b + d) + (a + c) * (c + d)), within(1e-12));
    }

    @Test
    void theAdjustedRandIndexIsThatOfWorkedExamples() {
        assertThat(AdjustedRand.index(new int[] {0, 0, 1, 1}, new int[] {5, 5, 2, 2}))
                .isEqualTo(1);
        // By hand: 2 pairs together in both, expected 4 x 2 / 15, at most 3... as scikit-learn answers: 0.24242424.
        assertThat(AdjustedRand.index(new int[] {0, 0, 0, 1, 1, 1}, new int[] {0, 0, 1, 1, 2, 2}))
                .isCloseTo(0.24242424242424243, within(1e-12));
        assertThat(AdjustedRand.index(new int[] {0, 0, 1, 1}, new int[] {0, 1, 0, 1}))
                .isCloseTo(-0.5, within(1e-12));
        assertThat(AdjustedRand.index(new int[] {0, 0}, new int[] {1, 1})).isEqualTo(1);
    }

    private static double width(float[] rows, Clustering clustering, int point) {
        double[] sums = new double[clustering.k()];
        for (int other = 0; other < clustering.labels().length; other++) {
            double x = rows[2 * point] - rows[2 * other];
            double y = rows[2 * point + 1] - rows[2 * other + 1];
            sums[clustering.labels()[other]] += Math.sqrt(x * x + y * y);
        }
        int own = clustering.labels()[point];
        if (clustering.sizes()[own] == 1) {
            return 0;
        }
        double a = sums[own] / (clustering.sizes()[own] - 1);
        double b = IntStream.range(0, clustering.k())
                .filter(c -> c != own)
                .mapToDouble(c -> sums[c] / clustering.sizes()[c])
                .min()
                .orElseThrow();
        return (b - a) / Math.max(a, b);
    }

    private static SparsePoints sparse(float[] rows, int dimensions) {
        int size = rows.length / dimensions;
        int[] starts = new int[size + 1];
        int[] columns = new int[rows.length];
        float[] values = new float[rows.length];
        int at = 0;
        for (int i = 0; i < size; i++) {
            for (int d = 0; d < dimensions; d++) {
                if (rows[i * dimensions + d] != 0) {
                    columns[at] = d;
                    values[at++] = rows[i * dimensions + d];
                }
            }
            starts[i + 1] = at;
        }
        return new SparsePoints(starts, columns, values, dimensions);
    }

    private static float[] blobs(int size, int dimensions, int k, int[] truth) {
        RandomStream random = new RandomStream(1);
        float[] rows = new float[size * dimensions];
        for (int i = 0; i < size; i++) {
            truth[i] = i % k;
            for (int d = 0; d < dimensions; d++) {
                rows[i * dimensions + d] = (float) (random.nextGaussian() + 20 * ((truth[i] + d) % k));
            }
        }
        return rows;
    }

    private static float[] noise(long seed, int count) {
        RandomStream random = new RandomStream(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
