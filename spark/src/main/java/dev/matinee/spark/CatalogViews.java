package dev.matinee.spark;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.engine.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * The tables of a catalog as views in a session of their own: ratings, movies and, worked out by Spark from the ratings, the
 * statistics of users and movies, with the columns that the catalog's own have.
 */
final class CatalogViews implements AutoCloseable {
    private static final StructType MOVIES = new StructType()
            .add("movie", DataTypes.StringType, false)
            .add("title", DataTypes.StringType)
            .add("year", DataTypes.IntegerType)
            .add("genres", DataTypes.createArrayType(DataTypes.StringType));

    private final SparkSession session;
    private final List<Dataset<Row>> kept = new ArrayList<>();

    private CatalogViews(SparkSession session) {
        this.session = session;
    }

    static CatalogViews of(SparkSession spark, Catalog catalog, Run run) {
        CatalogViews views = new CatalogViews(spark.newSession());
        String userType = views.type(catalog, "user_id");
        String movieType = views.type(catalog, "movie_id");
        Dataset<Row> ratings = MatrixRatings.named(views.session, catalog.matrixFile(run), catalog.interactions(run))
                .select(
                        functions.col("user").cast(userType).as("user_id"),
                        functions.col("movie").cast(movieType).as("movie_id"),
                        functions.col("rating"),
                        functions.timestamp_seconds(functions.col("seconds")).as("rated_at"));
        views.keep("ratings", ratings);
        views.keep(
                "movies",
                views.session
                        .createDataFrame(movies(catalog), MOVIES)
                        .select(
                                functions.col("movie").cast(movieType).as("movie_id"),
                                functions.col("title"),
                                functions.col("year"),
                                functions.col("genres")));
        for (String who : List.of("user", "movie")) {
            String other = who.equals("user") ? "movies" : "users";
            String sql = SqlText.of("statistics").replace("WHO", who).replace("OTHERS", other);
            views.keep(who + "_statistics", views.session.sql(sql));
        }
        return views;
    }

    private static List<Row> movies(Catalog catalog) {
        return catalog.query(
                "SELECT movie_id::VARCHAR AS movie, title, year, genres FROM movies ORDER BY movie_id",
                row -> RowFactory.create(
                        row.text("movie"),
                        row.isMissing("title") ? null : row.text("title"),
                        row.isMissing("year") ? null : (int) row.whole("year"),
                        row.texts("genres").toArray(String[]::new)));
    }

    /** Ids are numbers or texts here as they are in the catalog, so that they are in the same order. */
    private String type(Catalog catalog, String column) {
        return catalog.query(
                                "SELECT data_type FROM data_dictionary WHERE table_name = 'ratings' AND field_name = ?",
                                row -> row.text("data_type"),
                                column)
                        .getFirst()
                        .toLowerCase(Locale.ROOT)
                        .equals("bigint")
                ? "bigint"
                : "string";
    }

    private void keep(String name, Dataset<Row> table) {
        Dataset<Row> persisted = table.persist(StorageLevel.MEMORY_AND_DISK());
        persisted.createOrReplaceTempView(name);
        kept.add(persisted);
    }

    SparkSession session() {
        return session;
    }

    /** Lets go of what was kept in memory. */
    @Override
    public void close() {
        kept.forEach(Dataset::unpersist);
    }
}
