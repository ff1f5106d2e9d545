package dev.matinee.bench;

import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.models.Ease;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.split.TrainingSet;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/** Trains one {@link Ease} in this process and prints what it took, start-up of its code included; leaves some weights. */
final class EaseRun {
    private static final int ROWS_KEPT = 50;

    private EaseRun() {}

    /** The file of interactions, the folder for weights, and the number of threads. */
    public static void main(String[] arguments) {
        TrainingSet training = TrainingSet.everything(Interactions.open(Path.of(arguments[0])));
        Run run = Run.seeded(42).threads(Integer.parseInt(arguments[2]));
        double cpu = Fork.processorSeconds();
        long start = System.nanoTime();
        Ease.Trained model = Ease.defaults().train(training, run);
        double wall = (System.nanoTime() - start) / 1e9;
        cpu = Fork.processorSeconds() - cpu;
        Tensor weights = Objects.requireNonNull(model.tensors().get("weights"));
        float[] all = weights.floats();
        int items = (int) Math.round(Math.sqrt(all.length));
        Python.write(Path.of(arguments[1]).resolve("weights"), Arrays.copyOf(all, Math.min(ROWS_KEPT, items) * items));
        System.out.println(Json.write(Map.of(
                "wall",
                wall,
                "cpu",
                cpu,
                "items",
                items,
                "regularization",
                model.settings().regularization())));
    }
}
