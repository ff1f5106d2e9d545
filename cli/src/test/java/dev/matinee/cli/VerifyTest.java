package dev.matinee.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Runs on the embedded sample that are computed again: as they were, and after their records were altered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerifyTest {
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private String evaluation;

    @BeforeAll
    @SuppressWarnings("unchecked")
    void trainAndEvaluate(@TempDir Path temporary) {
        folder = temporary.resolve("workspace");
        SampleWorkspace.in(folder);
        assertThat(of("train", "implicit-als", "--set", "factors=8", "--set", "iterations=2", "--threads", "2")
                        .exitCode())
                .isZero();
        assertThat(of("train", "content", "--set", "dimensions=4").exitCode()).isZero();
        Map<String, Object> json = of("evaluate", "biases", "--split", "kfold:2", "--threads", "2", "--json")
                .json();
        List<Map<String, Object>> results = (List<Map<String, Object>>) json.getOrDefault("results", List.of());
        evaluation = String.valueOf(results.getFirst().get("run"));
    }

    @Test
    void whatCanBeVerifiedIsListed() {
        assertThat(of("verify").out().lines()).contains(evaluation, "content/0001", "implicit-als/0001");
        assertThat(of("verify", "all", "--json").json().get("runs"))
                .isEqualTo(List.of(evaluation, "content/0001", "implicit-als/0001"));
    }

    @Test
    void aModelAndAnEvaluationComeOutIdenticalOnAnotherNumberOfThreads() throws IOException {
        Map<String, Long> before = files();

        for (String run : List.of("content", "implicit-als", "implicit-als/0001", evaluation)) {
            Outcome outcome = of("verify", run, "--threads", "1", "--json");
            assertThat(outcome.exitCode()).as(outcome.out()).isZero();
            assertThat(outcome.json())
                    .containsEntry("identical", true)
                    .containsEntry("differences", List.of())
                    .containsEntry("reasons", List.of());
            assertThat((Long) outcome.json().get("compared")).isPositive();
        }
        assertThat(files()).isEqualTo(before);
    }

    @Test
    @SuppressWarnings("unchecked")
    void theCardSaysWhatTheModelWasTrainedWith() throws IOException {
        Map<String, Object> card =
                Json.parseObject(Files.readString(folder.resolve("models/implicit-als/0001/card.json")));

        assertThat((Map<String, Object>) card.get("environment"))
                .containsEntry("threads", 2L)
                .containsKeys("matinee", "java", "kernels");
    }

    @Test
    void anAlteredEvaluationIsShownMetricByMetric() throws IOException {
        Path file = folder.resolve("evaluations/" + evaluation + ".json");
        String record = Files.readString(file);
        String first = record.substring(record.indexOf("\"splits\"", record.indexOf("\"run\"")));
        String mean = first.substring(first.indexOf("\"mean\": ") + 8, first.indexOf(",", first.indexOf("\"mean\": ")));
        try {
            Files.writeString(file, record.replace(mean, "0.5"));

            Outcome outcome = of("verify", evaluation);

            assertThat(outcome.exitCode()).isEqualTo(5);
            assertThat(outcome.out()).contains("different", "rmse of the split kfold:2", "0.5", mean);
        } finally {
            Files.writeString(file, record);
        }
    }

    @Test
    void anotherSeedIsShownTensorByTensorAndOtherKernelsAreNamed() throws IOException {
        Path file = folder.resolve("models/implicit-als/0001/card.json");
        String card = Files.readString(file);
        try {
            Files.writeString(
                    file,
                    card.replace("\"seed\": 42", "\"seed\": 43")
                            .replaceFirst("\"kernels\": \"[^\"]*", "\"kernels\": \"other"));

            Outcome outcome = of("verify", "implicit-als");

            assertThat(outcome.exitCode()).isEqualTo(5);
            assertThat(outcome.out()).contains("tensor itemFactors", "tensor userFactors", "other kernels: other");
        } finally {
            Files.writeString(file, card);
        }
    }

    @Test
    void otherDataIsNamedAsTheReason() throws IOException {
        Path file = folder.resolve("models/implicit-als/0001/card.json");
        String card = Files.readString(file);
        try {
            Files.writeString(file, card.replaceFirst("\"trainingHash\": \"....", "\"trainingHash\": \"0000"));

            Outcome outcome = of("verify", "implicit-als/0001");

            assertThat(outcome.exitCode()).isEqualTo(5);
            assertThat(outcome.out()).contains("hash of the ratings", "other data: it was trained on 100004 ratings");
        } finally {
            Files.writeString(file, card);
        }
    }

    @Test
    void aRunThatThereIsNotNamesTheNearest() {
        Outcome outcome = of("verify", "implicit-asl/0001");

        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.err())
                .contains(
                        "there is no run implicit-asl/0001 (did you mean implicit-als/0001?); see them with: matinee verify");
        assertThat(of("verify", "../catalog/0001").exitCode()).isEqualTo(4);
    }

    private Outcome of(String... arguments) {
        return Outcome.of(Stream.concat(Stream.of(arguments), Stream.of("-w", folder.toString()))
                .toArray(String[]::new));
    }

    private Map<String, Long> files() throws IOException {
        Map<String, Long> times = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(folder.resolve("logs")))
                    .toList()) {
                times.put(
                        folder.relativize(file).toString(),
                        Files.getLastModifiedTime(file).toMillis());
            }
        }
        return times;
    }
}
