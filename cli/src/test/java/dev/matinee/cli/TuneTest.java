package dev.matinee.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tuning on the embedded sample: what it finds, that it goes on after a kill, and that it leaves the test set alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TuneTest {
    private static final List<String> SEARCH = List.of(
            "tune",
            "implicit-als",
            "--set",
            "iterations=3",
            "--grid",
            "factors=4,8",
            "--grid",
            "regularization=0.003,0.03,0.3",
            "--seeds",
            "2");

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path workspace;

    @BeforeAll
    void ingest(@TempDir Path temporary) {
        folder = temporary;
        workspace = temporary.resolve("workspace");
        SampleWorkspace.in(workspace);
    }

    @Test
    void aKilledTuningGoesOnToTheSameBytesOnAnyNumberOfThreads() throws Exception {
        Path other = folder.resolve("uninterrupted");
        SampleWorkspace.in(other);
        List<String> whole = new ArrayList<>(SEARCH);
        whole.addAll(List.of("--threads", "2", "--name", "search", "-w", other.toString()));
        Outcome uninterrupted = Outcome.of(whole.toArray(String[]::new));
        assertThat(uninterrupted.exitCode()).as(uninterrupted.err()).isZero();

        List<String> command = new ArrayList<>(SEARCH);
        command.addAll(List.of("--threads", "1", "--name", "search", "-w", workspace.toString()));
        Process process = CommandProcess.start(folder, command);
        Path second = workspace.resolve("tuning/search/trials/00002.json");
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!Files.exists(second) && process.isAlive() && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        process.destroyForcibly().waitFor();
        assertThat(second).exists();
        assertThat(workspace.resolve("tuning/search/trials/00006.json")).doesNotExist();
        byte[] before = Files.readAllBytes(second);
        var written = Files.getLastModifiedTime(second);
        Outcome resumed = Outcome.of(command.toArray(String[]::new));

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(Files.readAllBytes(second)).isEqualTo(before);
        assertThat(Files.getLastModifiedTime(second)).isEqualTo(written);
        assertThat(reproducible(workspace.resolve("tuning/search")))
                .containsKeys("plan.json", "settings.json", "trials/00006.json", "tuning.svg")
                .isEqualTo(reproducible(other.resolve("tuning/search")));
    }

    @Test
    void theTestSetIsTouchedOnceAndRepeatedUseIsSaid() throws IOException {
        Outcome untouched = of("tune", "biases", "--random", "3", "--metric", "rmse", "--no-test", "--name", "once");
        assertThat(untouched.exitCode()).as(untouched.err()).isZero();
        assertThat(untouched.out()).contains("the test set was not touched");
        assertThat(evaluations("biases")).isZero();
        assertThat(workspace.resolve("tuning/once/test.json")).doesNotExist();

        Outcome first = of("tune", "biases", "--random", "3", "--metric", "rmse", "--name", "once");
        assertThat(first.out()).contains("on the test set: rmse 0.8").doesNotContain("not fresh");
        assertThat(evaluations("biases")).isEqualTo(1);

        Outcome again = of("tune", "biases", "--random", "3", "--metric", "rmse", "--name", "once");
        assertThat(again.out()).contains("the test set was not used again").doesNotContain("not fresh");
        assertThat(evaluations("biases")).isEqualTo(1);

        Outcome other = of("tune", "biases", "--random", "4", "--metric", "rmse", "--json");
        assertThat(evaluations("biases")).isEqualTo(2);
        assertThat(Json.write(other.json().get("test"))).contains("\"usesBefore\":1");
    }

    @Test
    @SuppressWarnings("unchecked")
    void whatIsFoundCanBeTrainedWith() {
        Outcome outcome =
                of("tune", "popularity", "--grid", "halfLifeDays=0,100,1000", "--no-test", "--name", "half", "--json");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        Map<String, Object> winner = (Map<String, Object>) outcome.json().getOrDefault("winner", Map.of());
        List<Map<String, Object>> trials =
                (List<Map<String, Object>>) outcome.json().getOrDefault("trials", List.of());
        assertThat(trials).hasSize(3);
        assertThat(trials.stream()
                        .mapToDouble(trial -> (Double) trial.getOrDefault("score", 0.0))
                        .max())
                .hasValue((Double) winner.getOrDefault("score", 0.0));
        String file = String.valueOf(outcome.json().get("settingsFile"));

        assertThat(of("train", "popularity", "--settings", file, "--json")
                        .json()
                        .get("settings"))
                .isEqualTo(winner.get("settings"));
        Outcome wrong = of("train", "biases", "--settings", file);
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("are for popularity, not for biases");
        assertThat(of("train", "biases", "--settings", file + "x").exitCode()).isEqualTo(4);
    }

    @Test
    @SuppressWarnings("unchecked")
    void halvingBeginsWithFewUsersAndEndsWithAll() {
        Outcome outcome = of("tune", "popularity", "--halving", "9", "--no-test", "--json");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        List<Map<String, Object>> trials =
                (List<Map<String, Object>>) outcome.json().getOrDefault("trials", List.of());

        assertThat(trials).hasSize(12);
        assertThat(trials.subList(0, 9))
                .allSatisfy(trial ->
                        assertThat((Double) trial.getOrDefault("share", 0.0)).isBetween(0.3, 0.4));
        assertThat(trials.subList(9, 12)).allSatisfy(trial -> assertThat(trial).containsEntry("share", 1.0));
    }

    @Test
    void badSearchesAreRefusedInOneSentence() {
        refused(2, "three ways to search", "tune", "ease", "--random", "3", "--halving", "9");
        refused(2, "there is no setting factor", "tune", "implicit-als", "--grid", "factor=1,2");
        refused(2, "--grid must read NAME=VALUE,VALUE", "tune", "ease", "--grid", "regularization");
        refused(2, "there is no metric ndgc@10", "tune", "ease", "--metric", "ndgc@10");
        refused(2, "pure-svd cannot be measured by rmse", "tune", "pure-svd", "--metric", "rmse", "--random", "1");
        refused(2, "a range must go from a lower", "tune", "ease", "--range", "confidence=3..1");
        assertThat(of("tune", "popularity", "--random", "1", "--no-test", "--name", "taken")
                        .exitCode())
                .isZero();
        refused(5, "was begun with another", "tune", "popularity", "--random", "2", "--no-test", "--name", "taken");
    }

    private void refused(int exitCode, String sentence, String... arguments) {
        Outcome outcome = of(arguments);
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(exitCode);
        assertThat(outcome.err()).contains(sentence);
    }

    private Outcome of(String... arguments) {
        return Outcome.of(Stream.concat(Stream.of(arguments), Stream.of("-w", workspace.toString()))
                .toArray(String[]::new));
    }

    private long evaluations(String model) throws IOException {
        Path all = workspace.resolve("evaluations");
        if (!Files.isDirectory(all)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(all)) {
            return files.filter(file -> file.toString().contains("-" + model + "-")
                            && file.toString().endsWith(".json"))
                    .count();
        }
    }

    /** All files but those that hold seconds and ids of evaluations, which are times. */
    private static Map<String, String> reproducible(Path tuning) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(tuning)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = tuning.relativize(file).toString();
                if (!name.startsWith("seconds") && !name.equals("test.json")) {
                    texts.put(name, Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return texts;
    }
}
