package dev.matinee.engine.cluster;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.kernels.Kernels;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How much closer points are to their own cluster than to the next (Rousseeuw 1987): for a point with mean distance a to
 * the other points of its cluster and b to those of the nearest other cluster, {@code (b - a) / max(a, b)}; 0 for a point
 * alone in its cluster. The silhouette of a division is the mean over points, from -1 to 1.
 *
 * <p>Cost: the square of the number of points, times dimensions.
 *
 * @param mean the mean over all points measured
 * @param byCluster the mean over the points of each cluster; NaN for a cluster without points
 * @param points how many points it was measured on
 * @param sampled whether those are a sample
 */
public record Silhouette(double mean, double[] byCluster, int points, boolean sampled) {
    private static final int POINTS_AT_ONCE = 64;

    /** The silhouette of a division on all points. */
    public static Silhouette exact(DensePoints points, Clustering clustering, Run run) {
        return measure(points, clustering.labels(), clustering.k(), false, run);
    }

    /** The silhouette on at most this many points, chosen at random where there are more. */
    public static Silhouette of(DensePoints points, Clustering clustering, int most, Run run) {
        if (points.size() <= most) {
            return exact(points, clustering, run);
        }
        int[] chosen = sample(points.size(), most, run.random("silhouette", most));
        float[] columns = new float[most * points.dimensions()];
        int[] labels = new int[most];
        for (int i = 0; i < most; i++) {
            labels[i] = clustering.labels()[chosen[i]];
            for (int d = 0; d < points.dimensions(); d++) {
                columns[d * most + i] = points.coordinate(chosen[i], d);
            }
        }
        DensePoints sample = DensePoints.ofColumns(columns, most, points.dimensions());
        return measure(sample, labels, clustering.k(), true, run);
    }

    /** The silhouette on at most this many sparse points, chosen at random where there are more; these are made dense. */
    public static Silhouette of(SparsePoints points, Clustering clustering, int most, Run run) {
        boolean sampled = points.size() > most;
        int[] chosen = sampled
                ? sample(points.size(), most, run.random("silhouette", most))
                : IntStream.range(0, points.size()).toArray();
        int[] labels =
                Arrays.stream(chosen).map(point -> clustering.labels()[point]).toArray();
        return measure(points.dense(chosen), labels, clustering.k(), sampled, run);
    }

    /** Ascending indexes, every choice of {@code wanted} of them being equally likely. */
    private static int[] sample(int size, int wanted, RandomStream random) {
        int[] chosen = new int[wanted];
        int found = 0;
        for (int i = 0; found < wanted; i++) {
            if (random.nextInt(size - i) < wanted - found) {
                chosen[found++] = i;
            }
        }
        return chosen;
    }

    private static Silhouette measure(DensePoints points, int[] labels, int k, boolean sampled, Run run) {
        int size = points.size();
        int[] counts = new int[k];
        for (int label : labels) {
            counts[label]++;
        }
        if (Arrays.stream(counts).filter(count -> count > 0).count() < 2) {
            throw MatineeException.badData(
                    "a silhouette needs at least 2 clusters with points", "ask for k of 2 or more");
        }
        // Sorted by cluster, the points of one cluster are one range.
        int[] starts = new int[k + 1];
        for (int c = 0; c < k; c++) {
            starts[c + 1] = starts[c] + counts[c];
        }
        int[] next = starts.clone();
        float[] columns = new float[size * points.dimensions()];
        for (int i = 0; i < size; i++) {
            int at = next[labels[i]]++;
            for (int d = 0; d < points.dimensions(); d++) {
                columns[d * size + at] = points.coordinate(i, d);
            }
        }
        double[] widths = new double[size];
        Kernels kernels = Kernels.active();
        run.parallelRanges(size, POINTS_AT_ONCE, (from, to) -> {
            for (int i = from; i < to; i++) {
                widths[i] = width(kernels, columns, size, points.dimensions(), starts, i);
            }
        });
        double[] byCluster = new double[k];
        double total = 0;
        for (int c = 0; c < k; c++) {
            double sum = 0;
            for (int i = starts[c]; i < starts[c + 1]; i++) {
                sum += widths[i];
            }
            total += sum;
            byCluster[c] = sum / counts[c];
        }
        return new Silhouette(total / size, byCluster, size, sampled);
    }

    private static double width(Kernels kernels, float[] columns, int size, int dimensions, int[] starts, int point) {
        double own = 0;
        double nearest = Double.POSITIVE_INFINITY;
        for (int c = 0; c < starts.length - 1; c++) {
            int count = starts[c + 1] - starts[c];
            if (count == 0) {
                continue;
            }
            double sum = kernels.distances(columns, size, dimensions, point, starts[c], starts[c + 1]);
            if (point >= starts[c] && point < starts[c + 1]) {
                if (count == 1) {
                    return 0;
                }
                own = sum / (count - 1);
            } else {
                nearest = Math.min(nearest, sum / count);
            }
        }
        double greater = Math.max(own, nearest);
        return greater == 0 ? 0 : (nearest - own) / greater;
    }
}
