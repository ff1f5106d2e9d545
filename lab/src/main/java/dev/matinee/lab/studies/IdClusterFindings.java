package dev.matinee.lab.studies;

import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.cluster.AdjustedRand;
import dev.matinee.engine.cluster.Clustering;
import dev.matinee.engine.cluster.DensePoints;
import dev.matinee.engine.cluster.KMeans;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.lab.segments.ClusterCount;
import dev.matinee.lab.segments.SegmentCharts;
import dev.matinee.lab.segments.Segmentation;
import dev.matinee.lab.segments.Segments;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Section 3 of document 001: k-means on user, movie and rating as if all three were numbers. */
final class IdClusterFindings {
    private static final int CLUSTERS = 5;
    private static final int RESTARTS = 3;

    /** More rows do not change what is seen, and take longer. */
    private static final int MOST_ROWS = 200_000;

    /** The document's cluster means: user, movie, rating. */
    private static final double[][] MEANS = {
        {3603.199118, 109037.542623, 3.602622},
        {5338.726888, 8057.923929, 4.220521},
        {1800.928885, 8067.977761, 2.419818},
        {5308.465413, 8302.924180, 2.423259},
        {1787.636717, 7924.643197, 4.222825}
    };

    private final Study study;
    private final StudyData data;
    private final Interactions ratings;
    private final Run run;

    /** Rows of the ratings: users and movies by index, and the rating. */
    private final int[] users;

    private final int[] movies;
    private final float[] values;

    IdClusterFindings(Study study, StudyData data, Interactions ratings, Run run) {
        this.study = study;
        this.data = data;
        this.ratings = ratings;
        this.run = run;
        int size = (int) Math.min(MOST_ROWS, ratings.size());
        this.users = new int[size];
        this.movies = new int[size];
        this.values = new float[size];
        Rows byUser = ratings.byUser();
        long step = ratings.size();
        int at = 0;
        for (int user = 0; user < byUser.rows(); user++) {
            for (long position = byUser.start(user); position < byUser.end(user); position++) {
                if (at < size && position >= at * (step / (double) size)) {
                    users[at] = user;
                    movies[at] = byUser.column(position);
                    values[at++] = byUser.rating(position);
                }
            }
        }
    }

    List<Finding> all() {
        int[] userNames = IntStream.range(0, ratings.users().size()).toArray();
        int[] movieNames = IntStream.range(0, ratings.items().size()).toArray();
        Clustering ids = cluster(userNames, movieNames);
        Clustering renamed = cluster(shuffled(userNames, "users"), shuffled(movieNames, "movies"));
        return List.of(clusters(ids, renamed), segments());
    }

    /** k-means on the standardised numbers of users and movies, and the rating. */
    private Clustering cluster(int[] userNames, int[] movieNames) {
        float[] columns = new float[3 * users.length];
        for (int row = 0; row < users.length; row++) {
            columns[row] = userNames[users[row]];
            columns[users.length + row] = movieNames[movies[row]];
            columns[2 * users.length + row] = values[row];
        }
        for (int column = 0; column < 3; column++) {
            standardise(columns, column * users.length, users.length);
        }
        return KMeans.into(CLUSTERS).restarts(RESTARTS).cluster(DensePoints.ofColumns(columns, users.length, 3), run);
    }

    private static void standardise(float[] columns, int from, int size) {
        double sum = 0;
        double squares = 0;
        for (int i = from; i < from + size; i++) {
            sum += columns[i];
            squares += (double) columns[i] * columns[i];
        }
        double mean = sum / size;
        double deviation = Math.sqrt(Math.max(1e-12, squares / size - mean * mean));
        for (int i = from; i < from + size; i++) {
            columns[i] = (float) ((columns[i] - mean) / deviation);
        }
    }

    /** The same names dealt out anew. */
    private int[] shuffled(int[] names, String purpose) {
        int[] dealt = names.clone();
        RandomStream random = run.random("renamed " + purpose, 0);
        for (int i = dealt.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = dealt[i];
            dealt[i] = dealt[other];
            dealt[other] = kept;
        }
        return dealt;
    }

    private Finding clusters(Clustering ids, Clustering renamed) {
        double agreement = AdjustedRand.index(ids.labels(), renamed.labels());
        long several = severalClusters(ids.labels());
        long people = Arrays.stream(users).distinct().count();
        FindingBuilder finding = FindingBuilder.of(
                        "clusters-of-ids", "section 3, tables 2 to 5", "Five clusters of ratings")
                .text("Ids are names. The same ratings with the users and movies named anew, at random, are the same"
                        + " ratings; a method that finds something in them finds the same.");
        for (int cluster = 0; cluster < MEANS.length; cluster++) {
            finding.figures(List.of(
                    new Figure(
                            "cluster " + cluster + ", mean of userId", MEANS[cluster][0], mean(ids, cluster, users), 0),
                    new Figure(
                            "cluster " + cluster + ", mean rating", MEANS[cluster][2], meanRating(ids, cluster), 0)));
        }
        finding.ours("adjusted Rand index of the clusters before and after users and movies are named anew", agreement)
                .ours("users whose ratings lie in several clusters, %", 100.0 * several / people);
        return finding.wrong(
                "k-means-on-ids",
                agreement < 0.9,
                String.format(
                        Locale.ROOT,
                        "ids are names, not numbers: with users and movies named anew the clusters are others (adjusted Rand"
                                + " index %.2f, 1 would be the same), and %.0f %% of the users are in several of its user segments",
                        agreement,
                        100.0 * several / people));
    }

    private double mean(Clustering clustering, int cluster, int[] of) {
        return IntStream.range(0, of.length)
                .filter(row -> clustering.labels()[row] == cluster)
                .mapToDouble(row -> Double.parseDouble(numeric(ratings.users().id(of[row]))))
                .average()
                .orElse(Double.NaN);
    }

    /** The id where it is a number, else 0. */
    private static String numeric(String id) {
        return id.matches("\\d{1,15}") ? id : "0";
    }

    private double meanRating(Clustering clustering, int cluster) {
        return IntStream.range(0, values.length)
                .filter(row -> clustering.labels()[row] == cluster)
                .mapToDouble(row -> values[row])
                .average()
                .orElse(Double.NaN);
    }

    private long severalClusters(int[] labels) {
        int[] first = new int[ratings.users().size()];
        boolean[] several = new boolean[first.length];
        Arrays.fill(first, -1);
        for (int row = 0; row < labels.length; row++) {
            int user = users[row];
            several[user] |= first[user] >= 0 && first[user] != labels[row];
            first[user] = labels[row];
        }
        return IntStream.range(0, several.length).filter(user -> several[user]).count();
    }

    private Finding segments() {
        Segments honest = Segmentation.defaults()
                .count(ClusterCount.defaults().given(CLUSTERS))
                .resamples(20)
                .segment(data.catalog(), run);
        FindingBuilder finding = FindingBuilder.of("segments", "section 3, step 4", "Segments of users")
                .text(
                        "The document calls its clusters of ratings segments of users. These are segments of users, by number,"
                                + " mean and deviation of their ratings.");
        honest.profiles()
                .forEach(profile -> finding.ours(
                        "segment " + profile.segment() + ", " + profile.label() + ", users", profile.users()));
        finding.ours(
                "stability (adjusted Rand index when users are drawn anew)",
                honest.stability()
                        .map(stability -> (Object) stability.overall().mean())
                        .orElse("not measured"));
        SegmentCharts.overall("segments", honest.toJson()).forEach(finding::chart);
        return finding.compared(study.otherwise(data));
    }
}
