package dev.matinee.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentBenchTest {
    @TempDir
    Path folder;

    @Test
    void aComparisonOnTinyDataLeavesItsFiguresBehind() throws IOException {
        String target = folder.toString();
        Bench.run("content", "--work", target, "--results", target, "--peers", "none", "--data", "tiny");

        var json = Json.parseObject(Files.readString(folder.resolve("content-tiny.json")));
        assertThat((List<?>) json.get("rows")).hasSize(5);
    }
}
