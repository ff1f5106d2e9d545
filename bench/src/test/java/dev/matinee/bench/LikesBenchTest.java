package dev.matinee.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LikesBenchTest {
    @Test
    void theWholeWayLeavesItsFiguresBehind(@TempDir Path folder) throws IOException {
        Path results = folder.resolve("results");
        Bench.run(
                "likes",
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

        var json = Json.parseObject(Files.readString(results.resolve("likes-tiny.json")));
        assertThat((List<?>) json.get("rows")).hasSize(2);
        assertThat(String.valueOf(json.get("ratios"))).contains("seconds for tuning and the final training");
    }
}
