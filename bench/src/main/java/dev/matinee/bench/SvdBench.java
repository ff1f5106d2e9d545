package dev.matinee.bench;

import dev.matinee.data.generate.DataShape;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.decompose.TruncatedSvd;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * {@link TruncatedSvd} beside the randomised TruncatedSVD of scikit-learn in float32: the same matrix in memory, 10
 * components, users transformed, on 1 and on 2 threads. Ours must explain as much variance. Every process does it several
 * times; figures are medians of all times but the first, which stands apart.
 */
final class SvdBench {
    private static final int COMPONENTS = 10;

    private SvdBench() {}

    /** Data by name: viewers (the shape of viewer-interactions), tiny for tests. */
    private static DataShape shape(String data) {
        return switch (data) {
            case "tiny" -> DataShape.of(300, 100, 6_000);
            case "viewers" -> DataShape.named("viewer-interactions");
            default -> throw MatineeException.usage("--data must be one of tiny, viewers, got " + data);
        };
    }

    static void compare(BenchOptions options) {
        Path ratings = BenchData.interactions(options.work(), "svd-" + options.data(), shape(options.data()));
        boolean peer = options.with("scikit-learn") && Python.has("sklearn");
        if (options.with("scikit-learn") && !peer) {
            System.err.println("scikit-learn is not on this machine: it is left out");
        }
        BenchTable table = new BenchTable("truncated svd, " + options.data() + ", " + COMPONENTS + " components");
        int rounds = options.repeat() + 1;
        double ours = Double.POSITIVE_INFINITY;
        double theirs = Double.POSITIVE_INFINITY;
        double[] cpu = new double[2];
        Path matrix = peer ? export(ratings, options.work().resolve("svd-" + options.data())) : options.work();
        for (int threads = 1; threads <= 2; threads++) {
            Map<String, Object> own = Fork.java(
                    List.of("-Xmx1g", "--add-modules", "jdk.incubator.vector"),
                    SvdRun.class.getName(),
                    ratings,
                    threads,
                    COMPONENTS,
                    rounds);
            ours = Math.min(ours, row(table, "matinee", threads, own));
            if (peer) {
                Map<String, Object> rival = Python.run("sklearn_svd.py", threads, matrix, COMPONENTS, rounds);
                check(Fork.number(own, "explained"), Fork.number(rival, "explained"));
                theirs = Math.min(theirs, row(table, "scikit-learn " + rival.get("version"), threads, rival));
                cpu[threads - 1] = median(rival, "cpu") / median(own, "cpu");
            }
        }
        if (peer) {
            table.ratio(
                    "times as fast as scikit-learn (wall, each on the threads that serve it better)", theirs / ours);
            table.ratio("times fewer processor seconds on 1 thread", cpu[0]);
        }
        table.write(options.results(), "svd-" + options.data());
    }

    /** One process; answers the median of its wall seconds. */
    private static double row(BenchTable table, String who, int threads, Map<String, Object> answer) {
        double wall = median(answer, "seconds");
        table.row(
                who + ", threads: " + threads,
                wall,
                median(answer, "cpu"),
                "first time ms",
                1000 * number(answer, "seconds", 0));
        return wall;
    }

    private static void check(double ours, double theirs) {
        if (ours < theirs * (1 - 1e-6)) {
            throw new IllegalStateException(
                    "the explained variance " + ours + " is below that of scikit-learn, " + theirs);
        }
    }

    private static double median(Map<String, Object> answer, String name) {
        List<?> all = (List<?>) Objects.requireNonNull(answer.get(name));
        double[] sorted = new double[all.size() - 1];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = number(answer, name, i + 1);
        }
        Arrays.sort(sorted);
        return sorted[(sorted.length - 1) / 2];
    }

    private static double number(Map<String, Object> answer, String name, int index) {
        List<?> all = (List<?>) Objects.requireNonNull(answer.get(name));
        return ((Number) all.get(index)).doubleValue();
    }

    /** Writes the matrix in compressed rows, as little-endian files of numbers, for other languages. */
    static Path export(Path ratings, Path folder) {
        Interactions interactions = Interactions.open(ratings);
        Rows rows = interactions.byUser();
        int size = Math.toIntExact(rows.size());
        int[] starts = new int[rows.rows() + 1];
        for (int user = 0; user < rows.rows(); user++) {
            starts[user] = (int) rows.start(user);
        }
        starts[rows.rows()] = size;
        int[] columns = new int[size];
        float[] values = new float[size];
        for (int position = 0; position < size; position++) {
            columns[position] = rows.column(position);
            values[position] = rows.rating(position);
        }
        Python.write(folder.resolve("starts"), starts);
        Python.write(folder.resolve("columns"), columns);
        Python.write(folder.resolve("values"), values);
        Python.write(folder.resolve("shape"), rows.rows(), interactions.items().size());
        return folder;
    }
}
