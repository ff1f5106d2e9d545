package dev.matinee.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestBenchTest {
    @TempDir
    private Path folder;

    @Test
    void aComparisonWithoutPeersLeavesItsFiguresBehind() throws IOException {
        String results = folder.resolve("results").toString();

        Bench.run(
                "ingest",
                "--work",
                folder.toString(),
                "--results",
                results,
                "--peers",
                "none",
                "--data",
                "tiny",
                "--repeat",
                "1");

        var json = Json.parseObject(Files.readString(folder.resolve("results/ingest-tiny.json")));
        assertThat((List<?>) json.get("rows")).hasSize(2);
    }
}
