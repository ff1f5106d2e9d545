package dev.matinee.lab.studies;

import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.cluster.AdjustedRand;
import dev.matinee.engine.cluster.Clustering;
import dev.matinee.engine.cluster.DensePoints;
import dev.matinee.engine.cluster.KMeans;
import dev.matinee.engine.matrix.Ids;
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

    private static final List<String> COLUMNS = List.of("userId", "movieId", "rating");

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
    private final double[] userNames;
    private final double[] movieNames;

    IdClusterFindings(Study study, StudyData data, Interactions ratings, Run run) {
        this.study = study;
        this.data = data;
        this.ratings = ratings;
        this.run = run;
        int size = (int) Math.min(MOST_ROWS, ratings.size());
        this.users = new int[size];
        this.movies = new int[size];
        this.values = new float[size];
        this.userNames = numbers(ratings.users());
        this.movieNames = numbers(ratings.items());
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
        Clustering ids = cluster(userNames, movieNames);
        Clustering renamed = cluster(shuffled(userNames, "users"), shuffled(movieNames, "movies"));
        return List.of(clusters(ids, renamed), segments());
    }

    /** What the ids are as numbers; one that is none has its place. */
    private static double[] numbers(Ids ids) {
        return IntStream.range(0, ids.size())
                .mapToDouble(at -> ids.id(at).matches("\\d{1,15}") ? Double.parseDouble(ids.id(at)) : at)
                .toArray();
    }

    /** k-means on the standardised numbers of users and movies, and the rating. */
    private Clustering cluster(double[] ofUsers, double[] ofMovies) {
        float[] columns = new float[3 * users.length];
        for (int column = 0; column < 3; column++) {
            double[] cells = new double[users.length];
            for (int row = 0; row < cells.length; row++) {
                cells[row] = column == 0 ? ofUsers[users[row]] : column == 1 ? ofMovies[movies[row]] : values[row];
            }
            double[] standard = standardised(cells);
            for (int row = 0; row < cells.length; row++) {
                columns[column * cells.length + row] = (float) standard[row];
            }
        }
        return KMeans.into(CLUSTERS).restarts(RESTARTS).cluster(DensePoints.ofColumns(columns, users.length, 3), run);
    }

    private static double[] standardised(double[] cells) {
        double mean = Arrays.stream(cells).average().orElse(0);
        double variance = Arrays.stream(cells)
                .map(cell -> (cell - mean) * (cell - mean))
                .average()
                .orElse(0);
        double deviation = Math.sqrt(Math.max(1e-12, variance));
        return Arrays.stream(cells).map(cell -> (cell - mean) / deviation).toArray();
    }

    /** The same names dealt out anew. */
    private double[] shuffled(double[] names, String purpose) {
        double[] dealt = names.clone();
        RandomStream random = run.random("renamed " + purpose, 0);
        for (int i = dealt.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            double kept = dealt[i];
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
                        + " ratings; a method that finds something in them finds the same. Beside each cluster of the document"
                        + " stands ours that is nearest by its means, each once.");
        double[][] means = means(ids);
        int[] nearest = Pairing.nearest(MEANS, means);
        for (int cluster = 0; cluster < MEANS.length; cluster++) {
            for (int column = 0; column < COLUMNS.size(); column++) {
                finding.figure(
                        "cluster " + cluster + ", mean of " + COLUMNS.get(column),
                        MEANS[cluster][column],
                        means[nearest[cluster]][column]);
            }
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

    /** The means of each cluster: user, movie, rating. */
    private double[][] means(Clustering clustering) {
        double[][] means = new double[clustering.k()][COLUMNS.size()];
        for (int row = 0; row < values.length; row++) {
            int cluster = clustering.labels()[row];
            double part = 1.0 / clustering.sizes()[cluster];
            means[cluster][0] += userNames[users[row]] * part;
            means[cluster][1] += movieNames[movies[row]] * part;
            means[cluster][2] += values[row] * part;
        }
        return means;
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
