package dev.matinee.lab.segments;

import dev.matinee.engine.Progress;
import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.cluster.AdjustedRand;
import dev.matinee.engine.cluster.Clustering;
import dev.matinee.engine.cluster.DensePoints;
import dev.matinee.engine.cluster.KMeans;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Whether the same segments would be found had other users of the same kind come: users are drawn again with replacement,
 * divided anew, and all users given to the nearest new center; the adjusted Rand index says how far both divisions agree.
 * For a single segment it is that of "in it or not", with the new cluster that fits best.
 *
 * @param overall of the division as a whole
 * @param segments of each segment
 * @param resamples how often users were drawn
 * @param usersDrawn how many each time
 */
public record Stability(Interval overall, List<Interval> segments, int resamples, int usersDrawn) {
    /** The most users that are drawn and compared at a time. */
    private static final int MOST_USERS = 20_000;

    private static final int RESTARTS = 3;

    /** Divides some users anew. */
    interface Redivision {
        /**
         * The new clusters, from 0 on, of the users that are compared when only those drawn are divided.
         *
         * @param drawn the users to divide, some of them more than once
         * @param compared the users whose clusters are asked for
         */
        int[] labels(int[] drawn, int[] compared, Run run);
    }

    /** Copies the list. */
    public Stability {
        segments = List.copyOf(segments);
    }

    /** Measures the stability of a division of points. */
    static Stability measure(DensePoints points, Clustering clustering, int resamples, Run run) {
        int k = clustering.k();
        return measure(clustering.labels(), k, MOST_USERS, resamples, run, (drawn, compared, inner) -> {
            DensePoints sample = choose(points, drawn);
            // Users drawn may differ in fewer ways than there are clusters; then that many are found.
            int different = different(sample, k);
            Clustering again = KMeans.into(different).restarts(RESTARTS).cluster(sample, inner);
            int[] labels = new int[compared.length];
            choose(points, compared)
                    .nearest(again.centers(), different)
                    .find(0, compared.length, labels, new float[compared.length]);
            return labels;
        });
    }

    /**
     * Measures the stability of any division.
     *
     * @param labels the segment of each user
     * @param most the most users that are drawn and compared at a time
     */
    static Stability measure(int[] labels, int k, int most, int resamples, Run run, Redivision redivision) {
        int drawn = Math.min(labels.length, most);
        double[] overall = new double[resamples];
        double[][] bySegment = new double[k][resamples];
        try (Progress.Task task = run.progress().start("measuring stability", resamples, "resamples")) {
            Run quiet = run.progress(Progress.none());
            run.parallel(resamples, resample -> {
                RandomStream random = run.random("bootstrap", resample);
                int[] sample = chosen(labels.length, drawn, random);
                Run inner = quiet.seed(random.nextLong()).threads(1);
                int[] compared = labels.length == drawn
                        ? IntStream.range(0, drawn).toArray()
                        : chosen(labels.length, drawn, random);
                int[] before = Arrays.stream(compared).map(user -> labels[user]).toArray();
                int[] now = redivision.labels(sample, compared, inner);
                overall[resample] = AdjustedRand.index(before, now);
                int clusters = 1 + Arrays.stream(now).max().orElse(0);
                for (int segment = 0; segment < k; segment++) {
                    bySegment[segment][resample] = bestMatch(before, now, segment, clusters);
                }
                task.advance(1);
            });
        }
        List<Interval> segments = new ArrayList<>();
        for (double[] indexes : bySegment) {
            segments.add(Interval.of(indexes));
        }
        return new Stability(Interval.of(overall), segments, resamples, drawn);
    }

    private static DensePoints choose(DensePoints points, int[] rows) {
        float[] columns = new float[rows.length * points.dimensions()];
        for (int d = 0; d < points.dimensions(); d++) {
            for (int i = 0; i < rows.length; i++) {
                columns[d * rows.length + i] = points.coordinate(rows[i], d);
            }
        }
        return DensePoints.ofColumns(columns, rows.length, points.dimensions());
    }

    private static int different(DensePoints points, int most) {
        return (int) IntStream.range(0, points.size())
                .mapToObj(i -> IntStream.range(0, points.dimensions())
                        .mapToObj(d -> points.coordinate(i, d))
                        .toList())
                .distinct()
                .limit(most)
                .count();
    }

    private static int[] chosen(int size, int count, RandomStream random) {
        int[] rows = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = random.nextInt(size);
        }
        return rows;
    }

    /** The adjusted Rand index of "in this segment" with "in that cluster" for the cluster that fits best. */
    private static double bestMatch(int[] before, int[] now, int segment, int clusters) {
        long[] both = new long[clusters];
        long[] sizes = new long[clusters];
        long size = 0;
        for (int i = 0; i < now.length; i++) {
            sizes[now[i]]++;
            if (before[i] == segment) {
                both[now[i]]++;
                size++;
            }
        }
        double best = Double.NEGATIVE_INFINITY;
        for (int cluster = 0; cluster < clusters; cluster++) {
            best = Math.max(best, AdjustedRand.ofHalves(both[cluster], size, sizes[cluster], now.length));
        }
        return best;
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("adjustedRand", overall.toJson());
        json.put("resamples", resamples);
        json.put("usersDrawn", usersDrawn);
        return json;
    }
}
