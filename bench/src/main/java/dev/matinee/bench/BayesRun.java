package dev.matinee.bench;

import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.models.BayesianMf;
import dev.matinee.engine.models.BayesianMf.Implicit;
import dev.matinee.engine.models.BayesianMfModel;
import dev.matinee.engine.split.TrainingSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Draws some samples of {@link BayesianMf} in this process and prints what one took: the median of all but the first two. */
final class BayesRun {
    private static final int SAMPLES = 7;
    private static final int WARM_UP = 2;

    private BayesRun() {}

    /** The file of interactions, the number of threads, the number of factors and which implicit feedback counts. */
    public static void main(String[] arguments) {
        Interactions ratings = Interactions.open(Path.of(arguments[0]));
        List<Long> times = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        Run run = Run.seeded(42).threads(Integer.parseInt(arguments[1])).progress(at(() -> {
            times.add(System.nanoTime());
            processor.add(Fork.processorSeconds());
        }));
        BayesianMf settings = BayesianMf.defaults()
                .factors(Integer.parseInt(arguments[2]))
                .implicit(Implicit.valueOf(arguments[3]))
                .burnIn(0)
                .samples(SAMPLES);
        BayesianMfModel model = settings.train(TrainingSet.everything(ratings), run);
        double predicted = 0;
        for (int user = 0; user < 100; user++) {
            predicted += model.predict(user, user) / 100.0;
        }
        if (!(predicted > ratings.lowestRating() && predicted < ratings.highestRating())) {
            throw new IllegalStateException("the mean of some predictions is " + predicted);
        }
        double[] wall = new double[times.size() - 1];
        double[] cpu = new double[wall.length];
        for (int i = 0; i < wall.length; i++) {
            wall[i] = (times.get(i + 1) - times.get(i)) / 1e9;
            cpu[i] = processor.get(i + 1) - processor.get(i);
        }
        System.out.println(Json.write(Map.of(
                "wall",
                median(wall),
                "cpu",
                median(cpu),
                "heap",
                Fork.peakHeapMebibytes(),
                "resident",
                Fork.peakResidentMebibytes())));
    }

    private static double median(double[] all) {
        double[] warm = Arrays.copyOfRange(all, WARM_UP, all.length);
        Arrays.sort(warm);
        return warm[(warm.length - 1) / 2];
    }

    /** Does something whenever a unit is done. */
    private static Progress at(Runnable done) {
        return (name, total, unit) -> new Progress.Task() {
            @Override
            public void advance(long units) {
                done.run();
            }

            @Override
            public void note(String remark) {}

            @Override
            public void close() {}
        };
    }
}
