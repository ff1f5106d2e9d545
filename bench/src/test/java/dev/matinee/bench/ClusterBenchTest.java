package dev.matinee.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterBenchTest {
    @TempDir
    Path folder;

    @Test
    void aComparisonWithoutPeersLeavesItsFiguresBehind() throws IOException {
        String target = folder.toString();
        Bench.run(
                "cluster", "--work", target, "--results", target, "--peers", "none", "--data", "tiny", "--repeat", "1");

        var json = Json.parseObject(Files.readString(folder.resolve("cluster-tiny.json")));
        assertThat((List<?>) json.get("rows")).hasSize(3);
    }
}
