package dev.matinee.spark;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.source.Origin;
import dev.matinee.data.source.Source;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.lab.engines.JobEngine;
import dev.matinee.lab.explore.Answers;
import dev.matinee.lab.leaderboard.Trainer;
import dev.matinee.lab.segments.Workers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/** Matinee's jobs on a Spark that was started. */
final class SparkEngine implements JobEngine {
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
                settled.rows()
                        .write()
                        .partitionBy("part")
                        .mode("overwrite")
                        .parquet(folder.toUri().toString());
                rows.unpersist();
                return new Judged(
                        new JudgedSource(source, spark, folder, judged.files()), options.scale(settled.scale()));
            });
        } catch (RuntimeException failure) {
            Folders.delete(folder);
            throw failure;
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
