package dev.matinee.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkBenchTest {
    @TempDir
    private Path folder;

    @Test
    void lossesStandBesideThePublishedOnesAndModelsBesideTheNetwork() throws IOException {
        run("tiny");

        assertThat(Files.readString(folder.resolve("results/network-tiny.md")))
                .contains("tiny: 4,8", " parameters, best epoch ", ", noise floor 0.")
                .contains("| epoch | published: training | watched | tiny: training | watched |")
                .containsPattern("\\| 1 \\| 5\\.9921 \\| 1\\.7520 \\| \\d+\\.\\d{4} \\| \\d+\\.\\d{4} \\|")
                .containsPattern("\\| embedding-dot \\| \\d\\.\\d{4} \\| \\d\\.\\d{4} to \\d\\.\\d{4} \\|")
                .containsPattern("\\| bayesian-mf \\| \\d\\.\\d{4} \\| \\d\\.\\d{4} to \\d\\.\\d{4} \\|");
    }

    @Test
    void unknownDataAreAnErrorThatNamesTheKnown() {
        assertThatThrownBy(() -> run("5m")).hasMessage("--data must be one of all, head, sample, tiny, got 5m");
    }

    private void run(String data) {
        Bench.run(
                "network",
                "--work",
                folder.toString(),
                "--results",
                folder.resolve("results").toString(),
                "--data",
                data);
    }
}
