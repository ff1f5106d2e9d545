package dev.matinee.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeBenchTest {
    @TempDir
    private Path folder;

    @Test
    void aServiceUnderLoadLeavesItsFiguresBehind() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/wrk")), "wrk is not on this machine");

        assertThat(ratios("serve"))
                .containsKeys("lists a second", "milliseconds for 99 of 100 lists", "MiB resident at most")
                .hasEntrySatisfying(
                        "events a second, each acknowledged from disk",
                        rate -> assertThat(((Number) rate).doubleValue()).isPositive());
        assertThat(ratios("soak")).containsKeys("lists a second in minute 2", "MiB resident after minute 2");
    }

    private Map<String, Object> ratios(String name) throws IOException {
        Path results = folder.resolve("results");
        Bench.run(
                name, "--work", folder.toString(), "--results", results.toString(), "--data", "tiny", "--repeat", "1");
        String json = Files.readString(results.resolve(name + "-tiny.json"));
        return Json.parseObject(Json.write(Json.parseObject(json).get("ratios")));
    }
}
