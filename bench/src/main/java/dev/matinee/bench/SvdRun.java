package dev.matinee.bench;

import dev.matinee.engine.Run;
import dev.matinee.engine.decompose.SingularVectors;
import dev.matinee.engine.decompose.TruncatedSvd;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.matrix.Interactions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Decomposes a matrix some times in this process, transforms its users, and prints what each time took. */
final class SvdRun {
    private SvdRun() {}

    /** The file of interactions, and the numbers of threads, components and rounds. */
    public static void main(String[] arguments) {
        Interactions ratings = Interactions.open(Path.of(arguments[0]));
        Run run = Run.seeded(42).threads(Integer.parseInt(arguments[1]));
        TruncatedSvd svd = TruncatedSvd.of(Integer.parseInt(arguments[2]));
        List<Double> seconds = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        double explained = 0;
        for (int round = 0; round < Integer.parseInt(arguments[3]); round++) {
            double cpu = Fork.processorSeconds();
            long start = System.nanoTime();
            SingularVectors directions = svd.decompose(ratings, run);
            float[] users = svd.transform(directions, ratings, run);
            seconds.add((System.nanoTime() - start) / 1e9);
            processor.add(Fork.processorSeconds() - cpu);
            if (users.length != ratings.users().size() * directions.components()) {
                throw new IllegalStateException("not every user was transformed");
            }
            explained = Arrays.stream(directions.explainedVariance()).sum();
        }
        System.out.println(Json.write(Map.of("seconds", seconds, "cpu", processor, "explained", explained)));
    }
}
