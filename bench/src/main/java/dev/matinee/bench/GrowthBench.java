package dev.matinee.bench;

import dev.matinee.data.generate.DataShape;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.models.ImplicitAls;
import dev.matinee.engine.recommend.SettingsSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What training costs as ratings grow: {@link ImplicitAls} with its defaults on data of the shape ml-20m with ever more
 * users, and on the shape netflix. Without peers: the question is how straight the line is.
 */
final class GrowthBench {
    private static final int THREADS = 2;

    private GrowthBench() {}

    /** Data by name: 20m (1 to 20 million ratings), all (to 50 million, and the 100 million of netflix), tiny for tests. */
    static Map<String, DataShape> shapes(String data) {
        Map<String, DataShape> shapes = new LinkedHashMap<>();
        switch (data) {
            case "tiny" -> shapes.put("6k", DataShape.of(300, 100, 6_000));
            case "20m" -> addTo(20, shapes);
            case "all" -> {
                addTo(50, shapes);
                shapes.put("netflix", DataShape.named("netflix"));
            }
            default -> throw MatineeException.usage("--data must be one of tiny, 20m, all, got " + data);
        }
        return shapes;
    }

    private static void addTo(int most, Map<String, DataShape> shapes) {
        for (int millions : new int[] {1, 5, 10, 20, 50}) {
            if (millions <= most) {
                long ratings = millions * 1_000_000L;
                shapes.put(millions + "m", DataShape.of((int) (ratings / 144), 27_000, ratings));
            }
        }
    }

    static void compare(BenchOptions options) {
        ImplicitAls settings = ImplicitAls.defaults();
        BenchTable table = new BenchTable("implicit-als as ratings grow, " + settings.factors() + " factors, "
                + settings.iterations() + " iterations, " + THREADS + " threads");
        List<double[]> costs = new ArrayList<>();
        shapes(options.data()).forEach((name, shape) -> {
            Path ratings = BenchData.interactions(options.work(), "growth-" + name, shape);
            List<Object> arguments = new ArrayList<>(List.of(ratings, THREADS));
            SettingsSchema.of(settings).values(settings).forEach((key, value) -> arguments.add(key + "=" + value));
            List<Map<String, Object>> runs = new ArrayList<>();
            for (int i = 0; i < options.repeat(); i++) {
                runs.add(Fork.java(
                        List.of("-Xmx1g", "--add-modules", "jdk.incubator.vector"),
                        AlsRun.class.getName(),
                        arguments.toArray()));
            }
            double wall = BenchTable.median(runs, "wall");
            double cpu = BenchTable.median(runs, "cpu");
            table.row(name, wall, cpu, "MiB resident at most", BenchTable.median(runs, "resident"));
            costs.add(new double[] {shape.ratings() / 1e6, cpu});
            table.ratio("processor seconds a million ratings, " + name, cpu / (shape.ratings() / 1e6));
            table.ratio("MiB of heap at most, " + name, BenchTable.median(runs, "heap"));
        });
        table.ratio(
                "% that the processor seconds of a size lie off a straight line at most",
                100 * largestDeviation(costs));
        table.write(options.results(), "growth-" + options.data());
    }

    /**
     * How far costs lie from the line {@code a + b·size} that fits them best, as a share of the cost, by least squares of those
     * shares.
     *
     * @param costs pairs of a size and a positive cost
     */
    static double largestDeviation(List<double[]> costs) {
        double ones = 0;
        double sizes = 0;
        double squares = 0;
        double targets = 0;
        double products = 0;
        for (double[] cost : costs) {
            double unit = 1 / cost[1];
            double size = cost[0] / cost[1];
            ones += unit * unit;
            sizes += unit * size;
            squares += size * size;
            targets += unit;
            products += size;
        }
        boolean one = costs.size() == 1;
        double determinant = ones * squares - sizes * sizes;
        double slope = one ? products / squares : (ones * products - sizes * targets) / determinant;
        double start = one ? 0 : (targets - slope * sizes) / ones;
        double largest = 0;
        for (double[] cost : costs) {
            largest = Math.max(largest, Math.abs((start + slope * cost[0]) / cost[1] - 1));
        }
        return largest;
    }
}
