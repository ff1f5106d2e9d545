package dev.matinee.spark;

import dev.matinee.data.catalog.Row;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.cluster.Clustering;
import dev.matinee.engine.cluster.DensePoints;
import dev.matinee.engine.cluster.KMeans;
import dev.matinee.lab.segments.Workers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.clustering.KMeansModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/** The features of users by Spark SQL, and k-means by MLlib. */
final class SparkWorkers implements Workers {
    /** However many cores there are: where MLlib begins and how it sums depends on the parts. */
    private static final int PARTS = 8;

    private final CatalogViews views;
    private final Run run;

    SparkWorkers(CatalogViews views, Run run) {
        this.views = views;
        this.run = run;
    }

    @Override
    public void features(List<String> genres, Optional<LocalDate> before, Consumer<Row> taker) {
        StringBuilder counts = new StringBuilder();
        for (int genre = 0; genre < genres.size(); genre++) {
            String in = "array_contains(genres, '"
                    + genres.get(genre).replace("\\", "\\\\").replace("'", "\\'") + "')";
            counts.append(", double(count_if(").append(in).append(")) AS n").append(genre);
            counts.append(", double(sum(rating) FILTER (WHERE ")
                    .append(in)
                    .append(")) AS s")
                    .append(genre);
        }
        String sql = SqlText.of("user_features")
                .replace(
                        "PERIOD",
                        before.map(day -> "rated_at < DATE '" + day + "'").orElse("true"))
                .replaceFirst("\n  GENRES\n", Matcher.quoteReplacement("\n  " + counts + "\n"));
        SparkErrors.translated("working out what users are like", run, () -> {
            Iterator<org.apache.spark.sql.Row> rows = views.session().sql(sql).toLocalIterator();
            while (rows.hasNext()) {
                taker.accept(new SparkRow(rows.next()));
            }
            return true;
        });
    }

    /**
     * MLlib's k-means is begun by k-means|| (Bahmani, Moseley, Vattani, Kumar, Vassilvitskii 2012) instead of greedy
     * k-means++, once a restart, and goes on until no center moves; the best of the restarts counts. Which center is nearest
     * to whom is then asked of the centers as they are saved, so that labels are the ones that they give.
     */
    @Override
    public Clustering cluster(KMeans settings, DensePoints points, Run run) {
        Dataset<org.apache.spark.sql.Row> table = table(points).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            return SparkErrors.translated("k-means", run, () -> best(settings, table, points, run));
        } finally {
            table.unpersist();
        }
    }

    private static Clustering best(
            KMeans settings, Dataset<org.apache.spark.sql.Row> table, DensePoints points, Run run) {
        List<Clustering> ends = new ArrayList<>();
        for (int restart = 0; restart < settings.restarts(); restart++) {
            run.checkCancelled();
            KMeansModel model = new org.apache.spark.ml.clustering.KMeans()
                    .setK(settings.k())
                    .setMaxIter(settings.iterations())
                    .setTol(0)
                    .setSeed(run.random("k-means", restart).nextLong())
                    .fit(table);
            clustering(settings, model, points).ifPresent(ends::add);
        }
        return ends.stream()
                .min(Comparator.comparingDouble(Clustering::inertia))
                .orElseThrow(() -> MatineeException.badData(
                        "MLlib did not find " + settings.k() + " clusters of which each has a user, in "
                                + settings.restarts() + " restarts",
                        "ask for fewer segments or more --restarts, or leave out --engine spark"));
    }

    private Dataset<org.apache.spark.sql.Row> table(DensePoints points) {
        List<org.apache.spark.sql.Row> rows = new ArrayList<>(points.size());
        for (int point = 0; point < points.size(); point++) {
            double[] coordinates = new double[points.dimensions()];
            points.add(point, coordinates, 0, 1);
            rows.add(RowFactory.create(Vectors.dense(coordinates)));
        }
        return views.session()
                .createDataFrame(
                        JavaSparkContext.fromSparkContext(views.session().sparkContext())
                                .parallelize(rows, PARTS),
                        new StructType().add("features", SQLDataTypes.VectorType(), false));
    }

    /** The clusters of all points; nothing where MLlib came to fewer centers, or one that is nearest to nobody. */
    private static Optional<Clustering> clustering(KMeans settings, KMeansModel model, DensePoints points) {
        Vector[] found = model.clusterCenters();
        int k = settings.k();
        int dimensions = points.dimensions();
        if (found.length < k) {
            return Optional.empty();
        }
        float[] centers = new float[k * dimensions];
        for (int at = 0; at < centers.length; at++) {
            centers[at] = (float) found[at / dimensions].apply(at % dimensions);
        }
        int[] labels = new int[points.size()];
        points.nearest(centers, k).find(0, labels.length, labels, new float[labels.length]);
        int[] sizes = new int[k];
        double inertia = 0;
        for (int point = 0; point < labels.length; point++) {
            sizes[labels[point]]++;
            inertia += points.squaredDistance(point, centers, labels[point]);
        }
        for (int size : sizes) {
            if (size == 0) {
                return Optional.empty();
            }
        }
        int iterations = model.summary().numIter();
        return Optional.of(new Clustering(
                k, dimensions, centers, labels, sizes, inertia, iterations, iterations < settings.iterations()));
    }
}
