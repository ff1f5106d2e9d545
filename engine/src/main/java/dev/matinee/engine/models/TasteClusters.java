package dev.matinee.engine.models;

import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.cluster.Clustering;
import dev.matinee.engine.cluster.KMeans;
import dev.matinee.engine.cluster.SparsePoints;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.util.Arrays;

/**
 * Users grouped by how they rate the most rated items.
 *
 * @param missing what an item without a rating counts as
 * @param known the items that count
 * @param k the number of clusters
 * @param centers one row of {@code k} numbers a known item
 */
record TasteClusters(ClusterMean.Missing missing, KnownItems known, int k, float[] centers) {
    private static final int USERS_AT_ONCE = 512;
    private static final int ITERATIONS = 100;

    /** Clusters, and which of them each user is in. */
    record Found(TasteClusters clusters, int[] labels) {}

    /** The items that count: those with most ratings. */
    static KnownItems known(Interactions ratings, int items) {
        return KnownItems.mostPopular(ratings, new Feedback(-1e6, 0), items);
    }

    /** Finds clusters by k-means on the sparse matrix; over observed entries, they are then improved by that distance. */
    static Found find(ClusterMean settings, Interactions ratings, Run run) {
        KnownItems known = known(ratings, settings.items());
        Taste[] tastes = tastes(ratings, known, settings.missing());
        int k = (int) Math.min(
                settings.clusters(),
                Arrays.stream(tastes).mapToLong(Taste::fingerprint).distinct().count());
        float[] centers = new float[Math.max(1, k) * known.size()];
        int[] labels = new int[tastes.length];
        if (k > 1) {
            Clustering start = KMeans.into(k).restarts(settings.restarts()).cluster(points(tastes, known.size()), run);
            for (int cluster = 0; cluster < k; cluster++) {
                for (int place = 0; place < known.size(); place++) {
                    centers[place * k + cluster] = start.center(cluster, place);
                }
            }
        }
        TasteClusters clusters = new TasteClusters(settings.missing(), known, Math.max(1, k), centers);
        clusters.assign(tastes, labels, run);
        if (k > 1 && settings.missing() == ClusterMean.Missing.OBSERVED) {
            boolean changed = true;
            for (int iteration = 0; changed && iteration < ITERATIONS; iteration++) {
                clusters.move(tastes, labels, settings.shrinkage());
                changed = clusters.assign(tastes, labels, run);
            }
        }
        return new Found(clusters, labels);
    }

    private static Taste[] tastes(Interactions ratings, KnownItems known, ClusterMean.Missing missing) {
        Taste[] tastes = new Taste[ratings.users().size()];
        for (int user = 0; user < tastes.length; user++) {
            tastes[user] = Taste.of(ratings.byUser(), user, known, missing);
        }
        return tastes;
    }

    /** Users as points, a dimension for each known item. */
    SparsePoints points(Interactions ratings) {
        return points(tastes(ratings, known, missing), known.size());
    }

    /** The sum of the squared distances of users to the centers of their clusters. */
    double inertia(Interactions ratings, int[] labels) {
        double[] lengths = lengths();
        double sum = 0;
        for (int user = 0; user < labels.length; user++) {
            Taste taste = Taste.of(ratings.byUser(), user, known, missing);
            sum += distances(taste, lengths)[labels[user]];
            for (float value : taste.values()) {
                sum += (double) value * value;
            }
        }
        return sum;
    }

    private static SparsePoints points(Taste[] tastes, int dimensions) {
        int[] starts = new int[tastes.length + 1];
        for (int user = 0; user < tastes.length; user++) {
            starts[user + 1] = Math.addExact(starts[user], tastes[user].places().length);
        }
        int[] columns = new int[starts[tastes.length]];
        float[] values = new float[columns.length];
        for (int user = 0; user < tastes.length; user++) {
            System.arraycopy(tastes[user].places(), 0, columns, starts[user], tastes[user].places().length);
            System.arraycopy(tastes[user].values(), 0, values, starts[user], tastes[user].values().length);
        }
        return new SparsePoints(starts, columns, values, dimensions);
    }

