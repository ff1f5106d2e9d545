package dev.matinee.bench;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.models.ModelFamilies;
import dev.matinee.engine.recommend.ModelFamily;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How well the models recommend on real ratings, by the commands that anybody can run: every model with its default settings,
 * ratings of 4 and more being relevant, a random fifth of each user's ratings held out with five seeds, and the latest fifth.
 */
final class AccuracyBench {
    private static final String METRIC = "ndcg@10";
    private static final List<List<String>> PROTOCOLS =
            List.of(List.of("--split", "random:0.2", "--seeds", "5", "--seed", "1"), List.of("--split", "latest:0.2"));

    private AccuracyBench() {}

    /** Data: the path of a folder or file of ratings, with what the movies are about. */
    static void compare(BenchOptions options) {
        Path source = Path.of(options.data());
        if (!Files.exists(source)) {
            throw MatineeException.usage("--data must be the path of real ratings, got " + source);
        }
        String name = String.valueOf(source.getFileName());
        Map<String, Map<String, Map<String, Object>>> byModel = new TreeMap<>();
        List<String> splits = new ArrayList<>();
        for (List<String> protocol : PROTOCOLS) {
            List<Object> arguments = new ArrayList<>(List.of("evaluate"));
            ModelFamilies.all().stream().map(ModelFamily::name).forEach(arguments::add);
            arguments.addAll(List.of("--source", source, "--relevant", "4", "--json"));
            arguments.addAll(protocol);
            splits.add(protocol.get(1));
            for (Map<String, Object> result : maps(Fork.matinee(arguments.toArray()), "results")) {
                metric(result)
                        .ifPresent(metric -> byModel.computeIfAbsent(
                                        String.valueOf(result.get("model")), model -> new LinkedHashMap<>())
                                .put(protocol.get(1), metric));
            }
        }
        write(options.results(), name, splits, byModel);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Map<String, Object> json, String name) {
        return (List<Map<String, Object>>) json.getOrDefault(name, List.of());
    }

    @SuppressWarnings("unchecked")
    private static Optional<Map<String, Object>> metric(Map<String, Object> result) {
        Map<String, Object> metrics = (Map<String, Object>) result.getOrDefault("metrics", Map.of());
        return Optional.ofNullable((Map<String, Object>) metrics.get(METRIC));
    }

    private static void write(
            Path folder, String data, List<String> splits, Map<String, Map<String, Map<String, Object>>> byModel) {
        StringBuilder text =
                new StringBuilder("# " + METRIC + " of every model with its defaults, " + data + "\n\n| model |");
        splits.forEach(split -> text.append(' ').append(split).append(" | 95 % |"));
        text.append("\n|---|").append("---:|---|".repeat(splits.size())).append('\n');
        byModel.forEach((model, bySplit) -> {
            text.append("| ").append(model).append(" |");
            for (String split : splits) {
                Map<String, Object> metric = bySplit.getOrDefault(split, Map.of());
                text.append(
                        metric.isEmpty()
                                ? " | |"
                                : String.format(
                                        Locale.ROOT,
                                        " %.4f | %.4f to %.4f |",
                                        Fork.number(metric, "mean"),
                                        Fork.number(metric, "low"),
                                        Fork.number(metric, "high")));
            }
            text.append('\n');
        });
        System.out.println(text);
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("accuracy-" + data + ".md"), text);
            Files.writeString(
                    folder.resolve("accuracy-" + data + ".json"),
                    Json.writePretty(Map.of("metric", METRIC, "models", byModel)) + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
