package dev.matinee.spark;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.source.Origin;
import dev.matinee.data.source.Source;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.lab.engines.JobEngine;
import dev.matinee.lab.explore.Answers;
import dev.matinee.lab.leaderboard.Trainer;
import dev.matinee.lab.segments.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/** Matinee's jobs on a Spark that was started. */
final class SparkEngine implements JobEngine {
    private static final String ROWS = "rows";

    private final SparkSession spark;
    private final List<CatalogViews> views = new ArrayList<>();

    /** An engine on a session, which is stopped with it. */
    SparkEngine(SparkSession spark) {
        this.spark = spark;
    }

    @Override
    public String description() {
        return "Spark " + spark.version() + " at " + spark.sparkContext().master();
    }

    @Override
    public Judged judge(Source source, IngestOptions options, Path workspace, Run run) {
        Origin origin = source.origin()
                .orElseThrow(
                        () -> MatineeException.usage("the engine spark reads CSV, Parquet and databases by JDBC, and "
                                + source.name() + " is " + source.format() + "; leave out --engine spark"));
        StopOnRequest.listen(spark, run);
        Path folder = Folders.create(workspace);
        try {
            return SparkErrors.translated("reading " + source.name(), run, () -> {
                JudgedRatings judged = JudgedRatings.of(spark, origin);
                Dataset<Row> rows = judged.rows().persist(StorageLevel.MEMORY_AND_DISK());
                Settlement settled = Settlement.of(rows, options);
                Observation written = new Observation();
                settled.rows()
                        .observe(written, functions.count(functions.lit(1)).as(ROWS))
                        .write()
                        .partitionBy("part")
                        .mode("overwrite")
                        .parquet(folder.toUri().toString());
                rows.unpersist();
                requireSeen(folder, (long) written.getAsJava().getOrDefault(ROWS, 0L));
                return new Judged(
                        new JudgedSource(source, spark, folder, judged.files()), options.scale(settled.scale()));
            });
        } catch (RuntimeException failure) {
            Folders.delete(folder);
            throw failure;
        }
    }

    /** Refuses a folder in which this process does not see all rows that executors wrote to a folder of that name. */
    void requireSeen(Path folder, long written) {
        long seen = 0;
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.anyMatch(entry -> String.valueOf(entry.getFileName()).startsWith("part="))) {
                seen = spark.read()
                        .schema(JudgedRow.SCHEMA)
                        .parquet(folder.toUri().toString())
                        .count();
            }
        } catch (IOException failure) {
            throw Folders.failed("cannot read " + folder, failure);
        }
        if (seen != written) {
            throw new MatineeException(
                    ErrorCode.CONFLICT,
                    "the executors wrote to a folder that this process does not see",
                    "use a workspace that all machines share, and ingest instead of --source");
        }
    }

    @Override
    public Answers answers(Catalog catalog, Run run) {
        return new SparkAnswers(views(catalog, run), run);
    }

    @Override
    public Workers workers(Catalog catalog, Run run) {
        return new SparkWorkers(views(catalog, run), run);
    }

    private CatalogViews views(Catalog catalog, Run run) {
        StopOnRequest.listen(spark, run);
        CatalogViews own = CatalogViews.of(spark, catalog, run);
        views.add(own);
        return own;
    }

    @Override
    public Trainer trainer(Path folder) {
        return (settings, training, run) -> {
            StopOnRequest.listen(spark, run);
            return new MllibTrainer(spark, folder).train(settings, training, run);
        };
    }

    @Override
    public long recommend(Lists lists, Interactions interactions, Run run) {
        StopOnRequest.listen(spark, run);
        return new AllLists(spark).write(lists, interactions, run);
    }

    @Override
    public void close() {
        views.forEach(CatalogViews::close);
        spark.stop();
    }
}
