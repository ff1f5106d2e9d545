package dev.matinee.bench;

import dev.matinee.data.generate.DataShape;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.models.BiasedMf;
import dev.matinee.engine.models.Biases;
import dev.matinee.engine.recommend.SettingsSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;

/**
 * {@link BiasedMf} with 64 factors on 20 million generated ratings: how many of them an epoch goes through a second, on 1 and
 * on 2 threads, and how near the predictions of as many more ratings come to the noise that the generator put into them.
 * {@link Biases} stand beside it: what is left between them and the noise is what factors are for.
 */
final class MfBench {
    /** Chosen on a validation part of the training set of 20m: see docs/decisions/0067. */
    private static final BiasedMf SETTINGS = new BiasedMf(64, 16, 0.03, 0.17, 0.02, 0.8);

    private MfBench() {}

    /** Data by name, with the RMSE allowed, by that of the noise: 20m (the shape of ml-20m), tiny for tests. */
    private record Data(DataShape shape, double allowed) {
        static Data named(String name) {
            return switch (name) {
                case "tiny" -> new Data(DataShape.of(300, 100, 6_000), 1.5);
                case "20m" -> new Data(DataShape.named("ml-20m").scaled(1 / 0.9), 1.03);
                default -> throw MatineeException.usage("--data must be one of tiny, 20m, got " + name);
            };
        }
    }

    static void compare(BenchOptions options) {
        Data data = Data.named(options.data());
        BenchData.Divided divided = BenchData.divided(options.work(), "mf-" + options.data(), data.shape());
        BenchTable table = new BenchTable("biased-mf, " + options.data() + " generated ratings, " + SETTINGS.factors()
                + " factors, " + SETTINGS.epochs() + " epochs");
        double floor = divided.noiseFloor();
        double biases = Fork.number(train(divided, 2, "biases", List.of()), "rmse");
        for (int threads = 1; threads <= 2; threads++) {
            List<Map<String, Object>> runs = new ArrayList<>();
            for (int i = 0; i < options.repeat(); i++) {
                runs.add(train(divided, threads, SETTINGS.model(), changes()));
            }
            double rmse = BenchTable.median(runs, "rmse");
            if (rmse > data.allowed() * floor || (data.allowed() < 1.1 && rmse > biases)) {
                throw new IllegalStateException("the RMSE " + rmse + " is not near the noise floor " + floor
                        + ", or not below that of biases, " + biases);
            }
            double[] epochs =
                    runs.stream().flatMapToDouble(MfBench::rates).sorted().toArray();
            table.row(
                    "matinee, threads: " + threads,
                    BenchTable.median(runs, "wall"),
                    BenchTable.median(runs, "cpu"),
                    "thousand ratings a second in the slowest epoch",
                    epochs[0] / 1e3);
            table.ratio(
                    "million ratings a second in the middle epoch, threads: " + threads,
                    epochs[epochs.length / 2] / 1e6);
            if (threads == 2) {
                table.ratio("RMSE by the noise floor of " + floor, rmse / floor);
                table.ratio("RMSE of biases by the noise floor", biases / floor);
                table.ratio("MiB of heap at most", BenchTable.median(runs, "heap"));
            }
        }
        table.write(options.results(), "mf-" + options.data());
    }

    private static List<String> changes() {
        List<String> changes = new ArrayList<>();
        SettingsSchema.of(SETTINGS).values(SETTINGS).forEach((name, value) -> changes.add(name + "=" + value));
        return changes;
    }

    /** The ratings a second of each epoch. */
    private static DoubleStream rates(Map<String, Object> answer) {
        List<?> seconds = (List<?>) Objects.requireNonNull(answer.get("epochs"));
        double ratings = Fork.number(answer, "ratings");
        return seconds.stream().mapToDouble(each -> ratings / ((Number) each).doubleValue());
    }

    /** Trains in a new Java virtual machine. */
    static Map<String, Object> train(BenchData.Divided data, int threads, String model, List<String> changes) {
        List<Object> arguments = new ArrayList<>(Arrays.asList(data.training(), data.heldOut(), threads, model));
        arguments.addAll(changes);
        return Fork.java(
                List.of("-Xmx2g", "--add-modules", "jdk.incubator.vector"), MfRun.class.getName(), arguments.toArray());
    }
}
