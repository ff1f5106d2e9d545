package dev.matinee.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlsBenchTest {
    @TempDir
    Path folder;

    @Test
    void aComparisonWithoutPeersLeavesItsFiguresBehind() throws IOException {
        Path results = folder.resolve("results");
        Bench.run(
                "als",
                "--work",
                folder.toString(),
                "--results",
                results.toString(),
                "--peers",
                "none",
                "--data",
                "tiny",
                "--repeat",
                "1");

        var json = Json.parseObject(Files.readString(results.resolve("als-tiny.json")));
        assertThat((List<?>) json.get("rows")).hasSize(1);
        assertThat(Files.readString(results.resolve("als-tiny.md"))).contains("| matinee | ");
    }

    @Test
    void anUnknownComparisonIsAnErrorThatNamesTheNearest() {
        assertThatThrownBy(() -> Bench.run("asl"))
                .hasMessageStartingWith("there is no comparison asl (did you mean als?); there are accuracy, als, ");
        assertThatThrownBy(() -> Bench.run("als"))
                .hasMessage("--work must name a folder for generated data (some 2 GB)");
    }
}
