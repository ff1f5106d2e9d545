package dev.matinee.bench;

import dev.matinee.data.generate.DataShape;
import dev.matinee.engine.MatineeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The ten best unseen movies of every user, by 64 factors, beside blocks of {@code U @ V.T} and {@code argpartition} in
 * numpy: the same factors and ratings in memory. The lists must be the same.
 */
final class RecommendBench {
    private static final int THREADS = 2;
    private static final double SAME = 0.999;

    private RecommendBench() {}

    /** Data by name: 20m (the shape of ml-20m), tiny for tests. */
    private static DataShape shape(String data) {
        return switch (data) {
            case "tiny" -> DataShape.of(300, 100, 6_000);
            case "20m" -> DataShape.named("ml-20m");
            default -> throw MatineeException.usage("--data must be one of tiny, 20m, got " + data);
        };
    }

    static void compare(BenchOptions options) {
        Path ratings = BenchData.interactions(options.work(), "als-" + options.data(), shape(options.data()));
        Path folder = options.work().resolve("recommend-" + options.data());
        boolean numpy = options.with("numpy") && Python.has("numpy");
        if (options.with("numpy") && !numpy) {
            System.err.println("numpy is not on this machine: it is left out");
        }
        BenchTable table = new BenchTable(
                "top 10 of all users, " + options.data() + ", 64 factors, " + THREADS + " threads, seen movies hidden");
        List<Map<String, Object>> ours = new ArrayList<>();
        List<Map<String, Object>> theirs = new ArrayList<>();
        for (int i = 0; i < options.repeat(); i++) {
            ours.add(Fork.java(
                    List.of("-Xmx1g", "--add-modules", "jdk.incubator.vector"),
                    RecommendRun.class.getName(),
                    ratings,
                    folder,
                    THREADS));
            if (numpy) {
                Map<String, Object> rival = Python.run("numpy_top.py", THREADS, folder);
                if (Fork.number(rival, "same") < SAME) {
                    throw new IllegalStateException("only a share of " + rival.get("same") + " of lists is the same");
                }
                theirs.add(rival);
            }
        }
        double wall = BenchTable.median(ours, "wall");
        double users = BenchTable.median(ours, "users");
        table.row("matinee", wall, BenchTable.median(ours, "cpu"), "users a second", users / wall);
        if (numpy) {
            double rival = BenchTable.median(theirs, "wall");
            table.row(
                    "numpy " + theirs.getFirst().get("version"),
                    rival,
                    BenchTable.median(theirs, "cpu"),
                    "users a second",
                    users / rival);
            table.ratio("times as fast as numpy (wall)", rival / wall);
        }
        table.ratio("MiB of heap at most", BenchTable.median(ours, "heap"));
        table.ratio(
                "milliseconds to fold in a visitor with 100 ratings and list 10", BenchTable.median(ours, "foldIn"));
        table.write(options.results(), "recommend-" + options.data());
    }
}
