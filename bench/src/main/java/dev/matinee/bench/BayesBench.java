package dev.matinee.bench;

import dev.matinee.data.generate.DataShape;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.models.BayesianMf;
import dev.matinee.engine.models.BayesianMf.Implicit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What samples of {@link BayesianMf} cost as ratings grow, plain and with implicit feedback of users and items: data of the
 * shape ml-20m with ever more users. Without peers: the question is how straight the line is.
 */
final class BayesBench {
    private static final int THREADS = 2;

    private BayesBench() {}

    /** Data by name: 20m (1 to 20 million ratings), tiny for tests. */
    private static Map<String, DataShape> shapes(String data) {
        Map<String, DataShape> shapes = new LinkedHashMap<>();
        switch (data) {
            case "tiny" -> shapes.put("6k", DataShape.of(300, 100, 6_000));
            case "20m" -> {
                for (int millions : new int[] {1, 5, 10, 20}) {
                    long ratings = millions * 1_000_000L;
                    shapes.put(millions + "m", DataShape.of((int) (ratings / 144), 27_000, ratings));
                }
            }
            default -> throw MatineeException.usage("--data must be one of tiny, 20m, got " + data);
        }
        return shapes;
    }

    static void compare(BenchOptions options) {
        int factors = BayesianMf.defaults().factors();
        BenchTable table = new BenchTable(
                "bayesian-mf as ratings grow, ten samples, " + factors + " factors, " + THREADS + " threads");
        for (Implicit implicit : new Implicit[] {Implicit.NONE, Implicit.BOTH}) {
            shapes(options.data()).forEach((name, shape) -> {
                Path ratings = BenchData.interactions(options.work(), "growth-" + name, shape);
                List<Map<String, Object>> runs = new ArrayList<>();
                for (int i = 0; i < options.repeat(); i++) {
                    runs.add(Fork.java(
                            List.of("-Xmx1g", "--add-modules", "jdk.incubator.vector"),
                            BayesRun.class.getName(),
                            ratings,
                            THREADS,
                            factors,
                            implicit));
                }
                String who = name + (implicit == Implicit.BOTH ? ", implicit feedback of both" : ", plain");
                double cpu = BenchTable.median(runs, "cpu");
                table.row(
                        who,
                        10 * BenchTable.median(runs, "wall"),
                        10 * cpu,
                        "MiB of heap at most",
                        BenchTable.median(runs, "heap"));
                table.ratio(
                        "processor milliseconds a sample and million ratings, " + who,
                        1000 * cpu / (shape.ratings() / 1e6));
                table.ratio("MiB resident at most, " + who, BenchTable.median(runs, "resident"));
            });
        }
        table.write(options.results(), "bayes-" + options.data());
    }
}
