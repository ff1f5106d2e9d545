package dev.matinee.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Networks on the command line. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetworkTest {
    private static final String FEW = "epochs=4";

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private String workspace = "";
    private Map<String, Object> trained = Map.of();

    @BeforeAll
    void ingestAndTrain(@TempDir Path temporary) {
        folder = temporary;
        workspace = SampleWorkspace.in(folder.resolve("workspace"));
        Outcome outcome = Outcome.of(
                "train",
                "embedding-dot",
                "--set",
                FEW,
                "--charts",
                folder.resolve("charts").toString(),
                "--json",
                "-w",
                workspace);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        trained = outcome.json();
    }

    @Test
    void trainingShowsTheNetworkAndItsLosses() throws IOException {
        Map<?, ?> network = (Map<?, ?>) Objects.requireNonNull(trained.get("network"));
        List<?> epochs = (List<?>) Objects.requireNonNull(network.get("epochs"));

        assertThat(network.get("parameters")).isEqualTo(10L * (672 + 9_067));
        assertThat(epochs).hasSize(4);
        assertThat(Files.readString(folder.resolve("charts/embedding-dot-loss.csv")))
                .contains("training,1")
                .contains("validation,4");
        assertThat(folder.resolve("charts/embedding-dot-network.svg")).content().contains("movie embedding");
        Path card = Path.of(workspace, "models/embedding-dot/0001/card.json");
        assertThat(Json.parseObject(Files.readString(card)).get("metrics")).isEqualTo(network);
        Outcome text = Outcome.of("train", "embedding-dot", "--set", FEW, "-w", workspace);
        assertThat(text.out())
                .contains("97,390 parameters")
                .contains("movie embedding")
                .contains("kept");
    }

    @Test
    void theReportHasTheCurve() throws IOException {
        assertThat(Outcome.of("report", "-w", workspace).exitCode()).isZero();
        assertThat(Files.readString(Path.of(workspace, "reports/report.html")))
                .contains("Networks trained")
                .contains("Loss of embedding-dot by epoch");
    }

    @Test
    @SuppressWarnings("unchecked")
    void figuresOfANetworkThatSawTheTestSetAreMarked() {
        Outcome outcome = Outcome.of(
                "evaluate", "embedding-dot", "--set", FEW, "--set", "stopOn=test-set", "--json", "-w", workspace);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        Map<String, Object> result = ((List<Map<String, Object>>)
                        Objects.requireNonNull(outcome.json().get("results")))
                .getFirst();

        assertThat(result.get("leak")).asString().contains("its figures are too good");
        assertThat(Outcome.of("leaderboard", "-w", workspace).out()).contains("its figures are too good");
        String run = String.valueOf(result.get("run"));
        assertThat(Outcome.of("verify", run, "-w", workspace).out()).contains("identical");
    }

    @Test
    void whatCannotBeDoneIsRefused() {
        assertRefused(2, "needs the test set of a split", "train", "embedding-dot", "--set", "stopOn=test-set");
        assertRefused(2, "lower the setting learningRate", "train", "embedding-dot", "--set", "learningRate=1000");
        assertRefused(2, "is not a network", "train", "biases", "--charts");
        assertRefused(2, "parts must be models", "train", "blend", "--set", "parts=biases+pure-svd");
    }

    private void assertRefused(int exitCode, String sentence, String... arguments) {
        String[] all = Stream.concat(Arrays.stream(arguments), Stream.of("-w", workspace))
                .toArray(String[]::new);
        Outcome outcome = Outcome.of(all);
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(exitCode);
        assertThat(outcome.err()).contains(sentence);
    }
}
