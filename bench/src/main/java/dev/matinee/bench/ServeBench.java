package dev.matinee.bench;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.generate.DataShape;
import dev.matinee.data.generate.Generator;
import dev.matinee.data.generate.Layout;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.server.store.Store;
import dev.matinee.server.store.StoreAddress;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The command {@code serve} under load: the ten best unseen movies of users drawn at random, by {@code ImplicitAls} with 64
 * factors, and ratings that are acknowledged from disk. The load generator runs beside it on the same machine.
 */
final class ServeBench {
    static final int CONNECTIONS = 16;

    private static final List<String> JAVA = List.of(
            "-Xmx640m",
            "-XX:+UseParallelGC",
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED");
    private static final double LEAST_REQUESTS_A_SECOND = 3000;
    private static final double MOST_MILLISECONDS = 20;
    private static final double MOST_MEBIBYTES = 1536;
    private static final double LEAST_EVENTS_A_SECOND = 1000;
    private static final double MOST_START_SECONDS = 3;

    private ServeBench() {}

    /** Data by name: 20m (the shape of ml-20m), tiny for tests. */
    private static DataShape shape(String data) {
        return switch (data) {
            case "tiny" -> DataShape.of(300, 100, 6_000);
            case "20m" -> DataShape.named("ml-20m");
            default -> throw MatineeException.usage("--data must be one of tiny, 20m, got " + data);
        };
    }

    /** A workspace with ratings and a model, made where it is absent. */
    static Path workspace(BenchOptions options) {
        Path workspace = options.work().resolve("serve-" + options.data());
        if (!Files.exists(workspace.resolve("ready"))) {
            Path ratings = options.work().resolve("serve-ratings-" + options.data());
            System.err.println("generating " + ratings);
            Generator.like(shape(options.data())).write(ratings, Layout.CSV, Run.seeded(42));
            Fork.matinee("ingest", ratings, "-w", workspace, "--json");
            Fork.matinee(
                    "train", "implicit-als", "--set", "factors=64", "--set", "iterations=5", "-w", workspace, "--json");
            try (Catalog catalog = Workspace.open(workspace).catalog()) {
                Interactions all = catalog.interactions(Run.seeded(42));
                Files.write(users(options), lines(all.users()));
                Files.write(movies(options), lines(all.items()));
                Files.createFile(workspace.resolve("ready"));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return workspace;
    }

    private static List<String> lines(Ids ids) {
        return IntStream.range(0, ids.size()).mapToObj(ids::id).toList();
    }

    private static Path users(BenchOptions options) {
        return options.work().resolve("serve-users-" + options.data());
    }

    private static Path movies(BenchOptions options) {
        return options.work().resolve("serve-movies-" + options.data());
    }

    /** Serves the workspace of a comparison. */
    static Serving serve(BenchOptions options) {
        Path workspace = workspace(options);
        try (Stream<String> users = Files.lines(users(options))) {
            String first = users.findFirst().orElseThrow();
            return Serving.of(
                    workspace,
                    java(options.work().resolve("serve.aot")),
                    "/api/v1/users/" + first + "/recommendations?top=10");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** How to start Java: with a record of what starting takes, as the launcher has it, where the class path is all archives. */
    private static List<String> java(Path cache) {
        List<String> java = new ArrayList<>(JAVA);
        if (Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .allMatch(entry -> entry.endsWith(".jar"))) {
            java.add("-XX:AOTCacheOutput=" + cache);
            Fork.output(Fork.command(java, "dev.matinee.cli.Rehearsal"));
            java.set(java.size() - 1, "-XX:AOTCache=" + cache);
        }
        return java;
    }

    /** Asks for lists for so many seconds, as many as the service answers. */
    static Map<String, Object> lists(Serving service, BenchOptions options, int seconds) {
        return lists(service, options, seconds, 0);
    }

    /** Asks for lists for so many seconds, about so many a second; 0 asks for as many as the service answers. */
    static Map<String, Object> lists(Serving service, BenchOptions options, int seconds, double aSecond) {
        return good(Wrk.run(
                "lists.lua",
                service.address(),
                CONNECTIONS,
                seconds,
                options.work(),
                users(options),
                aSecond == 0 ? 0 : Math.round(CONNECTIONS * 1000 / aSecond)));
    }

    private static Map<String, Object> good(Map<String, Object> load) {
        if (Fork.number(load, "requests") == 0 || Fork.number(load, "failed") + Fork.number(load, "broken") > 0) {
            throw new IllegalStateException("not all requests were answered: " + load);
        }
        return load;
    }

    static void compare(BenchOptions options) {
        Wrk.check();
        boolean tiny = options.data().equals("tiny");
        int seconds = tiny ? 1 : 30;
        Path workspace = workspace(options);
        BenchTable table = new BenchTable("serve: top 10 of " + options.data() + ", 64 factors, seen movies hidden, "
                + CONNECTIONS + " connections, wrk beside it");
        List<Map<String, Object>> loads = new ArrayList<>();
        double start;
        double peak;
        double events;
        double eventsP99;
        try (Serving service = serve(options)) {
            start = service.startSeconds();
            lists(service, options, seconds / 2 + 1);
            for (int i = 0; i < options.repeat(); i++) {
                loads.add(lists(service, options, seconds));
            }
            long before = events(workspace);
            Map<String, Object> feedback = tell(service.address(), options, seconds);
            events = Fork.number(feedback, "requests") / Fork.number(feedback, "seconds");
            eventsP99 = Fork.number(feedback, "p99Milliseconds");
            long stored = events(workspace) - before;
            if (stored < Fork.number(feedback, "requests")) {
                throw new IllegalStateException("of " + feedback + " only " + stored + " are in the database");
            }
            peak = service.peakResidentMebibytes();
        }
        loads.forEach(load -> load.put("rate", Fork.number(load, "requests") / Fork.number(load, "seconds")));
        double rate = BenchTable.median(loads, "rate");
        double p99 = BenchTable.median(loads, "p99Milliseconds");
        table.ratio("lists a second", rate);
        table.ratio("milliseconds for a list at the median", BenchTable.median(loads, "medianMilliseconds"));
        table.ratio("milliseconds for 99 of 100 lists", p99);
        table.ratio("events a second, each acknowledged from disk", events);
        table.ratio("milliseconds for 99 of 100 events", eventsP99);
        table.ratio("MiB resident at most", peak);
        table.ratio("seconds from the start of the process to the first list", start);
        table.write(options.results(), "serve-" + options.data());
        if (!tiny) {
            List<String> missed = new ArrayList<>();
            require(rate >= LEAST_REQUESTS_A_SECOND, "lists a second", missed);
            require(p99 <= MOST_MILLISECONDS, "milliseconds for 99 of 100 lists", missed);
            require(events >= LEAST_EVENTS_A_SECOND, "events a second", missed);
            require(peak <= MOST_MEBIBYTES, "MiB resident", missed);
            require(start <= MOST_START_SECONDS, "seconds to the first list", missed);
            if (!missed.isEmpty()) {
                throw new IllegalStateException("not as good as is asked: " + String.join(", ", missed));
            }
        }
    }

    private static void require(boolean met, String what, List<String> missed) {
        if (!met) {
            missed.add(what);
        }
    }

    private static Map<String, Object> tell(URI service, BenchOptions options, int seconds) {
        return good(Wrk.run(
                "feedback.lua",
                service,
                CONNECTIONS,
                seconds,
                options.work(),
                users(options),
                movies(options),
                "b" + System.currentTimeMillis()));
    }

    private static long events(Path workspace) {
        try (Store store = Store.open(StoreAddress.in(Workspace.open(workspace)))) {
            return store.read(transaction ->
                            transaction.first("SELECT COUNT(*) AS n FROM feedback_event", row -> row.whole("n")))
                    .orElse(0L);
        }
    }
}
