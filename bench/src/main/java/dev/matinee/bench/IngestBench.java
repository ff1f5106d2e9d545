package dev.matinee.bench;

import dev.matinee.data.generate.DataShape;
import dev.matinee.data.generate.Generator;
import dev.matinee.data.generate.Layout;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * From a folder of CSV to a catalog with its quality report and trainable interactions, beside one
 * {@code pandas.read_csv} of the same {@code ratings.csv} with default types. Both must count the same rows before
 * anybody looks at the clock.
 */
final class IngestBench {
    private static final int THREADS = 2;

    private IngestBench() {}

    /** Data by name: 20m (the shape of ml-20m), 5m (40,000 users, 15,000 movies), tiny for tests. */
    private static Path ratings(BenchOptions options) {
        if (options.data().equals("20m")) {
            return BenchData.twentyMillionRows(options.work());
        }
        DataShape shape = switch (options.data()) {
            case "tiny" -> DataShape.of(300, 100, 6_000);
            case "5m" -> DataShape.of(40_000, 15_000, 5_000_000);
            default -> throw MatineeException.usage("--data must be one of tiny, 5m, 20m, got " + options.data());
        };
        Path folder = options.work().resolve("csv-" + options.data());
        if (!Files.exists(folder)) {
            System.err.println("generating " + folder);
            Generator.like(shape).write(folder, Layout.CSV, Run.seeded(42));
        }
        return folder.resolve("ratings.csv");
    }

    static void compare(BenchOptions options) {
        Path ratings = ratings(options);
        boolean pandas = options.with("pandas") && Python.has("pandas");
        if (options.with("pandas") && !pandas) {
            System.err.println("pandas is not on this machine: it is left out");
        }
        List<Map<String, Object>> reads = new ArrayList<>();
        List<Map<String, Object>> ours = new ArrayList<>();
        for (int i = 0; i < options.repeat(); i++) {
            if (pandas) {
                reads.add(Pandas.read(ratings));
            }
            ours.add(ingest(ratings, options.work()));
            check(ours.getLast(), pandas ? reads.getLast() : Map.of());
        }
        BenchTable table = new BenchTable(
                "ingest, " + options.data() + " generated ratings, " + THREADS + " threads, 1 GiB of heap");
        double wall = BenchTable.median(ours, "wall");
        table.row("matinee", wall, BenchTable.median(ours, "cpu"), "peak heap MiB", BenchTable.median(ours, "heap"));
        table.row(
                "matinee, reopened",
                BenchTable.median(ours, "reopen"),
                0,
                "ratings",
                BenchTable.median(ours, "mapped"));
        if (pandas) {
            double theirs = BenchTable.median(reads, "wall");
            table.row(
                    "pandas.read_csv",
                    theirs,
                    BenchTable.median(reads, "cpu"),
                    "rows",
                    BenchTable.median(reads, "rows"));
            table.ratio("times the wall seconds of one pandas.read_csv", wall / theirs);
            table.ratio(
                    "times its processor seconds", BenchTable.median(ours, "cpu") / BenchTable.median(reads, "cpu"));
        }
        table.write(options.results(), "ingest-" + options.data());
    }

    /** Every row was read and kept, is in the matrix, and pandas counts as many. */
    private static void check(Map<String, Object> ours, Map<String, Object> theirs) {
        double read = Fork.number(ours, "read");
        boolean kept = Fork.number(ours, "kept") == read && Fork.number(ours, "mapped") == read;
        if (!kept || (!theirs.isEmpty() && Fork.number(theirs, "rows") != read)) {
            throw new IllegalStateException("the counts differ: " + ours + ", pandas " + theirs);
        }
    }

    private static Map<String, Object> ingest(Path ratings, Path work) {
        Path workspace = work.resolve("ingest-workspace");
        delete(workspace);
        Map<String, Object> answer = Fork.java(
                List.of("-Xmx1g", "--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"),
                IngestRun.class.getName(),
                ratings.resolveSibling(""),
                workspace,
                THREADS);
        System.err.println(answer);
        delete(workspace);
        return answer;
    }

    /** Deletes a folder with all that is in it, where there is one. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path entry : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
