package dev.matinee.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BayesBenchTest {
    @TempDir
    private Path folder;

    @Test
    void samplesAreTimedPlainAndWithImplicitFeedback() throws IOException {
        Bench.run(
                "bayes",
                "--work",
                folder.toString(),
                "--results",
                folder.toString(),
                "--data",
                "tiny",
                "--repeat",
                "1");

        var json = Json.parseObject(Files.readString(folder.resolve("bayes-tiny.json")));
        assertThat((List<?>) json.get("rows")).hasSize(2);
        assertThat(Files.readString(folder.resolve("bayes-tiny.md"))).contains("| 6k, plain | ");
    }
}
