package dev.matinee.bench;

import dev.matinee.data.generate.DataShape;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * k-means and silhouettes beside scikit-learn's on 2 threads and the same numbers: {@code dense} (k = 4, 10 restarts, four
 * standardised features of each user), {@code sparse} (k = 10, one start, ratings of the 1,000 most rated movies) and the
 * exact {@code silhouette} of 20,000 users. Ours must have no more inertia by more than a thousandth, or the same silhouette.
 */
final class ClusterBench {
    private static final int THREADS = 2;
    private static final String PYTHON = "/usr/bin/python3";

    private ClusterBench() {}

    static void compare(BenchOptions options) {
        boolean tiny = options.data().equals("tiny");
        if (!tiny && !options.data().equals("full")) {
            throw MatineeException.usage("--data must be one of tiny, full, got " + options.data());
        }
        DataShape dense = tiny ? DataShape.of(300, 100, 6_000) : DataShape.named("viewer-interactions");
        DataShape sparse = tiny ? dense : DataShape.named("ml-20m");
        Path work = options.work();
        BenchTable table = new BenchTable("k-means and silhouette, " + options.data());
        Path features = work.resolve("cluster-dense-" + options.data());
        Path some = work.resolve("cluster-silhouette-" + options.data());
        Path ratings = work.resolve("cluster-sparse-" + options.data());
        exportFeatures(
                Interactions.open(BenchData.interactions(work, "cluster-a-" + options.data(), dense)), features, some);
        exportRatings(Interactions.open(BenchData.interactions(work, "cluster-b-" + options.data(), sparse)), ratings);
        job("dense", features, table, options);
        job("sparse", ratings, table, options);
        job("silhouette", some, table, options);
        table.write(options.results(), "cluster-" + options.data());
    }

    private static void job(String job, Path folder, BenchTable table, BenchOptions options) {
        int rounds = options.repeat() + 1;
        Map<String, Object> ours = Fork.java(
                List.of("-Xmx2g", "--add-modules", "jdk.incubator.vector"),
                ClusterRun.class.getName(),
                job,
                folder,
                THREADS,
                rounds);
        double wall = row(table, "matinee, " + job, ours);
        if (options.with("scikit-learn")) {
            Map<String, Object> theirs = scikitLearn(job, folder, rounds);
            check(job, Fork.number(ours, "answer"), Fork.number(theirs, "answer"));
            double peer = row(table, "scikit-learn " + theirs.get("version") + ", " + job, theirs);
            table.ratio("times as fast as scikit-learn (wall), " + job, peer / wall);
        }
        if (job.equals("dense") && JvmPeer.TRIBUO.takesPart(options)) {
            Path inertia = folder.resolve("tribuo-inertia");
            Map<String, Object> theirs = JvmPeer.TRIBUO.run(THREADS, folder, THREADS, 4, 10, inertia);
            double answer = read(inertia);
            check(job, Fork.number(ours, "answer"), answer);
            table.row("tribuo " + theirs.get("version") + ", " + job, List.of(theirs), "answer x 1000:", 1000 * answer);
            table.ratio("times as fast as tribuo (wall), " + job, Fork.number(theirs, "wall") / wall);
        }
    }

