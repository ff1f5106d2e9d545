package dev.matinee.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Training that is killed and gone on with, and what its model answers, on the embedded sample. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResumeTest {
    private static final List<String> TRAINING = List.of(
            "train",
            "bayesian-mf",
            "--set",
            "factors=2",
            "--set",
            "burnIn=2",
            "--set",
            "samples=30",
            "--set",
            "dates=true",
            "--set",
            "attributes=true");

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private String workspace = "";

    @BeforeAll
    void trainAndKillAndGoOn(@TempDir Path temporary) throws Exception {
        folder = temporary;
        workspace = SampleWorkspace.in(temporary.resolve("workspace"));
        List<String> whole = new ArrayList<>(TRAINING);
        whole.addAll(List.of("--threads", "2", "-w", workspace));
        Outcome uninterrupted = Outcome.of(whole.toArray(String[]::new));
        assertThat(uninterrupted.exitCode()).as(uninterrupted.err()).isZero();

        List<String> resumable = new ArrayList<>(TRAINING);
        resumable.addAll(List.of("--threads", "1", "--resume", "-w", workspace));
        Process process = CommandProcess.start(folder, resumable);
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (checkpoints("sample-3.") == 0 && process.isAlive() && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        process.destroyForcibly().waitFor();
        assertThat(checkpoints("sample-3.")).isOne();
        assertThat(checkpoints("sample-29.")).isZero();
        assertThat(Path.of(workspace, "models", "bayesian-mf", "0002")).doesNotExist();

        Outcome resumed = Outcome.of(resumable.toArray(String[]::new));
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(checkpoints("")).isZero();
    }

    @Test
    void aKilledTrainingGoesOnToTheSameBytes() throws IOException {
        Path models = Path.of(workspace, "models", "bayesian-mf");
        assertThat(Files.mismatch(
                        models.resolve("0001").resolve("model.safetensors"),
                        models.resolve("0002").resolve("model.safetensors")))
                .isEqualTo(-1);
        assertThat(Files.readString(models.resolve("0002").resolve("card.json")))
                .contains("\"features\"");
    }

    @Test
    void aModelThatIsTrainedInOneGoCannotBeResumed() {
        Outcome outcome = Outcome.of("train", "biases", "--resume", "-w", workspace);
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("biases is trained in one go");
    }

    @Test
    void aPredictionSaysHowSureItIs() {
        Map<String, Object> answer = predict("42", "1");
        double rating = (Double) answer.getOrDefault("rating", 0.0);
        assertThat(rating).isBetween((Double) answer.get("low"), (Double) answer.get("high"));
        assertThat((Double) answer.get("deviation")).isBetween(0.3, 2.0);
        assertThat(answer).containsEntry("basis", "personal").containsEntry("missing", null);
        assertThat(Outcome.of("predict", "42", "1", "-m", "bayesian-mf", "-w", workspace)
                        .out())
                .contains("in 95 of 100 cases between");
    }

    @Test
    void whoeverIsUnknownGetsWhatIsKnownAndIsTold() {
        Map<String, Object> answer = predict("nobody", "318");
        assertThat((Double) answer.get("rating")).isBetween(4.0, 5.0);
        assertThat(answer)
                .containsEntry("basis", "popular")
                .containsEntry("missing", "user nobody has rated nothing")
                .containsEntry("low", null);
        assertThat(Outcome.of("predict", "nobody", "318", "-m", "bayesian-mf", "-w", workspace)
                        .out())
                .contains("user nobody has rated nothing, so it rests on what everybody gives the movie");
        assertThat(Outcome.of("predict", "42", "no such movie", "-m", "bayesian-mf", "-w", workspace)
                        .exitCode())
                .isEqualTo(4);
    }

    private Map<String, Object> predict(String user, String movie) {
        Outcome outcome = Outcome.of("predict", user, movie, "-m", "bayesian-mf", "--json", "-w", workspace);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return outcome.json();
    }

    private long checkpoints(String prefix) throws IOException {
        Path all = Path.of(workspace, "checkpoints");
        if (!Files.isDirectory(all)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(all)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().startsWith(prefix)
                            && file.toString().endsWith(".checkpoint"))
                    .count();
        } catch (UncheckedIOException renamed) {
            // One was being put in its place.
            return 0;
        }
    }
}
