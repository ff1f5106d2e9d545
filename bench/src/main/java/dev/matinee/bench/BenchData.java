package dev.matinee.bench;

import dev.matinee.data.generate.DataShape;
import dev.matinee.data.generate.Generator;
import dev.matinee.data.generate.Layout;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.InteractionsBuilder;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.split.Holdout;
import dev.matinee.engine.split.Split;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Generated data in the work folder, made with seed 42 where they are absent. */
final class BenchData {
    private static final Run RUN = Run.seeded(42);

    private BenchData() {}

    /** The file ratings.csv with the 20 million ratings of the shape ml-20m. */
    static Path twentyMillionRows(Path work) {
        Path folder = work.resolve("ml-20m");
        if (!Files.exists(folder)) {
            System.err.println("generating " + folder);
            Generator.like(DataShape.named("ml-20m")).write(folder, Layout.CSV, RUN);
        }
        return folder.resolve("ratings.csv");
    }

    /** A file of interactions of a shape. */
    static Path interactions(Path work, String name, DataShape shape) {
        Path file = work.resolve(name + ".bin");
        if (!Files.exists(file)) {
            System.err.println("generating " + file);
            try {
                Files.createDirectories(work);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            write(Generator.like(shape).interactions(RUN), file);
        }
        return file;
    }

    /**
     * Ratings to learn from, a random tenth that is held out, and what the generator knows of it.
     *
     * @param training the file of interactions to learn from
     * @param heldOut the file of interactions to predict
     * @param noiseFloor the RMSE that the best possible model is expected to have on what is held out
     */
    record Divided(Path training, Path heldOut, double noiseFloor) {}

    /** Files of interactions of a shape, a random tenth of each user's ratings held out. */
    static Divided divided(Path work, String name, DataShape shape) {
        Path training = work.resolve(name + "-training.bin");
        Path heldOut = work.resolve(name + "-held-out.bin");
        Path floor = work.resolve(name + "-noise-floor.txt");
        try {
            if (!Files.exists(floor)) {
                System.err.println("generating " + training);
                Files.createDirectories(work);
                Generator.InMemory made = Generator.like(shape).inMemory(RUN);
                Split split = Holdout.randomPerUser(0.1).split(made.interactions(), RUN);
                write(split.training().interactions(), training);
                write(split.heldOut().interactions(), heldOut);
                Files.writeString(floor, Double.toString(made.report().noiseFloor()));
            }
            return new Divided(training, heldOut, Double.parseDouble(Files.readString(floor)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void write(Interactions ratings, Path file) {
        InteractionsBuilder builder = new InteractionsBuilder(ratings.users(), ratings.items());
        Rows rows = ratings.byUser();
        for (int user = 0; user < rows.rows(); user++) {
            for (long at = rows.start(user); at < rows.end(user); at++) {
                builder.add(user, rows.column(at), rows.rating(at), rows.time(at));
            }
        }
        builder.write(file, RUN);
    }
}