    /** Gives every user to the nearest center; says whether any changed. */
    private boolean assign(Taste[] tastes, int[] labels, Run run) {
        int[] before = labels.clone();
        double[] lengths = lengths();
        run.parallelRanges(tastes.length, USERS_AT_ONCE, (from, to) -> {
            for (int user = from; user < to; user++) {
                labels[user] = nearest(tastes[user], lengths);
            }
        });
        return !Arrays.equals(before, labels);
    }

    /** Moves every center to the mean of the observed entries of its users, pulled towards 0, which is the user's mean. */
    private void move(Taste[] tastes, int[] labels, double shrinkage) {
        double[] sums = new double[centers.length];
        int[] counts = new int[centers.length];
        for (int user = 0; user < tastes.length; user++) {
            Taste taste = tastes[user];
            for (int i = 0; i < taste.places().length; i++) {
                int at = taste.places()[i] * k + labels[user];
                sums[at] += taste.values()[i];
                counts[at]++;
            }
        }
        for (int at = 0; at < centers.length; at++) {
            centers[at] = counts[at] == 0 ? 0 : (float) (sums[at] / (counts[at] + shrinkage));
        }
    }

    private double[] lengths() {
        double[] lengths = new double[k];
        if (missing == ClusterMean.Missing.ZERO) {
            for (int at = 0; at < centers.length; at++) {
                lengths[at % k] += (double) centers[at] * centers[at];
            }
        }
        return lengths;
    }

    /** The nearest cluster of somebody with these ratings; of equals the lower one. */
    int nearest(int[] items, float[] ratings) {
        return nearest(Taste.of(items, ratings, known, missing), lengths());
    }

    private int nearest(Taste taste, double[] lengths) {
        double[] distances = distances(taste, lengths);
        int best = 0;
        for (int cluster = 1; cluster < k; cluster++) {
            best = distances[cluster] < distances[best] ? cluster : best;
        }
        return best;
    }

    /** The squared distances to all centers, less the squared length of the taste itself, which is the same for all. */
    private double[] distances(Taste taste, double[] lengths) {
        double[] distances = lengths.clone();
        for (int i = 0; i < taste.places().length; i++) {
            int row = taste.places()[i] * k;
            double value = taste.values()[i];
            for (int cluster = 0; cluster < k; cluster++) {
                double center = centers[row + cluster];
                distances[cluster] +=
                        missing == ClusterMean.Missing.ZERO ? -2 * value * center : center * (center - 2 * value);
            }
        }
        return distances;
    }

    /** What one user thinks of the known items: as rated, or above the user's mean. */
    private record Taste(int[] places, float[] values) {
        static Taste of(Rows rows, int user, KnownItems known, ClusterMean.Missing missing) {
            float[] ratings = new float[rows.count(user)];
            for (int i = 0; i < ratings.length; i++) {
                ratings[i] = rows.rating(rows.start(user) + i);
            }
            return of(rows.columns(user), ratings, known, missing);
        }

        static Taste of(int[] items, float[] ratings, KnownItems known, ClusterMean.Missing missing) {
            double sum = 0;
            for (float rating : ratings) {
                sum += rating;
            }
            double mean = missing == ClusterMean.Missing.ZERO || ratings.length == 0 ? 0 : sum / ratings.length;
            int[] places = new int[items.length];
            float[] values = new float[items.length];
            int size = 0;
            for (int i = 0; i < items.length; i++) {
                int place = known.place(items[i]);
                if (place != KnownItems.NONE) {
                    places[size] = place;
                    values[size++] = (float) (ratings[i] - mean);
                }
            }
            return new Taste(Arrays.copyOf(places, size), Arrays.copyOf(values, size));
        }

        /** The same for tastes that are the same; entries of 0 do not count. */
        long fingerprint() {
            long print = 0;
            for (int i = 0; i < places.length; i++) {
                if (values[i] != 0) {
                    print = RandomStream.mix(
                            print ^ (((long) places[i] << 32) | (Float.floatToIntBits(values[i]) & 0xFFFFFFFFL)));
                }
            }
            return print;
        }
    }
}
