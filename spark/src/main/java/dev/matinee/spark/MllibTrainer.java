package dev.matinee.spark;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.InteractionsBuilder;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.models.AlternatingLeastSquares;
import dev.matinee.engine.models.ImplicitAls;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.split.TrainingSet;
import dev.matinee.lab.leaderboard.Trainer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * Trains {@link ImplicitAls} and {@link AlternatingLeastSquares} by MLlib; see {@link MllibAls} for how settings are told. MLlib,
 * too, solves items before users in each iteration, so its users have the factors that folding in gives.
 *
 * <p>Memory of this process: 4 factors (users + items) bytes, the model itself. That of all executors together: about 30 bytes a
 * rating for its blocks by user and by item, 24 for the table, and 8 factors (users + items).
 */
final class MllibTrainer implements Trainer {
    private static final int MOST_NUMBERS = Integer.MAX_VALUE - 8;

    private final SparkSession spark;
    private final Path folder;

    /** A trainer that leaves intermediate files in a folder. */
    MllibTrainer(SparkSession spark, Path folder) {
        this.spark = spark;
        this.folder = folder;
    }

    @Override
    public Model train(Settings<?> settings, TrainingSet training, Run run) {
        Interactions ratings = training.interactions();
        if (!MllibAls.trains(settings.model())) {
            throw MllibAls.refused(settings.model());
        }
        if (ratings.size() == 0) {
            throw MatineeException.badData(
                    settings.model() + " learns from ratings, and there are none", "train on data that has ratings");
        }
        float mean = mean(ratings.byUser());
        MllibAls told = MllibAls.of(settings, ratings, mean);
        if (!told.als().getImplicitPrefs() || ratings.highestRating() >= told.positive()) {
            return train(settings, told, mean, training, run);
        }
        throw MatineeException.badData(
                "none of the " + ratings.size() + " ratings is " + told.positive()
                        + " or more: there is no positive feedback",
                "lower the setting positive");
    }

    private Model train(Settings<?> settings, MllibAls told, float mean, TrainingSet training, Run run) {
        Interactions ratings = training.interactions();
        Path own = Folders.create(folder);
        try (Progress.Task task = run.progress().start("training " + settings.model() + " on Spark", 1, "models")) {
            Path file = file(ratings, own, run);
            spark.sparkContext()
                    .setCheckpointDir(own.resolve("checkpoints").toUri().toString());
            Column rating = functions.col("rating");
            Dataset<Row> table = MatrixRatings.indexed(spark, file, ratings)
                    .filter(rating.geq(told.positive()))
                    .withColumn(
                            "rating",
                            rating.multiply(told.scale()).plus(told.shift()).cast("float"))
                    .persist(StorageLevel.MEMORY_AND_DISK());
            ALSModel model = SparkErrors.translated(
                    "training " + settings.model(),
                    run,
                    () -> told.als().setSeed(run.random("mllib", 0).nextLong()).fit(table));
            int factors = model.rank();
            float[] users = factors("user", model.userFactors(), ratings.users().size(), factors, run);
            float[] items = factors("item", model.itemFactors(), ratings.items().size(), factors, run);
            table.unpersist();
            task.advance(1);
            return model(settings, mean, training, users, items, run);
        } finally {
            Folders.delete(own);
        }
    }

    /** The ratings in a file that every machine can map. */
    private static Path file(Interactions ratings, Path folder, Run run) {
        InteractionsBuilder builder = new InteractionsBuilder(ratings.users(), ratings.items());
        Rows rows = ratings.byUser();
        for (int user = 0; user < rows.rows(); user++) {
            for (long position = rows.start(user); position < rows.end(user); position++) {
                builder.add(user, rows.column(position), rows.rating(position), Rows.NO_TIME);
            }
        }
        Path file = folder.resolve("ratings.bin");
        builder.write(file, run);
        return file;
    }

    private static float mean(Rows rows) {
        double sum = 0;
        for (long position = 0; position < rows.size(); position++) {
            sum += rows.rating(position);
        }
        return (float) (sum / rows.size());
    }

    /** Factors of users or items, one after the other; 0 for those without ratings. */
    private static float[] factors(String of, Dataset<Row> table, int rows, int factors, Run run) {
        if ((long) rows * factors > MOST_NUMBERS) {
            throw MatineeException.usage(
                    "factors must be at most " + MOST_NUMBERS / rows + " for " + rows + " " + of + "s, got " + factors);
        }
        float[] all = new float[rows * factors];
        return SparkErrors.translated("fetching the factors of " + of + "s", run, () -> {
            Iterator<Row> each = table.toLocalIterator();
            while (each.hasNext()) {
                Row row = each.next();
                int at = row.getInt(0) * factors;
                List<Float> values = row.getList(1);
                for (int i = 0; i < factors; i++) {
                    all[at + i] = values.get(i);
                }
            }
            return all;
        });
    }

    private Model model(Settings<?> settings, float mean, TrainingSet training, float[] users, float[] items, Run run) {
        Provenance provenance = Provenance.of(training, run, "spark-" + spark.version());
        Interactions ratings = training.interactions();
        int factors = users.length / ratings.users().size();
        Tensor userFactors = Tensor.of(users, ratings.users().size(), factors);
        Tensor itemFactors = Tensor.of(items, ratings.items().size(), factors);
        if (settings instanceof ImplicitAls implicit) {
            return load(
                    ImplicitAls.FAMILY,
                    implicit,
                    training,
                    provenance,
                    Map.of("userFactors", userFactors, "itemFactors", itemFactors));
        }
        return load(
                AlternatingLeastSquares.FAMILY,
                (AlternatingLeastSquares) settings,
                training,
                provenance,
                Map.of(
                        "mean", Tensor.of(new float[] {mean}, 1),
                        "userBiases",
                                Tensor.of(
                                        new float[ratings.users().size()],
                                        ratings.users().size()),
                        "itemBiases",
                                Tensor.of(
                                        new float[ratings.items().size()],
                                        ratings.items().size()),
                        "userFactors", userFactors,
                        "itemFactors", itemFactors));
    }

    private static <M extends Model, S extends Settings<M>> M load(
            ModelFamily<M, S> family,
            S settings,
            TrainingSet training,
            Provenance provenance,
            Map<String, Tensor> tensors) {
        return family.load(SettingsSchema.of(settings).values(settings), training, provenance, tensors);
    }
}
