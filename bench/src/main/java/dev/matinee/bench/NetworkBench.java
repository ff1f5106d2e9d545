package dev.matinee.bench;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The network of a published analysis at its settings: its losses epoch by epoch beside those that the analysis printed, on
 * generated ratings of the shape of its data and on the embedded sample, and its best epoch on a test set that was never used
 * for stopping, beside other rating predictors. The analysis watched its test set, so its validation losses are test losses.
 */
final class NetworkBench {
    /** What the analysis printed for its 17 epochs of 838,860 ratings. */
    private static final List<Double> PUBLISHED_TRAINING = List.of(
            5.9921, 1.2772, 0.9620, 0.8702, 0.8227, 0.7911, 0.7645, 0.7381, 0.7102, 0.6828, 0.6578, 0.6358, 0.6172,
            0.6004, 0.5863, 0.5740, 0.5637);

    private static final List<Double> PUBLISHED_VALIDATION = List.of(
            1.7520, 1.0916, 0.9658, 0.9173, 0.8913, 0.8739, 0.8563, 0.8399, 0.8232, 0.8081, 0.7987, 0.7905, 0.7862,
            0.7836, 0.7815, 0.7817, 0.7831);

    private NetworkBench() {}

    /** Data: head (generated ratings of the shape ml-25m-head), sample, all for both, or tiny for tests. */
    static void compare(BenchOptions options) {
        List<String> names = switch (options.data()) {
            case "all" -> List.of("head", "sample");
            case "head", "sample", "tiny" -> List.of(options.data());
            default ->
                throw MatineeException.usage("--data must be one of all, head, sample, tiny, got " + options.data());
        };
        Map<String, Map<String, Object>> answers = new LinkedHashMap<>();
        for (String name : names) {
            Map<String, Object> answer = Fork.java(
                    List.of("-Xmx2g", "--add-modules", "jdk.incubator.vector"),
                    NetworkRun.class.getName(),
                    name.equals("sample") ? sample(options.work()) : name);
            checkShape(name, answer);
            answers.put(name, answer);
        }
        write(options.results(), options.data(), answers);
    }

    private static Path sample(Path work) {
        Path workspace = work.resolve("sample-workspace");
        if (!Files.exists(workspace)) {
            Fork.matinee("ingest", "sample", "--workspace", workspace, "--json");
        }
        return workspace;
    }

    /** As published, the training loss falls all the way, and the validation loss to the best epoch. */
    private static void checkShape(String name, Map<String, Object> answer) {
        List<Double> training = numbers(answer, "training");
        List<Double> validation = numbers(answer, "validation");
        int best = (int) Fork.number(answer, "bestEpoch");
        for (int epoch = 1; epoch < training.size(); epoch++) {
            if (training.get(epoch) >= training.get(epoch - 1)
                    || (epoch < best && validation.get(epoch) >= validation.get(epoch - 1))) {
                throw new IllegalStateException("the losses on " + name + " do not fall: " + training + ", "
                        + validation + ", best epoch " + best);
            }
        }
    }

    private static List<Double> numbers(Map<String, Object> answer, String name) {
        if (answer.get(name) instanceof List<?> list) {
            return list.stream().map(number -> ((Number) number).doubleValue()).toList();
        }
        throw new IllegalStateException("no numbers " + name + " in " + answer);
    }

    private static void write(Path folder, String data, Map<String, Map<String, Object>> answers) {
        StringBuilder text = new StringBuilder("# A published network, epoch by epoch\n\n");
        answers.forEach((name, answer) -> text.append(String.format(
                Locale.ROOT,
                "%s: %,.0f ratings learned from, %,.0f parameters, best epoch %.0f%s%n%n",
                name,
                Fork.number(answer, "ratings"),
                Fork.number(answer, "parameters"),
                Fork.number(answer, "bestEpoch"),
                answer.containsKey("noiseFloor")
                        ? String.format(Locale.ROOT, ", noise floor %.4f", Fork.number(answer, "noiseFloor"))
                        : "")));
        losses(answers, text);
        answers.forEach((name, answer) -> models(name, answer, text));
        System.out.println(text);
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("network-" + data + ".md"), text);
            Files.writeString(folder.resolve("network-" + data + ".json"), Json.writePretty(answers) + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void losses(Map<String, Map<String, Object>> answers, StringBuilder text) {
        text.append("| epoch | published: training | watched |");
        answers.keySet().forEach(name -> text.append(" ").append(name).append(": training | watched |"));
        text.append("\n|---:|---:|---:|")
                .append("---:|---:|".repeat(answers.size()))
                .append('\n');
        int epochs = answers.values().stream()
                .mapToInt(answer -> numbers(answer, "training").size())
                .max()
                .orElse(0);
        for (int epoch = 0; epoch < Math.max(epochs, PUBLISHED_TRAINING.size()); epoch++) {
            text.append("| ").append(epoch + 1).append(" |");
            cells(PUBLISHED_TRAINING, PUBLISHED_VALIDATION, epoch, text);
            for (Map<String, Object> answer : answers.values()) {
                cells(numbers(answer, "training"), numbers(answer, "validation"), epoch, text);
            }
            text.append('\n');
        }
    }

    private static void cells(List<Double> training, List<Double> validation, int epoch, StringBuilder text) {
        for (List<Double> losses : List.of(training, validation)) {
            text.append(epoch < losses.size() ? String.format(Locale.ROOT, " %.4f |", losses.get(epoch)) : " |");
        }
    }

    private static double number(Map<?, ?> one, String name) {
        return one.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static void models(String name, Map<String, Object> answer, StringBuilder text) {
        text.append("\n| ").append(name).append(" | RMSE on the test set | 95 % | wall s |\n|---|---:|---|---:|\n");
        if (answer.get("models") instanceof List<?> models) {
            for (Object model : models) {
                if (model instanceof Map<?, ?> one) {
                    text.append(String.format(
                            Locale.ROOT,
                            "| %s | %.4f | %.4f to %.4f | %.1f |%n",
                            one.get("model"),
                            number(one, "rmse"),
                            number(one, "low"),
                            number(one, "high"),
                            number(one, "wall")));
                }
            }
        }
    }
}
