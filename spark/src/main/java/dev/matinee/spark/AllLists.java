package dev.matinee.spark;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.files.ModelFolder;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.TopLists;
import dev.matinee.engine.split.TrainingSet;
import dev.matinee.lab.engines.JobEngine;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The lists of all users: every task takes a run of users and has them scored block by block against all items by {@link
 * TopLists}, so that they are the ones that this process would make. A machine reads the model once.
 */
final class AllLists {
    private static final StructType LISTS = new StructType()
            .add("user", DataTypes.StringType, false)
            .add("rank", DataTypes.IntegerType, false)
            .add("movie", DataTypes.StringType, false)
            .add("score", DataTypes.FloatType, false);

    /** How many users are scored before their lists are handed on. */
    private static final int USERS_AT_ONCE = 4096;

    private final SparkSession spark;

    AllLists(SparkSession spark) {
        this.spark = spark;
    }

    long write(JobEngine.Lists lists, Interactions interactions, Run run) {
        Path target = lists.target().toAbsolutePath();
        if (Files.exists(target) && !Files.exists(target.resolve("_SUCCESS"))) {
            throw MatineeException.usage(target + " is there and holds no lists that Spark wrote; name another folder");
        }
        Asked asked = new Asked(
                lists.model().toAbsolutePath().toString(),
                lists.matrix().toAbsolutePath().toString(),
                lists.top(),
                lists.barred().toLongArray());
        requireAlone(asked);
        JavaRDD<Row> rows =
                MatrixRatings.users(spark, lists.matrix(), interactions).flatMap(asked::of);
        Path own = Folders.create(Objects.requireNonNull(target.getParent()));
        try {
            Path made = own.resolve("made");
            SparkErrors.translated("recommending to all", run, () -> {
                spark.createDataFrame(rows, LISTS).write().parquet(made.toUri().toString());
                return true;
            });
            replace(target, made, own.resolve("before"));
        } finally {
            Folders.delete(own);
        }
        return spark.read().parquet(target.toUri().toString()).count();
    }

    /** Puts a folder in the place of another, which is only gone when the new one is there. */
    static void replace(Path target, Path made, Path before) {
        try {
            boolean replaces = Files.exists(target);
            if (replaces) {
                Files.move(target, before, StandardCopyOption.ATOMIC_MOVE);
            }
            try {
                Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException failure) {
                if (replaces) {
                    Files.move(before, target, StandardCopyOption.ATOMIC_MOVE);
                }
                throw failure;
            }
        } catch (IOException failure) {
            throw Folders.failed("cannot write " + target, failure);
        }
    }

    /** Refuses a model that cannot be read from its files and the ratings alone, as executors do. */
    private static void requireAlone(Asked asked) {
        try {
            asked.load();
        } catch (RuntimeException needsMore) {
            throw MatineeException.usage("the model in " + asked.model + " needs more than its files and the ratings ("
                    + needsMore.getMessage() + "); leave out --engine spark");
        }
    }

    /** What every machine has to know. */
    private record Asked(String model, String matrix, int top, long[] barred) implements Serializable {
        /** The models that this process has read, by their folder. */
        private static final ConcurrentMap<String, Recommender> READ = new ConcurrentHashMap<>();

        Recommender load() {
            return READ.computeIfAbsent(model + "\n" + matrix, key -> {
                Model loaded =
                        ModelFolder.load(Path.of(model), TrainingSet.everything(Interactions.open(Path.of(matrix))));
                if (loaded instanceof Recommender recommender) {
                    return recommender;
                }
                throw MatineeException.usage(loaded.settings().model() + " cannot recommend");
            });
        }

        Iterator<Row> of(MatrixRatings.Users users) {
            Recommender recommender = load();
            BitSet never = BitSet.valueOf(barred);
            TopLists lists = TopLists.of(recommender, top, item -> !never.get(item));
            return IntStream.iterate(users.from(), from -> from < users.to(), from -> from + USERS_AT_ONCE)
                    .boxed()
                    .flatMap(from ->
                            block(recommender, lists, from, Math.min(users.to(), from + USERS_AT_ONCE)).stream())
                    .iterator();
        }

        private static List<Row> block(Recommender model, TopLists lists, int from, int to) {
            List<Row> rows = new ArrayList<>();
            lists.forEach(
                    IntStream.range(from, to).toArray(),
                    Run.seeded(0).threads(1),
                    (position, items, scores, length) -> {
                        for (int rank = 0; rank < length; rank++) {
                            rows.add(RowFactory.create(
                                    model.users().id(from + position),
                                    rank + 1,
                                    model.items().id(items[rank]),
                                    scores[items[rank]]));
                        }
                    });
            return rows;
        }
    }
}
