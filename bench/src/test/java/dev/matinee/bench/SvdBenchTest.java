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

class SvdBenchTest {
    @TempDir
    Path folder;

    @Test
    void aComparisonWithoutPeersLeavesItsFiguresBehind() throws IOException {
        Bench.run(
                "svd",
                "--work",
                folder.toString(),
                "--results",
                folder.toString(),
                "--peers",
                "none",
                "--data",
                "tiny",
                "--repeat",
                "1");

        var json = Json.parseObject(Files.readString(folder.resolve("svd-tiny.json")));
        assertThat((List<?>) json.get("rows")).hasSize(2);
        assertThat(Files.readString(folder.resolve("svd-tiny.md"))).contains("| matinee, threads: 2 | ");
    }

    @Test
    void unknownDataAreAnErrorThatNamesTheKnown() {
        assertThatThrownBy(() -> Bench.run("svd", "--work", folder.toString(), "--data", "9m"))
                .hasMessage("--data must be one of tiny, viewers, got 9m");
    }
}
