package dev.matinee.bench;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.generate.DataShape;
import dev.matinee.data.generate.Generator;
import dev.matinee.data.generate.Layout;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.models.ImplicitAls;
import dev.matinee.engine.recommend.Model;
import dev.matinee.lab.models.ModelStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The same jobs by this process and by Spark ({@code local[2]}), each a process of its own with two threads: taking Parquet into a
 * workspace, and training implicit-als on it with the settings that both honour. Asserts that both came to the same ratings and to
 * the same loss, and says from which size on a cluster would be faster, by the straight lines through what was measured.
 */
final class SparkBench {
    private static final int THREADS = 2;
    private static final int FACTORS = 16;
    private static final int ITERATIONS = 5;
    private static final int[] WORKERS = {2, 4, 8, 16, 32};
    private static final int CORES_OF_A_WORKER = 8;

    /** Of two trainings from different first factors. */
    private static final double LUCK = 0.01;

    private static final String DOCUMENT = "docs/guide/spark.md";

    private static final List<String> SETTINGS = List.of(
            "--set", "factors=" + FACTORS,
            "--set", "iterations=" + ITERATIONS,
            "--set", "objective=hu-koren-volinsky",
            "--set", "solver=cholesky",
            "--set", "frequencyScaling=1",
            "--set", "unobservedWeight=1",
            "--set", "confidence=0.5",
            "--set", "regularization=0.2");

    private final BenchOptions options;
    private final BenchTable table = new BenchTable("ingest of Parquet and implicit-als, " + FACTORS + " factors, "
            + ITERATIONS + " iterations: Matinee and Spark on " + THREADS + " threads of one machine");
    private final StringBuilder lines = new StringBuilder("| ratings | job | Matinee: s | processor s | MiB"
            + " | Spark: s | processor s | MiB | Spark / Matinee |\n|---:|---|---:|---:|---:|---:|---:|---:|---:|\n");

    /** What a job took. */
    private record Cost(double ratings, double wall, double cpu, double resident) {}

    private SparkBench(BenchOptions options) {
        this.options = options;
    }

    static void compare(BenchOptions options) {
        new SparkBench(options).all();
    }

    /** Data by name: 1m, 5m, 20m, or several with commas between, with 144 ratings a user; tiny for tests. */
    private static DataShape shape(String data) {
        return switch (data) {
            case "tiny" -> DataShape.of(300, 100, 6_000);
            case "1m" -> DataShape.of(6_944, 27_000, 1_000_000);
            case "5m" -> DataShape.of(34_722, 27_000, 5_000_000);
            case "20m" -> DataShape.of(138_888, 27_000, 20_000_000);
            case "100m" -> DataShape.of(694_444, 27_000, 100_000_000);
            default -> throw MatineeException.usage("--data must be some of tiny, 1m, 5m, 20m, 100m, got " + data);
        };
    }

    private void all() {
        boolean spark = options.with("spark") && isOnClassPath("org/apache/spark/SparkConf.class");
        if (options.with("spark") && !spark) {
            System.err.println("spark is not on this machine: it is left out");
        }
        Map<String, List<Cost>> ours = new LinkedHashMap<>();
        Map<String, List<Cost>> theirs = new LinkedHashMap<>();
        for (String data : options.data().split(",", -1)) {
            Path source = parquet(data);
            measure(data, source, "matinee", ours);
            if (spark) {
                measure(data, source, "spark", theirs);
                same(data);
            }
            for (String job : List.of("ingest", "train")) {
                line(data, job, last(ours, job), spark ? Optional.of(last(theirs, job)) : Optional.empty());
            }
        }
        String measured = lines.toString();
        if (spark && ours.getOrDefault("train", List.of()).size() > 1) {
            for (String job : List.of("ingest", "train")) {
                measured +=
                        "\n" + arithmetic(job, ours.getOrDefault(job, List.of()), theirs.getOrDefault(job, List.of()));
            }
        }
        System.out.println(measured);
        table.write(options.results(), "spark");
        if (spark && !options.data().equals("tiny")) {
            Pages.replace(Path.of(DOCUMENT), "spark", measured);
        }
    }

    private static Cost last(Map<String, List<Cost>> costs, String job) {
        return costs.getOrDefault(job, List.of()).getLast();
    }

    private static boolean isOnClassPath(String name) {
        return SparkBench.class.getClassLoader().getResource(name) != null;
    }

    private Path parquet(String data) {
        Path folder = options.work().resolve("spark-" + data + "-parquet");
        if (!Files.exists(folder)) {
            System.err.println("generating " + folder);
            Generator.like(shape(data)).write(folder, Layout.PARQUET, Run.seeded(42));
        }
        return folder;
    }

    private Path workspace(String data, String engine) {
        return options.work().resolve("spark-" + data + "-" + engine);
    }

    private void measure(String data, Path source, String engine, Map<String, List<Cost>> costs) {
        Path workspace = workspace(data, engine);
        List<String> how = engine.equals("spark")
                ? List.of("--engine", "spark", "--master", "local[" + THREADS + "]")
                : List.of("--engine", engine);
        job(data, engine, "ingest", how, List.of("ingest", source.toString(), "--name", "measured"), workspace, costs);
        List<String> train = new ArrayList<>(List.of("train", "implicit-als"));
        train.addAll(SETTINGS);
        job(data, engine, "train", how, train, workspace, costs);
    }

