package dev.matinee.bench;

import dev.matinee.engine.json.Json;
import dev.matinee.lab.chart.Axis;
import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.chart.ChartFiles;
import dev.matinee.lab.chart.Lines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes {@code docs/benchmarks.md}, and the sizes of the guide, from the figures in the folder of results. Measures nothing. */
final class DocumentBench {
    private final Path docs;
    private final Map<String, Map<String, Object>> results = new TreeMap<>();
    private final StringBuilder text = new StringBuilder();

    private DocumentBench(Path folder, Path docs) {
        this.docs = docs;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(name -> name.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                String name = String.valueOf(file.getFileName());
                results.put(
                        name.substring(0, name.length() - ".json".length()), Json.parseObject(Files.readString(file)));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static void compare(BenchOptions options) {
        write(options.results(), Path.of("docs"));
    }

    /** Writes the pages in this folder of documentation. */
    static void write(Path results, Path docs) {
        DocumentBench document = new DocumentBench(results, docs);
        document.ratios();
        document.growth();
        document.kernels();
        document.profiles();
        document.tables();
        try {
            Files.writeString(docs.resolve("benchmarks.md"), document.text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Pages.replace(docs.resolve("guide").resolve("production.md"), "sizes", document.sizes());
    }

    private void ratios() {
        text.append("""
                # Benchmarks

                What Matinee takes beside others, and how near it comes to what the machine can do. `bench document` writes this page from the files
                in [bench/results](../bench/results), which the comparisons of [bench](../bench/README.md) leave there; nothing on it is typed. In each
                comparison all work on the same generated data in the same run, and the answers are compared before the clock is looked at: ours must be
                as good. Seconds are medians; where a range stands beside them it is from the fastest to the slowest run.

                ## Times as fast

                | ours by theirs | ratio | measured |
                | --- | ---: | --- |
                """);
        results.forEach((name, result) -> numbers(result.get("ratios")).forEach((what, ratio) -> {
            if (what.startsWith("times as fast")) {
                text.append(String.format(
                        Locale.ROOT,
                        "| %s: %s | %.2f | %s |%n",
                        result.get("title"),
                        what.substring("times as fast as ".length()),
                        ratio,
                        day(result)));
            }
        }));
    }

    private void growth() {
        Map<String, Object> growth = results.get("growth-all");
        if (growth == null) {
            return;
        }
        List<Double> sizes = new ArrayList<>();
        List<Double> wall = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        List<Double> resident = new ArrayList<>();
        for (Map<String, Object> row : maps(growth.get("rows"))) {
            sizes.add(millions(String.valueOf(row.get("who"))));
            wall.add(Fork.number(row, "wallSeconds"));
            processor.add(Fork.number(row, "cpuSeconds"));
            resident.add(Fork.number(row, "MiB resident at most"));
        }
        ChartFiles files = new ChartFiles(docs.resolve("pictures"));
        String title = "Training implicit-als as ratings grow";
        Axis millions = Axis.of("million ratings").log();
        write(
                files,
                new Chart(
                        "growth-seconds",
                        title + ", seconds",
                        "Both axes are logarithmic: a straight line at 45 degrees is proportional growth.",
                        Lines.of(
                                millions,
                                Axis.of("seconds").log(),
                                Lines.Style.DOTS,
                                List.of(
                                        Lines.Curve.of("wall", sizes, wall),
                                        Lines.Curve.of("processor, two threads", sizes, processor)))));
        write(
                files,
                new Chart(
                        "growth-memory",
                        title + ", memory",
                        "The most memory that the process held at any time, mapped files included.",
                        Lines.of(
                                millions,
                                Axis.of("resident memory", "MiB").log(),
                                Lines.Style.DOTS,
                                List.of(Lines.Curve.of("resident", sizes, resident)))));
        text.append("\n## As ratings grow\n\n![Seconds by ratings](pictures/growth-seconds.svg)\n\n"
                + "![Memory by ratings](pictures/growth-memory.svg)\n");
    }

    private static void write(ChartFiles files, Chart chart) {
        try {
            Files.createDirectories(files.folder());
            Files.writeString(files.folder().resolve(chart.name() + ".svg"), ChartFiles.svg(chart));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The size of the data that a row of the comparison growth is called by. */
    private static double millions(String name) {
        return name.equals("netflix") ? 100.480507 : Double.parseDouble(name.replace("m", ""));
    }

    private void kernels() {
        Map<String, Object> kernels = results.get("kernels");
        if (kernels == null) {
            return;
        }
        text.append(String.format(
                Locale.ROOT,
                "%n## The distance to the machine's limit%n%nKernels `%s`, one core: at most %.0f thousand million operations a second in"
                        + " registers, and",
                kernels.get("kernels"),
                Fork.number(kernels, "operations") / 1e9));
        numbers(kernels.get("stores"))
                .forEach((store, bytes) ->
                        text.append(String.format(Locale.ROOT, " %.0f GB/s from %s,", bytes / 1e9, store)));
        text.setLength(text.length() - 1);
        text.append(
                " (measured in the same process). A kernel's limit is the lower of all its operations at the peak and all its"
                        + " bytes at the speed of the store that its data fit in.\n\n"
                        + "| kernel | what | thousand million operations a second | GB/s | limited by | of the limit |\n"
                        + "| --- | --- | ---: | ---: | --- | ---: |\n");
        for (Map<String, Object> kernel : maps(kernels.get("measured"))) {
            text.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %s | %.1f | %.1f | %s | %.0f %% |%n",
                    kernel.get("kernel"),
                    kernel.get("what"),
                    Fork.number(kernel, "operationsPerSecond") / 1e9,
                    Fork.number(kernel, "bytesPerSecond") / 1e9,
                    kernel.get("limit"),
                    100 * Fork.number(kernel, "share")));
        }
    }

    private void profiles() {
        Map<String, Object> profiles = results.get("profiles");
        if (profiles == null || !(profiles.get("profiles") instanceof Map<?, ?> paths)) {
            return;
        }
        text.append(
                        "\n## Where the time goes\n\nThe five hottest paths, sampled by Java Flight Recorder; each in a process of its own"
                                + " (data ")
                .append(profiles.get("data"))
                .append(").\n\n| path | method | of the samples |\n| --- | --- | ---: |\n");
        paths.forEach((path, methods) -> {
            for (Map<String, Object> method : maps(methods)) {
                text.append(String.format(
                        Locale.ROOT,
                        "| %s | `%s` | %.0f %% |%n",
                        path,
                        method.get("method"),
                        100 * Fork.number(method, "share")));
            }
        });
    }

    private void tables() {
        text.append("\n## All figures\n");
        results.forEach((name, result) -> {
            List<Map<String, Object>> rows = maps(result.get("rows"));
            if (rows.isEmpty()) {
                return;
            }
            text.append("\n### ")
                    .append(result.getOrDefault("title", name))
                    .append("\n\nComparison `")
                    .append(name)
                    .append('`');
            if (result.containsKey("at")) {
                text.append(", ").append(day(result)).append(", ").append(machine(result));
            }
            text.append(".\n\n");
            if (rows.getFirst().containsKey("wallSeconds")) {
                text.append("| who | wall s | from, to | processor s | |\n| --- | ---: | --- | ---: | --- |\n");
                rows.forEach(row -> text.append(row(row)));
            } else {
                text.append(asTheyAre(rows));
            }
        });
    }

    /** Rows of a comparison that has columns of its own: whatever is one value. */
    private static String asTheyAre(List<Map<String, Object>> rows) {
        List<String> columns = rows.getFirst().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Number || entry.getValue() instanceof String)
                .map(Map.Entry::getKey)
                .toList();
        StringBuilder table = new StringBuilder("| " + String.join(" | ", columns) + " |\n|");
        table.append(" --- |".repeat(columns.size())).append('\n');
        for (Map<String, Object> row : rows) {
            table.append('|');
            columns.forEach(column -> table.append(' ')
                    .append(shown(row.getOrDefault(column, "")))
                    .append(" |"));
            table.append('\n');
        }
        return table.toString();
    }

    private static String row(Map<String, Object> row) {
        StringBuilder rest = new StringBuilder();
        row.forEach((name, value) -> {
            if (!List.of("who", "wallSeconds", "wallLow", "wallHigh", "cpuSeconds")
                    .contains(name)) {
                rest.append(name).append(' ').append(shown(value));
            }
        });
        String range = row.containsKey("wallLow")
                ? String.format(Locale.ROOT, "%.2f, %.2f", Fork.number(row, "wallLow"), Fork.number(row, "wallHigh"))
                : "";
        return String.format(
                Locale.ROOT,
                "| %s | %.2f | %s | %.2f | %s |%n",
                row.get("who"),
                Fork.number(row, "wallSeconds"),
                range,
                Fork.number(row, "cpuSeconds"),
                rest);
    }

    private static String shown(Object value) {
        if (!(value instanceof Number number)) {
            return String.valueOf(value);
        }
        double exact = number.doubleValue();
        return String.format(
                Locale.ROOT, exact == Math.rint(exact) || Math.abs(exact) >= 10_000 ? "%.0f" : "%.4g", exact);
    }

    private static String day(Map<String, Object> result) {
        String at = String.valueOf(result.get("at"));
        return at.substring(0, Math.min(10, at.length()));
    }

    /** What older files do not say stands for what they do. */
    private static String machine(Map<String, Object> result) {
        if (result.get("machine") instanceof Map<?, ?> machine) {
            return machine.get("processors") + " processors of " + machine.get("processor") + ", "
                    + machine.get("memoryGibibytes") + " GiB, " + machine.get("system") + ", Java "
                    + machine.get("java");
        }
        return result.get("processors") + " processors, Java " + result.get("java");
    }

    private String sizes() {
        StringBuilder sizes = new StringBuilder(
                "| million ratings | training `implicit-als`, seconds | resident memory at most, MiB |\n| ---: | ---: | ---: |\n");
        for (Map<String, Object> row :
                maps(results.getOrDefault("growth-all", Map.of()).get("rows"))) {
            sizes.append(String.format(
                    Locale.ROOT,
                    "| %.0f | %.0f | %.0f |%n",
                    millions(String.valueOf(row.get("who"))),
                    Fork.number(row, "wallSeconds"),
                    Fork.number(row, "MiB resident at most")));
        }
        Map<String, Object> serve = results.getOrDefault("serve-20m", Map.of());
        sizes.append("\n| serving 20 million ratings with `implicit-als` | |\n| --- | ---: |\n");
        numbers(serve.get("ratios"))
                .forEach((what, value) -> sizes.append(
                        String.format(Locale.ROOT, value >= 100 ? "| %s | %.0f |%n" : "| %s | %.1f |%n", what, value)));
        return sizes.toString();
    }

    private static Map<String, Double> numbers(@Nullable Object json) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        if (json instanceof Map<?, ?> map) {
            map.forEach((name, value) -> numbers.put(String.valueOf(name), ((Number) value).doubleValue()));
        }
        return numbers;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(@Nullable Object json) {
        return json instanceof List<?> list ? (List<Map<String, Object>>) list : List.of();
    }
}
