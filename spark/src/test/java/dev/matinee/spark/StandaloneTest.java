package dev.matinee.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.ingest.IngestReport;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.models.ImplicitAls;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Request;
import dev.matinee.engine.split.TrainingSet;
import dev.matinee.lab.models.ModelStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        TestSpark.ingest("sample", SourceOptions.none(), IngestOptions.defaults(), workspace);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    @Order(1)
    void workersReadWhatThisProcessWouldRead() throws IOException {
        StringBuilder rows = new StringBuilder("user,movie,rating,time\n7,8\n7,1001,,978300000\n");
        for (int row = 0; row < 2000; row++) {
            rows.append(row % 70).append(',').append(row * 3 % 101).append(',').append(1 + row % 5);
            rows.append(',').append(978300000 + row).append('\n');
        }
        Path file = Files.writeString(folder.resolve("votes.csv"), rows);
        Path ours = folder.resolve("ours");
        IngestReport report = TestSpark.ingest(file.toString(), SourceOptions.none(), IngestOptions.defaults(), ours);
        Path theirs = folder.resolve("theirs");
        Map<String, Object> ingested = done(theirs, "ingest", file);
        assertThat(ingested.get("rejected")).isEqualTo(report.rejected());
        try (Catalog catalog = Catalog.open(theirs);
                Catalog same = Catalog.open(ours)) {
            assertThat(catalog.interactions(RUN).hash())
                    .isEqualTo(same.interactions(RUN).hash());
        }
    }

    @Test
    @Order(2)
    void aWorkerKilledInTheMiddleOfTrainingChangesNothing() throws Exception {
        Path log = Files.createDirectories(folder.resolve("log"));
        Process training =
                Processes.matinee(log, onCluster(workspace, arguments(8).toArray()));
        awaitTraining(training, log);
        cluster.killWorker(1);
        Thread.sleep(500);
        assertThat(training.isAlive()).as("killed in the middle").isTrue();
        Processes.Ended ended = Processes.await(training, log);
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("Spark 4.2.0 at " + cluster.url());
        ModelStore store = new ModelStore(Workspace.open(workspace));
        try (Catalog catalog = Catalog.open(workspace)) {
            Interactions ratings = catalog.interactions(RUN);
            Recommender model = (Recommender)
                    store.load(store.version("implicit-als", "0001").orElseThrow(), ratings);
            assertThat(model.recommend(Request.forUser("15").top(10)).items()).hasSize(10);
            float[] items = itemFactors(model);
            float[] undisturbed = itemFactors(TestSpark.engine()
                    .trainer(folder.resolve("undisturbed"))
                    .train((ImplicitAls) model.settings(), TrainingSet.everything(ratings), RUN));
            double most = 0;
            for (int i = 0; i < items.length; i++) {
                most = Math.max(most, Math.abs(items[i] - undisturbed[i]));
            }
            // Sums of floats in another order differ in their last digits.
            assertThat(most).as("largest difference of a factor").isLessThan(1e-3);
        }
    }

    private static float[] itemFactors(Model model) {
        return Objects.requireNonNull(model.tensors().get("itemFactors")).floats();
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
        Process process = new ProcessBuilder(withWait(Processes.command(
                        "500m",
                        "dev.matinee.cli.Matinee",
                        onCluster(workspace, arguments(2).toArray()))))
                .redirectOutput(log.resolve("out.txt").toFile())
                .redirectError(log.resolve("err.txt").toFile())
                .start();
        Processes.Ended ended = Processes.await(process, log);
        assertThat(ended.exit()).isEqualTo(5);
        assertThat(ended.out()).contains(cluster.url() + " gave no executor within 3 s", "start workers");
    }

    private static List<String> withWait(List<String> command) {
        List<String> all = new ArrayList<>(command);
        all.add(1, "-Dmatinee.spark.wait=3");
        return all;
    }

    private static List<Object> arguments(int iterations) {
        return List.of("train", "implicit-als", "--set", "factors=8", "--set", "iterations=" + iterations);
    }

    /** A command, with where it is to run. */
    private static Object[] onCluster(Path workspace, Object... command) {
        List<Object> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--workspace", workspace, "--json"));
        all.addAll(cluster.options());
        return all.toArray();
    }

    private static Map<String, Object> done(Path workspace, Object... command) throws IOException {
        Path log = Files.createDirectories(folder.resolve("log"));
        Processes.Ended ended = Processes.await(Processes.matinee(log, onCluster(workspace, command)), log);
        if (ended.exit() != 0) {
            throw MatineeException.usage(ended.out() + ended.err());
        }
        return Json.parseObject(ended.out());
    }
}
