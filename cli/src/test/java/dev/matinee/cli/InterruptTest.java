package dev.matinee.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
        assertThat(Outcome.of("ingest", "sample", "-w", workspace.toString()).exitCode())
                .isZero();
    }

    @Test
    void anInterruptedIngestLeavesTheWorkspaceAsItWas() throws Exception {
        Path ratings = folder.resolve("ratings");
        assertThat(Outcome.of("generate", "--like", "ml-20m", "--scale", "0.2", "--to", ratings.toString())
                        .exitCode())
                .isZero();
        Map<String, Long> before = files();

        Process ingest = start("ingest", ratings.toString(), "--threads", "1", "-w", workspace.toString());
        await(ingest, () -> Files.exists(workspace.resolve("tmp/ingest")));
        signal(ingest, "INT");

        assertStopped(ingest);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void interruptedTrainingLeavesTheWorkspaceAsItWas() throws Exception {
        Map<String, Long> before = files();

        Process training = start("train", "implicit-als", "--set", "iterations=10000", "-w", workspace.toString());
        await(training, () -> lastLines("err").contains("training implicit-als"));
        signal(training, "TERM");

        assertStopped(training);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aServiceAnswersUntilItIsAskedToStop() throws Exception {
        Process service = start("serve", "--port", "0", "-w", workspace.toString());
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

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Matinee.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
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
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException notYet) {
            return "";
        }
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
