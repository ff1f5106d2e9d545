package dev.matinee.bench;

import dev.matinee.data.generate.DataShape;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.models.ImplicitAls;
import dev.matinee.engine.models.ImplicitAls.Objective;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.split.TrainingSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@link ImplicitAls} beside the implicit ALS of Spark MLlib: the same ratings, factors, iterations, threads and loss,
 * which is computed by our code on both factors and must not be higher for ours. Its processor seconds stand beside those of one
 * {@code pandas.read_csv}, so that they mean something on any machine.
 */
final class AlsBench {
    private static final int THREADS = 2;
    private static final String SPARK = "dev.matinee.bench.peers.SparkAls";

    /** Spark's own defaults of alpha and regParam, 15 iterations. */
    private final ImplicitAls settings;

    private AlsBench(int factors) {
        settings = ImplicitAls.defaults()
                .factors(factors)
                .iterations(15)
                .objective(Objective.HU_KOREN_VOLINSKY)
                .unobservedWeight(1)
                .confidence(1)
                .regularization(0.1);
    }

    /** The comparison with so many factors, 64 or 128. */
    static Bench.Comparison factors(int factors) {
        return options -> new AlsBench(factors).compare(options);
    }

    /** Data by name: 5m (40,000 users, 15,000 movies), 20m (the shape of ml-20m), tiny for tests. */
    private static DataShape shape(String data) {
        return switch (data) {
            case "tiny" -> DataShape.of(300, 100, 6_000);
            case "5m" -> DataShape.of(40_000, 15_000, 5_000_000);
            case "20m" -> DataShape.named("ml-20m");
            default -> throw MatineeException.usage("--data must be one of tiny, 5m, 20m, got " + data);
        };
    }

    private void compare(BenchOptions options) {
        Path ratings = BenchData.interactions(options.work(), "als-" + options.data(), shape(options.data()));
        boolean pandas = options.with("pandas") && present("pandas", Python.has("pandas"));
        boolean spark = options.with("spark") && present("spark", isOnClassPath(SPARK));
        List<Map<String, Object>> reads = new ArrayList<>();
        List<Map<String, Object>> ours = new ArrayList<>();
        for (int i = 0; i < options.repeat(); i++) {
            if (pandas) {
                reads.add(Pandas.read(BenchData.twentyMillionRows(options.work())));
            }
            ours.add(train(ratings, settings.iterations()));
        }
        BenchTable table = new BenchTable("implicit-als, " + options.data() + " generated ratings, " + THREADS
                + " threads, " + settings.factors() + " factors, " + settings.iterations() + " iterations");
        double wall = BenchTable.median(ours, "wall");
        double cpu = BenchTable.median(ours, "cpu");
        double loss = BenchTable.median(ours, "loss");
        table.row("matinee", wall, cpu, "loss", loss);
        if (spark) {
            Map<String, Object> rival = trainSpark(options, ratings);
            double theirs = Fork.number(rival, "loss");
            if (loss > theirs) {
                throw new IllegalStateException("the loss " + loss + " is above Spark's " + theirs);
            }
            table.row(
                    "spark " + rival.get("version"),
                    Fork.number(rival, "wall"),
                    Fork.number(rival, "cpu"),
                    "loss",
                    theirs);
            table.ratio("times as fast as spark (wall)", Fork.number(rival, "wall") / wall);
            table.ratio("times as fast as spark (processor)", Fork.number(rival, "cpu") / cpu);
            Map<String, Object> enough = reach(theirs, ratings, table);
            table.ratio(
                    "times as fast as spark to its loss (wall)",
                    Fork.number(rival, "wall") / Fork.number(enough, "wall"));
            table.ratio(
                    "times as fast as spark to its loss (processor)",
                    Fork.number(rival, "cpu") / Fork.number(enough, "cpu"));
        }
        if (pandas) {
            table.row(
                    "pandas.read_csv",
                    BenchTable.median(reads, "wall"),
                    BenchTable.median(reads, "cpu"),
                    "rows",
                    20_000_263);
            table.ratio("processor seconds by those of one pandas.read_csv", cpu / BenchTable.median(reads, "cpu"));
        }
        table.write(
                options.results(),
                "als-" + options.data() + (settings.factors() == 64 ? "" : "-" + settings.factors()));
    }

    /** The first of runs with 1, 2, … iterations whose loss is no higher than this one. */
    private Map<String, Object> reach(double loss, Path ratings, BenchTable table) {
        int iterations = 1;
        Map<String, Object> run = train(ratings, iterations);
        while (Fork.number(run, "loss") > loss) {
            iterations++;
            run = train(ratings, iterations);
        }
        table.row(
                "matinee, iterations " + iterations,
                Fork.number(run, "wall"),
                Fork.number(run, "cpu"),
                "loss",
                Fork.number(run, "loss"));
        return run;
    }

    private Map<String, Object> train(Path ratings, int iterations) {
        List<Object> arguments = new ArrayList<>(List.of(ratings, THREADS));
        SettingsSchema.of(settings)
                .values(settings.iterations(iterations))
                .forEach((name, value) -> arguments.add(name + "=" + value));
        return Fork.java(
                List.of("-Xmx1g", "--add-modules", "jdk.incubator.vector"),
                AlsRun.class.getName(),
                arguments.toArray());
    }

    private Map<String, Object> trainSpark(BenchOptions options, Path ratings) {
        Path factors = options.work().resolve("spark-factors.bin");
        List<String> java = new ArrayList<>(List.of("-Xmx8g", "--add-modules", "jdk.incubator.vector"));
        java.addAll(SparkOpens.OPTIONS);
        Map<String, Object> answer = new LinkedHashMap<>(Fork.java(
                java,
                SPARK,
                ratings,
                THREADS,
                settings.factors(),
                settings.iterations(),
                settings.confidence(),
                settings.regularization(),
                factors));
        Interactions interactions = Interactions.open(ratings);
        int users = interactions.users().size() * settings.factors();
        float[] all = read(factors);
        float[] ofUsers = Arrays.copyOf(all, users);
        float[] ofItems = Arrays.copyOfRange(all, users, all.length);
        answer.put("loss", settings.loss(TrainingSet.everything(interactions), ofUsers, ofItems, Run.seeded(42)));
        return answer;
    }

    private static float[] read(Path file) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            float[] numbers = new float[bytes.remaining() / Float.BYTES];
            bytes.asFloatBuffer().get(numbers);
            return numbers;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isOnClassPath(String name) {
        return AlsBench.class.getClassLoader().getResource(name.replace('.', '/') + ".class") != null;
    }

    private static boolean present(String peer, boolean here) {
        if (!here) {
            System.err.println(peer + " is not on this machine: it is left out");
        }
        return here;
    }
}
