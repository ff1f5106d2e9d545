package dev.matinee.spark;

import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The ratings of a file of {@link Interactions} as a table: every task maps the file and reads its own users, so all machines must
 * see it under the same path.
 */
final class MatrixRatings {
    /** Few enough for a task of some seconds, many enough that planning one does not count. */
    private static final long RATINGS_OF_A_TASK = 500_000;

    /** Ratings as models are trained on them: indexes of user and item. */
    static final StructType INDEXED = new StructType()
            .add("user", DataTypes.IntegerType, false)
            .add("item", DataTypes.IntegerType, false)
            .add("rating", DataTypes.FloatType, false);

    /** Ratings with the ids of their users and movies as texts, and when they were given in seconds. */
    static final StructType NAMED = new StructType()
            .add("user", DataTypes.StringType, false)
            .add("movie", DataTypes.StringType, false)
            .add("rating", DataTypes.FloatType, false)
            .add("seconds", DataTypes.LongType);

    private MatrixRatings() {}

    /** A run of users, from one (inclusive) to another (exclusive). */
    record Users(String file, int from, int to) implements Serializable {
        Interactions open() {
            return Interactions.open(Path.of(file));
        }
    }

    /** Cuts the users into runs with about as many ratings each, at least as many runs as there are cores. */
    static JavaRDD<Users> users(SparkSession spark, Path file, Interactions interactions) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        long most = Math.clamp(
                Math.ceilDiv(interactions.size(), Math.max(1, context.defaultParallelism())), 1, RATINGS_OF_A_TASK);
        Rows byUser = interactions.byUser();
        List<Users> runs = new ArrayList<>();
        int from = 0;
        for (int user = 0; user < byUser.rows(); user++) {
            if (byUser.end(user) - byUser.start(from) >= most || user == byUser.rows() - 1) {
                runs.add(new Users(file.toAbsolutePath().toString(), from, user + 1));
                from = user + 1;
            }
        }
        return context.parallelize(runs, Math.max(1, runs.size()));
    }

    static Dataset<Row> indexed(SparkSession spark, Path file, Interactions interactions) {
        FlatMapFunction<Users, Row> read = users -> each(
                users,
                (rows, user, position, from) -> RowFactory.create(user, rows.column(position), rows.rating(position)));
        return spark.createDataFrame(users(spark, file, interactions).flatMap(read), INDEXED);
    }

    static Dataset<Row> named(SparkSession spark, Path file, Interactions interactions) {
        FlatMapFunction<Users, Row> read = users -> each(users, (rows, user, position, from) -> {
            long time = rows.time(position);
            return RowFactory.create(
                    from.users().id(user),
                    from.items().id(rows.column(position)),
                    rows.rating(position),
                    time == Rows.NO_TIME ? null : time);
        });
        return spark.createDataFrame(users(spark, file, interactions).flatMap(read), NAMED);
    }

    /** Makes a row of a rating. */
    @FunctionalInterface
    private interface Shape extends Serializable {
        Row of(Rows rows, int user, long position, Interactions from);
    }

    private static Iterator<Row> each(Users users, Shape shape) {
        Interactions from = users.open();
        Rows rows = from.byUser();
        Stream<Row> all = IntStream.range(users.from(), users.to())
                .boxed()
                .flatMap(user -> LongStream.range(rows.start(user), rows.end(user))
                        .mapToObj(position -> shape.of(rows, user, position, from)));
        return all.iterator();
    }
}
