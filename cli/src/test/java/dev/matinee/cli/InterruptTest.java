package dev.matinee.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Commands in processes of their own that are asked to stop in the middle of their work. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InterruptTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path workspace;

    @BeforeAll
    void ingest(@TempDir Path temporary) {
        folder = temporary;
        workspace = folder.resolve("workspace");
        SampleWorkspace.in(workspace);
    }

    @Test
    void anInterruptedIngestLeavesTheWorkspaceAsItWas() throws Exception {
        Path ratings = millionsOfRatings();
        Map<String, Long> before = files();

        Process ingest = CommandProcess.start(
                folder, List.of("ingest", ratings.toString(), "--threads", "1", "-w", workspace.toString()));
        await(ingest, () -> Files.exists(workspace.resolve("tmp/ingest")));
        signal(ingest, "INT");

        assertStopped(ingest);
        assertThat(files()).isEqualTo(before);
    }

    /** A file that takes long enough to read to be interrupted. */
    private Path millionsOfRatings() throws IOException {
        Path file = folder.resolve("ratings.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("userId,movieId,rating,timestamp\n");
            for (int user = 0; user < 30_000; user++) {
                for (int movie = 0; movie < 100; movie++) {
                    out.write(user + "," + (user * 7 + movie) % 20_000 + ",4,1000000000\n");
                }
            }
        }
        return file;
    }

    @Test
    void interruptedTrainingLeavesTheWorkspaceAsItWas() throws Exception {
        Map<String, Long> before = files();

        Process training = CommandProcess.start(
                folder, List.of("train", "implicit-als", "--set", "iterations=10000", "-w", workspace.toString()));
        await(training, () -> lastLines("err").contains("training implicit-als"));
        signal(training, "TERM");

        assertStopped(training);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aServiceAnswersUntilItIsAskedToStop() throws Exception {
        Process service = CommandProcess.start(folder, List.of("serve", "--port", "0", "-w", workspace.toString()));
        await(service, () -> lastLines("err").contains(" ; stop it"));
        String address = lastLines("err").replaceAll("(?s).* at (http:[^ ]+) ;.*", "$1");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address + "/api/v1/users/42/recommendations"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        signal(service, "TERM");

        assertThat(service.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(service.exitValue()).as(lastLines("err")).isZero();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"basis\":\"popular\"", "\"items\":[{");
        assertThat(lastLines("out")).contains("served at " + address + ", stopped");
    }

    /** Waits until a process has come to the middle of its work. */
    private void await(Process process, BooleanSupplier middle) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!middle.getAsBoolean()) {
            assertThat(process.isAlive()).as(lastLines("err")).isTrue();
            assertThat(System.nanoTime()).as(lastLines("err")).isLessThan(end);
            Thread.sleep(10);
        }
    }

    private static void signal(Process process, String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private void assertStopped(Process process) throws InterruptedException {
        boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as("ended in time").isTrue();
        assertThat(process.exitValue()).as(lastLines("err")).isEqualTo(130);
        assertThat(lastLines("err")).contains("matinee: stopped on request").doesNotContain("\tat ");
        assertThat(lastLines("out")).isEmpty();
    }

    private String lastLines(String file) {
        return CommandProcess.printed(folder, file);
    }

    /** Every file of the workspace but its log and its lock, with its length. */
    private Map<String, Long> files() throws IOException {
        Map<String, Long> lengths = new TreeMap<>();
        try (Stream<Path> files = Files.walk(workspace)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = workspace.relativize(file).toString();
                if (!name.startsWith("logs") && !name.equals("lock")) {
                    lengths.put(name, Files.size(file));
                }
            }
        }
        return lengths;
    }
}