    private static double read(Path number) {
        try {
            return Double.parseDouble(Files.readString(number));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void check(String job, double ours, double theirs) {
        boolean same = job.equals("silhouette") ? Math.abs(ours - theirs) < 1e-4 : ours <= 1.001 * theirs;
        // A single start may end anywhere: it is held to a hundredth.
        if (!same && !(job.equals("sparse") && ours <= 1.01 * theirs)) {
            throw new IllegalStateException(job + ": ours is " + ours + ", scikit-learn's " + theirs);
        }
    }

    private static double row(BenchTable table, String who, Map<String, Object> answer) {
        double wall = median(answer, "seconds");
        table.row(who, wall, median(answer, "cpu"), "answer x 1000:", 1000 * Fork.number(answer, "answer"));
        return wall;
    }

    /** The median of all times but the first, which includes compiling. */
    private static double median(Map<String, Object> answer, String name) {
        double[] sorted = ((List<?>) Objects.requireNonNull(answer.get(name)))
                .stream()
                        .skip(1)
                        .mapToDouble(time -> ((Number) time).doubleValue())
                        .sorted()
                        .toArray();
        return sorted[(sorted.length - 1) / 2];
    }

    private static Map<String, Object> scikitLearn(String job, Path folder, int rounds) {
        try (InputStream script =
                Objects.requireNonNull(ClusterBench.class.getResourceAsStream("sklearn_cluster.py"))) {
            Path copy = folder.resolve("sklearn_cluster.py");
            Files.write(copy, script.readAllBytes());
            return Fork.run(List.of(
                    "/usr/bin/env",
                    "OPENBLAS_NUM_THREADS=" + THREADS,
                    "OMP_NUM_THREADS=" + THREADS,
                    PYTHON,
                    copy.toString(),
                    job,
                    folder.toString(),
                    Integer.toString(rounds)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Number, mean, deviation and lowest of each user's ratings, standardised; for silhouettes those of 20,000 users. */
    private static void exportFeatures(Interactions ratings, Path all, Path some) {
        Rows rows = ratings.byUser();
        double[][] columns = new double[4][rows.rows()];
        for (int user = 0; user < rows.rows(); user++) {
            double sum = 0;
            double squares = 0;
            double lowest = Double.POSITIVE_INFINITY;
            for (long at = rows.start(user); at < rows.end(user); at++) {
                sum += rows.rating(at);
                squares += (double) rows.rating(at) * rows.rating(at);
                lowest = Math.min(lowest, rows.rating(at));
            }
            int count = Math.max(1, rows.count(user));
            columns[0][user] = rows.count(user);
            columns[1][user] = sum / count;
            columns[2][user] = Math.sqrt(Math.max(0, squares / count - sum / count * sum / count));
            columns[3][user] = rows.count(user) == 0 ? 0 : lowest;
        }
        int[] values = new int[4 * rows.rows()];
        for (int d = 0; d < 4; d++) {
            double mean = Arrays.stream(columns[d]).average().orElse(0);
            double variance = Arrays.stream(columns[d])
                    .map(x -> (x - mean) * (x - mean))
                    .average()
                    .orElse(1);
            for (int user = 0; user < rows.rows(); user++) {
                values[4 * user + d] = Float.floatToIntBits(
                        (float) ((columns[d][user] - mean) / Math.sqrt(Math.max(1e-12, variance))));
            }
        }
        int few = Math.min(20_000, rows.rows());
        write(all.resolve("values"), values);
        write(all.resolve("shape"), rows.rows(), 4);
        write(some.resolve("values"), Arrays.copyOf(values, 4 * few));
        write(some.resolve("shape"), few, 4);
    }

    /** The ratings of the 1,000 most rated movies in compressed rows. */
    private static void exportRatings(Interactions ratings, Path folder) {
        Rows byItem = ratings.byItem();
        int[] chosen = IntStream.range(0, byItem.rows())
                .boxed()
                .sorted(Comparator.comparingInt((Integer item) -> -byItem.count(item)))
                .limit(1000)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        Rows rows = ratings.byUser();
        int[] starts = new int[rows.rows() + 1];
        int[] columns = new int[Math.toIntExact(rows.size())];
        int[] values = new int[columns.length];
        int stored = 0;
        for (int user = 0; user < rows.rows(); user++) {
            for (long at = rows.start(user); at < rows.end(user); at++) {
                int place = Arrays.binarySearch(chosen, rows.column(at));
                if (place >= 0) {
                    columns[stored] = place;
                    values[stored++] = Float.floatToIntBits(rows.rating(at));
                }
            }
            starts[user + 1] = stored;
        }
        write(folder.resolve("starts"), starts);
        write(folder.resolve("columns"), Arrays.copyOf(columns, stored));
        write(folder.resolve("values"), Arrays.copyOf(values, stored));
        write(folder.resolve("shape"), rows.rows(), chosen.length);
    }

    /** Writes numbers as a little-endian file, for other languages. */
    static void write(Path file, int... numbers) {
        byte[] bytes = new byte[Math.multiplyExact(numbers.length, Integer.BYTES)];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(numbers);
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
