package dev.matinee.bench;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.models.ModelFamilies;
import dev.matinee.engine.recommend.Explains;
import dev.matinee.engine.recommend.FoldsIn;
import dev.matinee.engine.recommend.ModelFamily;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table of the guide's page on choosing a model: what {@code matinee evaluate} says of every model with its default settings. */
final class ChoosingBench {
    private static final Path PAGE = Path.of("docs", "guide", "choosing.md");
    private static final String NDCG = "ndcg@10";
    private static final List<String> SPLITS = List.of("random:0.2", "latest:0.2");

    private ChoosingBench() {}

    /** Data: the path of a folder or file of ratings, or {@code sample}. */
    static void compare(BenchOptions options) {
        Path source = Path.of(options.data());
        if (!options.data().equals("sample") && !Files.exists(source)) {
            throw MatineeException.usage("--data must be sample or the path of ratings, got " + source);
        }
        Map<String, List<Map<String, Object>>> byModel = new LinkedHashMap<>();
        for (ModelFamily<?, ?> family : ModelFamilies.all()) {
            List<Map<String, Object>> results = new ArrayList<>();
            for (String split : SPLITS) {
                results.add(result(Fork.matinee(
                        "evaluate",
                        family.name(),
                        "--source",
                        options.data(),
                        "--split",
                        split,
                        "--relevant",
                        "4",
                        "--threads",
                        "2",
                        "--json")));
            }
            byModel.put(family.name(), results);
        }
        String text = "Measured on " + source.getFileName() + ".\n\n" + table(byModel);
        System.out.println(text);
        if (!options.results().equals(Path.of("none"))) {
            Pages.replace(PAGE, "leaderboard", text);
        }
    }

    private static Map<String, Object> result(Map<String, Object> answer) {
        if (answer.get("results") instanceof List<?> results && results.getFirst() instanceof Map<?, ?> first) {
            Map<String, Object> result = new LinkedHashMap<>();
            first.forEach((name, value) -> result.put(String.valueOf(name), value));
            return result;
        }
        throw new IllegalStateException("no result in " + answer);
    }

    private static String table(Map<String, List<Map<String, Object>>> byModel) {
        StringBuilder text = new StringBuilder(
                "| model | NDCG@10, random | NDCG@10, latest | RMSE | seconds | MiB | ms | visitors | reasons |\n"
                        + "| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- | --- |\n");
        byModel.entrySet().stream()
                .sorted(Comparator.comparingDouble(
                        entry -> -metric(entry.getValue().getLast(), NDCG)))
                .forEach(entry -> {
                    Map<String, Object> random = entry.getValue().getFirst();
                    ModelFamily<?, ?> family = ModelFamilies.named(entry.getKey());
                    text.append("| `").append(entry.getKey()).append("` |");
                    cell(text, metric(random, NDCG), "%.3f");
                    cell(text, metric(entry.getValue().getLast(), NDCG), "%.3f");
                    cell(text, metric(random, "rmse"), "%.3f");
                    cell(text, Fork.number(random, "trainSeconds"), "%.1f");
                    cell(text, Fork.number(random, "bytes") / (1 << 20), "%.1f");
                    cell(
                            text,
                            random.get("requestMillis") instanceof Number millis ? millis.doubleValue() : Double.NaN,
                            "%.2f");
                    text.append(family.defaults().trains(FoldsIn.class) ? " yes |" : " |")
                            .append(family.defaults().trains(Explains.class) ? " yes |\n" : " |\n");
                });
        return text.toString();
    }

    private static void cell(StringBuilder text, double value, String format) {
        text.append(Double.isNaN(value) ? " |" : " " + String.format(Locale.ROOT, format, value) + " |");
    }

    private static double metric(Map<String, Object> result, String name) {
        return result.get("metrics") instanceof Map<?, ?> metrics
                        && metrics.get(name) instanceof Map<?, ?> metric
                        && metric.get("mean") instanceof Number mean
                ? mean.doubleValue()
                : Double.NaN;
    }
}