    private void job(
            String data,
            String engine,
            String job,
            List<String> how,
            List<String> command,
            Path workspace,
            Map<String, List<Cost>> costs) {
        List<Object> arguments = new ArrayList<>(command);
        arguments.addAll(List.of("--threads", THREADS, "--workspace", workspace));
        arguments.addAll(how);
        List<String> java = new ArrayList<>(List.of(
                "-Xmx" + (engine.equals("spark") ? "8g" : "2g"),
                "-Xss4m",
                "-XX:+UseParallelGC",
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED"));
        java.addAll(SparkOpens.OPTIONS);
        Map<String, Object> took = Fork.java(java, EngineRun.class.getName(), arguments.toArray());
        Cost cost = new Cost(
                shape(data).ratings() / 1e6,
                Fork.number(took, "wall"),
                Fork.number(took, "cpu"),
                Fork.number(took, "resident"));
        costs.computeIfAbsent(job, name -> new ArrayList<>()).add(cost);
        table.row(engine + ", " + job + ", " + data, cost.wall(), cost.cpu(), "MiB resident at most", cost.resident());
    }

    /** Asserts that both workspaces hold the same ratings, and models that are as good. */
    private void same(String data) {
        String ours = matrix(workspace(data, "matinee"));
        String theirs = matrix(workspace(data, "spark"));
        if (!ours.equals(theirs)) {
            throw new IllegalStateException(
                    "the ratings of " + data + " have the hash " + ours + " here and " + theirs + " from Spark");
        }
        sameLoss(data, loss(workspace(data, "matinee")), loss(workspace(data, "spark")));
    }

    /** Asserts that two losses are as good as the same. */
    static void sameLoss(String data, double ours, double theirs) {
        if (!(Math.abs(theirs - ours) <= LUCK * ours)) {
            throw new IllegalStateException(
                    "the models of " + data + " have the loss " + ours + " here and " + theirs + " from Spark");
        }
    }

    /** The loss of the newest model of a workspace, in double precision. */
    static double loss(Path workspace) {
        Run run = Run.seeded(42).threads(THREADS);
        Workspace opened = Workspace.open(workspace);
        try (Catalog catalog = opened.catalog()) {
            ModelStore models = new ModelStore(opened);
            Model model = models.load(models.find(Optional.of(ImplicitAls.FAMILY.name())), catalog.interactions(run));
            return ((ImplicitAls) model.settings())
                    .loss(model.training(), floats(model, "userFactors"), floats(model, "itemFactors"), run);
        }
    }

    private static float[] floats(Model model, String tensor) {
        return Objects.requireNonNull(model.tensors().get(tensor), tensor).floats();
    }

    private static String matrix(Path workspace) {
        try {
            Path catalog = workspace.resolve("catalog");
            String version = Files.readString(catalog.resolve("CURRENT")).strip();
            return String.valueOf(Json.parseObject(Files.readString(catalog.resolve(version + ".json")))
                    .get("matrix"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void line(String data, String job, Cost ours, Optional<Cost> theirs) {
        lines.append(String.format(
                Locale.ROOT,
                "| %,d | %s | %.1f | %.1f | %,.0f | %s |%n",
                shape(data).ratings(),
                job,
                ours.wall(),
                ours.cpu(),
                ours.resident(),
                theirs.map(spark -> String.format(
                                Locale.ROOT,
                                "%.1f | %.1f | %,.0f | %.1f",
                                spark.wall(),
                                spark.cpu(),
                                spark.resident(),
                                spark.wall() / ours.wall()))
                        .orElse("| | | ")));
    }

    /** Where the lines through both engines' seconds cross, if what Spark does a rating is shared by the cores of N workers. */
    private String arithmetic(String job, List<Cost> ours, List<Cost> theirs) {
        double[] our = lineThrough(ours);
        double[] their = lineThrough(theirs);
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "`%s`: Matinee takes %.1f s + %.2f s a million ratings on %d threads, Spark %.1f s + %.2f s. N workers of %d cores"
                        + " share what grows: %.1f s + %.2f × %d / (%d N) s a million. Equal at (%.1f − %.1f) / (%.2f −"
                        + " %.2f / N) million:%n%n| workers | Spark, s a million ratings | faster than one machine from |%n"
                        + "|---:|---:|---:|%n",
                job,
                our[0],
                our[1],
                THREADS,
                their[0],
                their[1],
                CORES_OF_A_WORKER,
                their[0],
                their[1],
                THREADS,
                CORES_OF_A_WORKER,
                their[0],
                our[0],
                our[1],
                their[1] * THREADS / CORES_OF_A_WORKER));
        for (int workers : WORKERS) {
            double shared = their[1] * THREADS / (CORES_OF_A_WORKER * workers);
            double crossing = (their[0] - our[0]) / (our[1] - shared);
            text.append(String.format(
                    Locale.ROOT,
                    "| %d | %.3f | %s |%n",
                    workers,
                    shared,
                    shared >= our[1]
                            ? "never"
                            : String.format(Locale.ROOT, "%,.0f million ratings", Math.max(0, crossing))));
            table.ratio(job + ": s a million ratings with " + workers + " workers", shared);
        }
        return text.toString();
    }

    /** Start and slope of the line that fits seconds best, by least squares. */
    static double[] lineThrough(List<Double> sizes, List<Double> seconds) {
        double meanSize =
                sizes.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double meanSeconds =
                seconds.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double products = 0;
        double squares = 0;
        for (int i = 0; i < sizes.size(); i++) {
            products += (sizes.get(i) - meanSize) * (seconds.get(i) - meanSeconds);
            squares += (sizes.get(i) - meanSize) * (sizes.get(i) - meanSize);
        }
        double slope = products / squares;
        return new double[] {meanSeconds - slope * meanSize, slope};
    }

    private static double[] lineThrough(List<Cost> costs) {
        return lineThrough(
                costs.stream().map(Cost::ratings).toList(),
                costs.stream().map(Cost::wall).toList());
    }
}
