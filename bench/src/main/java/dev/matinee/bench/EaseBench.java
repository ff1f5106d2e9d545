package dev.matinee.bench;

import dev.matinee.data.generate.DataShape;
import dev.matinee.engine.MatineeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@link dev.matinee.engine.models.Ease} beside scipy's sparse Gram matrix and the {@code potrf} and {@code potri} of
 * OpenBLAS: the same ratings in memory, the same regularisation, 2 threads. The weights must be the same.
 */
final class EaseBench {
    private static final int THREADS = 2;
    /** How far weights, which are of the order of 1, may lie apart. */
    private static final double CLOSE = 1e-3;

    private EaseBench() {}

    /** Data by name: small (9,066 movies, in double precision there), large (15,000 movies, in single), tiny for tests. */
    private static DataShape shape(String data) {
        return switch (data) {
            case "tiny" -> DataShape.of(300, 100, 6_000);
            case "small" -> DataShape.of(671, 9_066, 100_004);
            case "large" -> DataShape.of(40_000, 15_000, 5_000_000);
            default -> throw MatineeException.usage("--data must be one of tiny, small, large, got " + data);
        };
    }

    static void compare(BenchOptions options) {
        Path ratings = BenchData.interactions(options.work(), "ease-" + options.data(), shape(options.data()));
        Path folder = options.work().resolve("ease-" + options.data());
        String precision = options.data().equals("large") ? "float32" : "float64";
        boolean scipy = options.with("scipy") && Python.has("scipy");
        if (options.with("scipy") && !scipy) {
            System.err.println("scipy is not on this machine: it is left out");
        }
        if (scipy) {
            SvdBench.export(ratings, folder);
        }
        List<Map<String, Object>> ours = new ArrayList<>();
        List<Map<String, Object>> theirs = new ArrayList<>();
        for (int i = 0; i < options.repeat(); i++) {
            ours.add(Fork.java(
                    List.of("-Xmx3g", "--add-modules", "jdk.incubator.vector"),
                    EaseRun.class.getName(),
                    ratings,
                    folder,
                    THREADS));
            if (scipy) {
                Map<String, Object> rival = Python.run("scipy_ease.py", THREADS, folder, precision);
                if (!(Fork.number(rival, "difference") < CLOSE)) {
                    throw new IllegalStateException("weights differ by " + rival.get("difference"));
                }
                theirs.add(rival);
            }
        }
        double wall = BenchTable.median(ours, "wall");
        double items = BenchTable.median(ours, "items");
        BenchTable table = new BenchTable("ease, " + options.data() + " generated ratings, " + THREADS + " threads");
        table.row("matinee, float32", wall, BenchTable.median(ours, "cpu"), "movies", items);
        if (scipy) {
            double rival = BenchTable.median(theirs, "wall");
            table.row(
                    "scipy " + theirs.getFirst().get("version") + ", " + precision,
                    rival,
                    BenchTable.median(theirs, "cpu"),
                    "movies",
                    items);
            table.ratio("times as fast as scipy (wall)", rival / wall);
        }
        table.write(options.results(), "ease-" + options.data());
    }
}
