package dev.matinee.bench;

import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.models.ImplicitAls;
import dev.matinee.engine.models.ImplicitAlsModel;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.split.TrainingSet;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Trains one {@link ImplicitAls} in this process and prints what it took, start-up of its code included, and its loss. */
final class AlsRun {
    private AlsRun() {}

    /** The file of interactions, the number of threads, and settings as {@code name=value}. */
    public static void main(String[] arguments) {
        TrainingSet training = TrainingSet.everything(Interactions.open(Path.of(arguments[0])));
        Run run = Run.seeded(42).threads(Integer.parseInt(arguments[1]));
        Map<String, String> changes = new LinkedHashMap<>();
        for (int i = 2; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            changes.put(pair[0], pair[1]);
        }
        ImplicitAls settings = ImplicitAls.defaults();
        settings = SettingsSchema.of(settings).with(settings, changes);
        double cpu = Fork.processorSeconds();
        long start = System.nanoTime();
        ImplicitAlsModel model = settings.train(training, run.progress(onStandardError()));
        double wall = (System.nanoTime() - start) / 1e9;
        cpu = Fork.processorSeconds() - cpu;
        long resident = Fork.peakResidentMebibytes();
        double loss = settings.loss(training, factors(model, "userFactors"), factors(model, "itemFactors"), run);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("wall", wall);
        answer.put("cpu", cpu);
        answer.put("loss", loss);
        answer.put("heap", Fork.peakHeapMebibytes());
        answer.put("resident", resident);
        answer.put("kernels", model.provenance().kernels());
        System.out.println(Json.write(answer));
    }

    private static float[] factors(ImplicitAlsModel model, String name) {
        Tensor tensor = Objects.requireNonNull(model.tensors().get(name));
        return tensor.floats();
    }

    private static Progress onStandardError() {
        return (name, total, unit) -> new Progress.Task() {
            @Override
            public void advance(long units) {}

            @Override
            public void note(String remark) {
                System.err.println(name + ": " + remark);
            }

            @Override
            public void close() {}
        };
    }
}
