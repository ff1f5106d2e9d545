package dev.matinee.bench;

import dev.matinee.data.generate.DataShape;
import dev.matinee.data.generate.Generator;
import dev.matinee.data.generate.Layout;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Likes and dislikes at size: the features of 20 million ratings; a random forest beside scikit-learn's on the same rows, with the columns
 * and the parameters of document 000; and that document's whole way, tuning and training, on ratings of the shape of its data.
 */
final class LikesBench {
    private static final double SAME_ACCURACY = 0.005;

    private LikesBench() {}

    static void compare(BenchOptions options) {
        boolean tiny = options.data().equals("tiny");
        if (!tiny && !options.data().equals("full")) {
            throw MatineeException.usage("--data must be one of tiny, full, got " + options.data());
        }
        DataShape small = DataShape.of(300, 100, 6_000);
        Path viewers = workspace(options, "viewers", tiny ? small : DataShape.named("viewer-interactions"));
        Path large = tiny ? viewers : workspace(options, "ml-20m", DataShape.named("ml-20m"));
        BenchTable table = new BenchTable("likes, " + options.data());
        features(large, table);
        forest(viewers, options, tiny, table);
        wholeWay("viewer-interactions", viewers, tiny, table);
        if (!tiny) {
            wholeWay("ml-20m", large, false, table);
        }
        table.write(options.results(), "likes-" + options.data());
    }

    private static Path workspace(BenchOptions options, String name, DataShape shape) {
        Path workspace = options.work().resolve("likes-" + name + "-" + options.data());
        if (!Files.exists(workspace)) {
            Path ratings = options.work().resolve("likes-ratings-" + name + "-" + options.data());
            System.err.println("generating " + ratings);
            Generator.like(shape).write(ratings, Layout.CSV, Run.seeded(42));
            Fork.matinee("ingest", ratings, "-w", workspace, "--json");
        }
        return workspace;
    }

    private static Map<String, Object> run(Object... arguments) {
        return Fork.java(
                List.of("-Xmx2g", "--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"),
                LikesRun.class.getName(),
                arguments);
    }

    private static void features(Path workspace, BenchTable table) {
        Map<String, Object> made = run("features", workspace);
        double wall = Fork.number(made, "wall");
        table.row("features", wall, Fork.number(made, "cpu"), "rows a second", Fork.number(made, "rows") / wall);
        table.ratio("columns of features", Fork.number(made, "columns"));
        table.ratio("MiB resident at most while they were made", Fork.number(made, "resident"));
    }

    private static void forest(Path workspace, BenchOptions options, boolean tiny, BenchTable table) {
        int rows = tiny ? 1_000 : 96_000;
        int trees = tiny ? 10 : 150;
        Path folder = options.work().resolve("likes-forest-" + options.data());
        Map<String, Object> ours = run("forest", workspace, folder, options.repeat(), rows, trees);
        double wall = Fork.number(ours, "wall");
        table.row("forest", wall, Fork.number(ours, "cpu"), "rows", Fork.number(ours, "rows"));
        table.ratio("columns of the forest", Fork.number(ours, "columns"));
        table.ratio("accuracy of the forest", Fork.number(ours, "accuracy"));
        if (options.with("scikit-learn")) {
            if (!Python.has("sklearn")) {
                System.err.println("scikit-learn is not on this machine: it is left out");
                return;
            }
            Map<String, Object> theirs =
                    Python.run("sklearn_forest.py", 2, folder, Math.min(2, options.repeat()), trees);
            double peer = Fork.number(theirs, "wall");
            table.row("forest, scikit-learn " + theirs.get("version"), peer, Fork.number(theirs, "cpu"), "rows", rows);
            table.ratio("accuracy of scikit-learn's", Fork.number(theirs, "accuracy"));
            table.ratio("times as fast as scikit-learn (wall)", peer / wall);
            if (Fork.number(ours, "accuracy") < Fork.number(theirs, "accuracy") - SAME_ACCURACY) {
                throw new IllegalStateException("ours is less accurate: " + ours + ", " + theirs);
            }
        }
    }

    /** Features, a sample of 120,000 rows, ten settings of document 000's grid over three folds, and the final training. */
    private static void wholeWay(String data, Path workspace, boolean tiny, BenchTable table) {
        // Trials that are there already would not be tried again.
        IngestBench.delete(workspace.resolve("likes"));
        List<Object> settings = List.of(
                "--set", "features=document-000", "--set", "sample=" + (tiny ? 1_000 : 120_000), "--set", "factors=10");
        long start = System.nanoTime();
        Fork.matinee(arguments(
                settings,
                "tune",
                "likes-forest",
                "--preset",
                "document-000",
                "--random",
                10,
                "-w",
                workspace,
                "--json"));
        double tuned = (System.nanoTime() - start) / 1e9;
        Fork.matinee(arguments(
                settings,
                "train",
                "likes-forest",
                "--set",
                "trees=150",
                "--set",
                "depth=20",
                "--set",
                "minimumSplit=10",
                "--set",
                "minimumLeaf=1",
                "-w",
                workspace,
                "--json"));
        double all = (System.nanoTime() - start) / 1e9;
        table.ratio("seconds for tuning by document 000's grid, " + data, tuned);
        table.ratio("seconds for tuning and the final training, " + data, all);
    }

    private static Object[] arguments(List<Object> settings, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(arguments));
        all.addAll(settings);
        return all.toArray();
    }
}
