package dev.matinee.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MfBenchTest {
    @TempDir
    Path folder;

    @Test
    void speedAndNoiseFloorAreLeftBehind() throws IOException {
        Map<String, Object> json = run("mf");
        assertThat((List<?>) json.get("rows")).hasSize(2);
        assertThat(Files.readString(folder.resolve("mf-tiny.md")))
                .contains("| matinee, threads: 2 | ")
                .contains("RMSE by the noise floor of 0.");
    }

    @Test
    void theCostOfThreeModelsIsLeftBehind() throws IOException {
        Map<String, Object> json = run("mf-growth");
        assertThat((List<?>) json.get("rows")).hasSize(3);
    }

    @Test
    void unknownDataAreAnErrorThatNamesTheKnown() {
        assertThatThrownBy(() -> Bench.run("mf", "--work", folder.toString(), "--data", "9m"))
                .hasMessage("--data must be one of tiny, 20m, got 9m");
    }

    private Map<String, Object> run(String comparison) throws IOException {
        Bench.run(
                comparison,
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
        return Json.parseObject(Files.readString(folder.resolve(comparison + "-tiny.json")));
    }
}
