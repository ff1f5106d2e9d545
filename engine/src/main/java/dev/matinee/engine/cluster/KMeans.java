package dev.matinee.engine.cluster;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Progress;
import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.recommend.Setting;
import dev.matinee.engine.recommend.SettingsSchema;
import java.util.Arrays;

/**
 * Divides points into clusters so that the sum of their squared distances to the cluster's mean is small: k-means by
 * Lloyd's algorithm (1982), begun by greedy k-means++ (Arthur, Vassilvitskii 2007), several times over. The restart that
 * ends with the least sum is continued until no point changes its cluster.
 *
 * <p>A cluster that loses all its points gets the point that lies farthest from its own center, of those whose cluster
 * has others; ties go to the lower index. The result is the same for any number of threads.
 *
 * <p>Cost: an iteration is {@code points x k x dimensions} (for sparse points {@code stored coordinates x k}). Memory: 12
 * bytes a point and running restart.
 *
 * @param k the number of clusters
 * @param restarts how often to begin anew
 * @param iterations how often the centers are moved at most
 * @param tolerance a restart ends when the centers move by less than this share of the points' mean variance
 */
public record KMeans(
        @Setting(value = "number of clusters", min = 1, max = 100_000)
        int k,

        @Setting(value = "how often to begin anew", min = 1, max = 10_000)
        int restarts,

        @Setting(value = "how often the centers are moved at most", min = 1, max = 100_000)
        int iterations,

        @Setting(value = "smallest movement of the centers that counts", min = 0, max = 1)
        double tolerance) {
    private static final int POINTS_AT_ONCE = 4096;

    /** Checks the ranges. */
    public KMeans {
        SettingsSchema.check(KMeans.class, k, restarts, iterations, tolerance);
    }

    /** This many clusters, ten restarts of at most 300 iterations. */
    public static KMeans into(int k) {
        return new KMeans(k, 10, 300, 1e-4);
    }

    /** The same with this many restarts. */
    public KMeans restarts(int restarts) {
        return new KMeans(k, restarts, iterations, tolerance);
    }

    /** The same with at most this many iterations. */
    public KMeans iterations(int iterations) {
        return new KMeans(k, restarts, iterations, tolerance);
    }

    /** The same with another tolerance. */
    public KMeans tolerance(double tolerance) {
        return new KMeans(k, restarts, iterations, tolerance);
    }

    /**
     * Clusters points.
     *
     * @throws MatineeException {@code BAD_DATA} when there are fewer different points than clusters
     */
    public Clustering cluster(Points points, Run run) {
        if (points.size() < k) {
            throw tooFew(points.size());
        }
        double least = tolerance * points.meanVariance();
        Clustering[] ends = new Clustering[restarts];
        try (Progress.Task task = run.progress().start("clustering into " + k, restarts, "restarts")) {
            // Restarts run side by side where there are enough of them; the points of one are divided otherwise.
            boolean beside = restarts >= run.threads();
            Run inner = beside ? run.threads(1) : run;
            (beside ? run : run.threads(1)).parallel(restarts, restart -> {
                Attempt attempt = new Attempt(points, inner);
                attempt.begin(run.random("k-means", restart));
                ends[restart] = attempt.improve(iterations, least);
                task.advance(1);
            });
        }
        Clustering best = ends[0];
        for (Clustering end : ends) {
            best = end.inertia() < best.inertia() ? end : best;
        }
        return best.converged() ? best : new Attempt(points, run).from(best).improve(iterations, 0);
    }

    private MatineeException tooFew(int different) {
        return MatineeException.badData(
                k + " clusters were asked for, but there are only " + different + " different points",
                "ask for at most " + different + " clusters");
    }

    /** One restart. */
    private final class Attempt {
        private final Points points;
        private final Run run;
        private final int size;
        private final int dimensions;
        private final float[] centers;
        private final int[] labels;
        private final int[] counts = new int[k];
        private final double[] sums;
        private float[] distances;
        private int[] previous;

        Attempt(Points points, Run run) {
            this.points = points;
            this.run = run;
            this.size = points.size();
            this.dimensions = points.dimensions();
            this.centers = new float[Math.multiplyExact(k, dimensions)];
            this.sums = new double[centers.length];
            this.labels = new int[size];
            this.previous = new int[size];
            this.distances = new float[size];
            Arrays.fill(labels, -1);
        }

        Attempt from(Clustering start) {
            System.arraycopy(start.centers(), 0, centers, 0, centers.length);
            return this;
        }

        /** Greedy k-means++: of a few candidates drawn by squared distance, the one that leaves the least sum. */
        void begin(RandomStream random) {
            int candidates = 2 + (int) Math.log(k);
            float[] center = new float[dimensions];
            place(random.nextInt(size), 0, center);
            float[] nearest = distances(center);
            float[] trial = new float[size];
            for (int c = 1; c < k; c++) {
                double total = sum(nearest);
                if (!(total > 0)) {
                    throw tooFew(c);
                }
                float[] best = nearest;
                int chosen = -1;
                double least = Double.POSITIVE_INFINITY;
                for (int candidate = 0; candidate < candidates; candidate++) {
                    int point = draw(nearest, random.nextDouble() * total);
                    place(point, c, center);
                    float[] distance = distances(center);
                    double left = 0;
                    for (int i = 0; i < size; i++) {
                        trial[i] = Math.min(nearest[i], distance[i]);
                        left += trial[i];
                    }
                    if (left < least) {
                        least = left;
                        chosen = point;
                        best = trial.clone();
                    }
                }
                place(chosen, c, center);
                nearest = best;
            }
        }

        private void place(int point, int c, float[] center) {
            double[] coordinates = new double[dimensions];
            points.add(point, coordinates, 0, 1);
            for (int d = 0; d < dimensions; d++) {
                center[d] = (float) coordinates[d];
                centers[c * dimensions + d] = center[d];
            }
        }

        private float[] distances(float[] center) {
            find(points.nearest(center, 1), previous, distances);
            return distances.clone();
        }

        private double sum(float[] numbers) {
            double sum = 0;
            for (float number : numbers) {
                sum += number;
            }
            return sum;
        }

        /** The point at which the running sum of the weights passes a number. */
        private int draw(float[] weights, double at) {
            double sum = 0;
            int last = 0;
            for (int i = 0; i < size; i++) {
                if (weights[i] > 0) {
                    sum += weights[i];
                    last = i;
                    if (sum > at) {
                        return i;
                    }
                }
            }
            return last;
        }

        Clustering improve(int most, double tolerance) {
            int done = 0;
            boolean converged = false;
            boolean still = false;
            while (!still && done < most) {
                run.checkCancelled();
                boolean changed = assign();
                done++;
                double moved = move();
                converged = !changed;
                still = converged || moved <= tolerance;
            }
            double inertia = 0;
            for (int i = 0; i < size; i++) {
                inertia += points.squaredDistance(i, centers, labels[i]);
            }
            return new Clustering(k, dimensions, centers, labels, counts, inertia, done, converged);
        }

        private void find(Points.Nearest nearest, int[] into, float[] distances) {
            run.parallelRanges(size, POINTS_AT_ONCE, (from, to) -> nearest.find(from, to, into, distances));
        }

        /** Gives every point to its nearest center; says whether any changed. */
        private boolean assign() {
            find(points.nearest(centers, k), previous, distances);
            boolean changed = false;
            for (int i = 0; i < size; i++) {
                if (previous[i] != labels[i]) {
                    give(i, previous[i]);
                    changed = true;
                }
            }
            for (int c = 0; c < k; c++) {
                if (counts[c] == 0) {
                    give(farthest(), c);
                    changed = true;
                }
            }
            return changed;
        }

        private void give(int point, int cluster) {
            if (labels[point] >= 0) {
                points.add(point, sums, labels[point] * dimensions, -1);
                counts[labels[point]]--;
            }
            points.add(point, sums, cluster * dimensions, 1);
            counts[cluster]++;
            labels[point] = cluster;
        }

        private int farthest() {
            int farthest = -1;
            for (int i = 0; i < size; i++) {
                if (counts[labels[i]] > 1 && (farthest < 0 || distances[i] > distances[farthest])) {
                    farthest = i;
                }
            }
            distances[farthest] = 0;
            return farthest;
        }

        /** Moves every center to the mean of its points; returns the sum of the squared movements. */
        private double move() {
            double moved = 0;
            for (int c = 0; c < k; c++) {
                for (int d = 0; d < dimensions; d++) {
                    int at = c * dimensions + d;
                    float mean = (float) (sums[at] / counts[c]);
                    double movement = (double) mean - centers[at];
                    moved += movement * movement;
                    centers[at] = mean;
                }
            }
            return moved;
        }
    }
}
