package dev.matinee.bench.peers;

import dev.matinee.engine.json.Json;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Trains the implicit ALS of Spark MLlib in this process and prints what it took; the ratings are in memory before. */
final class SparkAls {
    private static final int USERS_A_PART = 4096;

    private SparkAls() {}

    /** Interactions file, threads, factors, iterations, alpha, regParam, file for the factors of users and items. */
    public static void main(String[] arguments) throws IOException {
        String file = arguments[0];
        int factors = Integer.parseInt(arguments[2]);
        Interactions interactions = Interactions.open(Path.of(file));
        SparkSession spark = SparkSession.builder()
                .master("local[" + arguments[1] + "]")
                .appName("als")
                .config("spark.ui.enabled", "false")
                .config("spark.log.level", "ERROR")
                .getOrCreate();
        Dataset<Row> ratings = ratings(spark, file, interactions.users().size()).cache();
        long rows = ratings.count();
        ALS als = new ALS()
                .setImplicitPrefs(true)
                .setRank(factors)
                .setMaxIter(Integer.parseInt(arguments[3]))
                .setAlpha(Double.parseDouble(arguments[4]))
                .setRegParam(Double.parseDouble(arguments[5]))
                .setUserCol("user")
                .setItemCol("item")
                .setRatingCol("rating")
                .setSeed(42);
        double cpu = processorSeconds();
        long start = System.nanoTime();
        ALSModel model = als.fit(ratings);
        double wall = (System.nanoTime() - start) / 1e9;
        cpu = processorSeconds() - cpu;
        int users = interactions.users().size();
        ByteBuffer all = ByteBuffer.allocate((users + interactions.items().size()) * factors * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        write(model.userFactors(), all, 0, factors);
        write(model.itemFactors(), all, users, factors);
        Files.write(Path.of(arguments[6]), all.array());
        System.out.println(Json.write(Map.of("wall", wall, "cpu", cpu, "rows", rows, "version", spark.version())));
        spark.stop();
    }

    private static Dataset<Row> ratings(SparkSession spark, String file, int users) {
        JavaRDD<Row> rows = JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(IntStream.range(0, Math.ceilDiv(users, USERS_A_PART))
                        .boxed()
                        .toList())
                .flatMap(part -> read(file, part * USERS_A_PART, Math.min(users, (part + 1) * USERS_A_PART)));
        return spark.createDataFrame(
                rows,
                new StructType()
                        .add("user", DataTypes.IntegerType)
                        .add("item", DataTypes.IntegerType)
                        .add("rating", DataTypes.FloatType));
    }

    private static Iterator<Row> read(String file, int from, int to) {
        Rows rows = Interactions.open(Path.of(file)).byUser();
        return IntStream.range(from, to)
                .boxed()
                .flatMap(user -> LongStream.range(rows.start(user), rows.end(user))
                        .mapToObj(at -> RowFactory.create(user, rows.column(at), rows.rating(at))))
                .iterator();
    }

    private static void write(Dataset<Row> table, ByteBuffer all, int first, int factors) {
        for (Row row : table.collectAsList()) {
            int at = (first + row.getInt(0)) * factors;
            for (Object value : row.getList(1)) {
                all.putFloat(at++ * Float.BYTES, ((Number) value).floatValue());
            }
        }
    }

    private static double processorSeconds() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                        .getProcessCpuTime()
                / 1e9;
    }
}
