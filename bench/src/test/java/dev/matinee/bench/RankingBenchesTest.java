package dev.matinee.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankingBenchesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"ease", "growth", "recommend"})
    void aComparisonWithoutPeersLeavesItsFiguresBehind(String name) throws IOException {
        Path results = folder.resolve("results");

        Bench.run(
                name,
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

        var json = Json.parseObject(Files.readString(results.resolve(name + "-tiny.json")));
        assertThat((List<?>) json.get("rows")).hasSize(1);
    }
}
