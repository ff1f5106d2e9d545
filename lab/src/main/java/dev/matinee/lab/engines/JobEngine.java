package dev.matinee.lab.engines;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.source.Source;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.lab.explore.Answers;
import dev.matinee.lab.leaderboard.Trainer;
import dev.matinee.lab.segments.Workers;
import java.nio.file.Path;
import java.util.BitSet;

/**
 * Does the parts of jobs that grow with the ratings. What comes out is what this process would have made of the same data:
 * the same catalog, the same tables, models in the same files. Used by one thread.
 */
public interface JobEngine extends AutoCloseable {
    /** What it is and runs on, for people: {@code Spark 4.2.0 at local[2]}. */
    String description();

    /**
     * A source whose rows the engine has read and judged.
     *
     * @param source the source with its rows
     * @param options how what is left is to be taken in: nothing in it remains to be detected
     */
    record Judged(Source source, IngestOptions options) {}

    /**
     * Reads and judges all rating rows of a source; what else it has is left to the source itself, which is closed with the
     * one that is answered.
     *
     * @param workspace the folder that they will be taken into, for intermediate files
     * @throws dev.matinee.engine.MatineeException {@code USAGE} for a source of a kind that the engine does not read
     */
    Judged judge(Source source, IngestOptions options, Path workspace, Run run);

    /** Answers the questions of an exploration. */
    Answers answers(Catalog catalog, Run run);

    /** Does the work of segmenting users. */
    Workers workers(Catalog catalog, Run run);

    /**
     * Trains models.
     *
     * @param folder a folder for intermediate files, which every machine of the engine sees
     */
    Trainer trainer(Path folder);

    /**
     * The lists of all users of a saved model.
     *
     * @param model the folder of the model
     * @param matrix the file of the ratings that it was trained on
     * @param top how long the lists are
     * @param barred items that are in no list
     * @param target where they are written, as Parquet: user, rank, movie, score
     */
    record Lists(Path model, Path matrix, int top, BitSet barred, Path target) {}

    /** Writes the lists of all users and answers how many recommendations are in them. */
    long recommend(Lists lists, Interactions interactions, Run run);

    /** Lets go of machines. */
    @Override
    void close();
}
