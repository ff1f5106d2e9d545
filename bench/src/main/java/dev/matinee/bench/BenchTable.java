package dev.matinee.bench;

import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of one comparison: printed as a Markdown table, kept as JSON and Markdown. */
final class BenchTable {
    /** Low and high are the shortest and the longest of the runs whose median the seconds are. */
    private record Row(
            String who, double wallSeconds, double low, double high, double cpuSeconds, String figure, double value) {
        Map<String, Object> toJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("who", who);
            json.put("wallSeconds", wallSeconds);
            if (low < high) {
                json.put("wallLow", low);
                json.put("wallHigh", high);
            }
            json.put("cpuSeconds", cpuSeconds);
            json.put(figure, value);
            return json;
        }
    }

    private final String title;
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Double> ratios = new LinkedHashMap<>();

    BenchTable(String title) {
        this.title = title;
    }

    /** The median of one number of several answers; the lower of two middle ones. */
    static double median(List<Map<String, Object>> answers, String name) {
        double[] sorted = answers.stream()
                .mapToDouble(answer -> Fork.number(answer, name))
                .sorted()
                .toArray();
        return sorted[(sorted.length - 1) / 2];
    }

    /** One contender, with one more figure that matters here. */
    void row(String who, double wallSeconds, double cpuSeconds, String figure, double value) {
        rows.add(new Row(who, wallSeconds, wallSeconds, wallSeconds, cpuSeconds, figure, value));
    }

    /** One contender that ran several times, each with {@code wall} and {@code cpu} seconds: their medians; answers the first. */
    double row(String who, List<Map<String, Object>> runs, String figure, double value) {
        double[] walls = runs.stream()
                .mapToDouble(run -> Fork.number(run, "wall"))
                .sorted()
                .toArray();
        double wall = median(runs, "wall");
        rows.add(new Row(who, wall, walls[0], walls[walls.length - 1], median(runs, "cpu"), figure, value));
        return wall;
    }

    /** What is to be seen by comparing. */
    void ratio(String meaning, double value) {
        ratios.put(meaning, value);
    }

    /** Prints the table and writes it beside its JSON. */
    void write(Path folder, String name) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", title);
        json.put("at", Instant.now().toString());
        json.put("machine", Machine.describe());
        json.put("rows", rows.stream().map(Row::toJson).toList());
        json.put("ratios", ratios);
        String text = text();
        System.out.println(text);
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name + ".json"), Json.writePretty(json) + "\n");
            Files.writeString(folder.resolve(name + ".md"), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder(
                "# " + title + "\n\n| who | wall s | from, to | processor s | |\n|---|---:|---|---:|---|\n");
        for (Row row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %.2f | %s | %.2f | %s %s |%n",
                    row.who(),
                    row.wallSeconds(),
                    row.low() < row.high() ? String.format(Locale.ROOT, "%.2f, %.2f", row.low(), row.high()) : "",
                    row.cpuSeconds(),
                    row.figure(),
                    row.value() == Math.rint(row.value())
                            ? String.format(Locale.ROOT, "%.0f", row.value())
                            : String.format(Locale.ROOT, "%.4g", row.value())));
        }
        ratios.forEach((meaning, value) -> text.append(String.format(Locale.ROOT, "%n%.2f %s%n", value, meaning)));
        return text.toString();
    }
}
