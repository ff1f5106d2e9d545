package dev.matinee.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Request;
import dev.matinee.lab.models.ModelStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The command line with a real cluster: a master and two workers as processes of their own. */
@TestMethodOrder(OrderAnnotation.class)
class StandaloneTest {
    private static final Run RUN = Run.seeded(42).threads(2);

    @TempDir
    private static Path folder;

    private static Standalone cluster;
    private static Path workspace;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        cluster = Standalone.start(folder, 2);
        workspace = folder.resolve("workspace");
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    @Order(1)
    void workersReadAndTrainAndTheModelIsServedByThisProcess() throws IOException {
        Path source = TestSpark.sampleAsCsv(folder.resolve("sample"));
        Map<String, Object> ingested = done("ingest", source, "--name", "sample");
        assertThat(ingested.get("read")).isEqualTo(100_004L);
        train(6);
        try (Catalog catalog = Catalog.open(workspace);
                Catalog sample = Catalog.open(TestSpark.sample())) {
            Interactions ratings = catalog.interactions(RUN);
            assertThat(ratings.hash()).isEqualTo(sample.interactions(RUN).hash());
            Recommender model =
                    (Recommender) store().load(store().find(java.util.Optional.of("implicit-als")), ratings);
            assertThat(model.recommend(Request.forUser("15").top(10)).items()).hasSize(10);
        }
    }

    @Test
    @Order(2)
    void aWorkerKilledInTheMiddleOfTrainingChangesNothing() throws Exception {
        train(12);
        Path log = Files.createDirectories(folder.resolve("log"));
        Process training = Processes.matinee(log, arguments(12).toArray());
        awaitTraining(training, log);
        cluster.killWorker(1);
        Thread.sleep(500);
        assertThat(training.isAlive()).as("killed in the middle").isTrue();
        Processes.Ended ended = Processes.await(training, log);
        assertThat(ended.exit()).as(ended.err()).isZero();
        List<String> versions = store().versions("implicit-als");
        try (Catalog catalog = Catalog.open(workspace)) {
            Interactions ratings = catalog.interactions(RUN);
            float[][] items = new float[2][];
            for (int i = 0; i < 2; i++) {
                String version = versions.get(versions.size() - 2 + i);
                Recommender model = (Recommender)
                        store().load(store().version("implicit-als", version).orElseThrow(), ratings);
                items[i] = model.tensors().get("itemFactors").floats();
            }
            double most = 0;
            for (int i = 0; i < items[0].length; i++) {
                most = Math.max(most, Math.abs(items[0][i] - items[1][i]));
            }
            // Sums of floats in another order differ in their last digits.
            assertThat(most).as("largest difference of a factor").isLessThan(1e-3);
        }
    }

    /** Waits until the first of several checkpoints of the training is there. */
    private static void awaitTraining(Process training, Path log) throws IOException, InterruptedException {
        while (!hasCheckpoint(workspace.resolve("spark"))) {
            if (!training.isAlive()) {
                throw new IllegalStateException(Files.readString(log.resolve("err.txt")));
            }
            Thread.sleep(20);
        }
    }

    private static boolean hasCheckpoint(Path scratch) {
        try (Stream<Path> files = Files.exists(scratch) ? Files.walk(scratch) : Stream.empty()) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith("rdd-"));
        } catch (IOException | UncheckedIOException gone) {
            return false;
        }
    }

    @Test
    @Order(3)
    void aMasterWithoutWorkersIsSaidToGiveNoExecutor() throws IOException {
        cluster.killWorker(0);
        Path log = Files.createDirectories(folder.resolve("log"));
        List<Object> arguments = new ArrayList<>(arguments(2));
        Process process = new ProcessBuilder(
                        withWait(Processes.command("500m", "dev.matinee.cli.Matinee", arguments.toArray())))
                .redirectOutput(log.resolve("out.txt").toFile())
                .redirectError(log.resolve("err.txt").toFile())
                .start();
        Processes.Ended ended = Processes.await(process, log);
        assertThat(ended.exit()).isEqualTo(5);
        assertThat(ended.err()).contains(cluster.url() + " gave no executor within 3 s; start workers");
    }

    private static List<String> withWait(List<String> command) {
        List<String> all = new ArrayList<>(command);
        all.add(1, "-Dmatinee.spark.wait=3");
        return all;
    }

    private static ModelStore store() {
        return new ModelStore(Workspace.open(workspace));
    }

    private static void train(int iterations) throws IOException {
        List<Object> arguments = arguments(iterations);
        Map<String, Object> trained =
                done(arguments.subList(0, arguments.size()).toArray());
        assertThat(trained.toString()).contains("Spark 4.2.0 at " + cluster.url());
    }

    private static List<Object> arguments(int iterations) {
        List<Object> arguments = new ArrayList<>(
                List.of("train", "implicit-als", "--set", "factors=16", "--set", "iterations=" + iterations));
        arguments.addAll(List.of("--workspace", workspace, "--json"));
        arguments.addAll(cluster.options());
        return arguments;
    }

    private static Map<String, Object> done(Object... arguments) throws IOException {
        List<Object> all = new ArrayList<>(List.of(arguments));
        if (!all.contains("--engine")) {
            all.addAll(List.of("--workspace", workspace, "--json"));
            all.addAll(cluster.options());
        }
        Path log = Files.createDirectories(folder.resolve("log"));
        Processes.Ended ended = Processes.await(Processes.matinee(log, all.toArray()), log);
        if (ended.exit() != 0) {
            throw MatineeException.usage(ended.out() + ended.err());
        }
        return Json.parseObject(ended.out());
    }
}
