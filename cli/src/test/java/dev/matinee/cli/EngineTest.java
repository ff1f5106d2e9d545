package dev.matinee.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Engines by name where there is none on the class path, as here; module spark tests the one there is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EngineTest {
    private String workspace = "";

    @BeforeAll
    void ingest(@TempDir Path folder) {
        workspace = folder.resolve("workspace").toString();
        assertThat(Outcome.of("ingest", "sample", "-w", workspace, "--engine", "matinee")
                        .exitCode())
                .isZero();
    }

    @Test
    void anEngineThatIsNotOnTheClassPathIsSaidToBeMissingByEveryCommand() {
        for (List<String> command : List.of(
                List.of("ingest", "sample"),
                List.of("explore"),
                List.of("segment"),
                List.of("train", "als"),
                List.of("train", "als", "--settings"),
                List.of("evaluate", "als"),
                List.of("recommend", "--all", workspace + ".parquet"))) {
            Outcome outcome = with(command, "--engine", "spark", "--master", "local[1]");
            assertThat(outcome.exitCode()).as(command.toString()).isEqualTo(4);
            assertThat(outcome.err())
                    .contains("the engine spark is not on the class path; use the launcher of a checkout");
        }
    }

    @Test
    void anEngineOfAnotherNameIsRefusedWithTheNearest() {
        Outcome outcome = with(List.of("explore"), "--engine", "sprk");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("there is no engine sprk").contains("spark");
    }

    @Test
    void optionsOfAnEngineNeedOne() {
        for (String option : List.of("--master", "--conf")) {
            Outcome outcome = with(List.of("train", "als"), option, "spark.executor.memory=1g");
            assertThat(outcome.exitCode()).isEqualTo(2);
            assertThat(outcome.err()).contains("--master and --conf are for --engine spark");
        }
    }

    private Outcome with(List<String> command, String... more) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(more));
        all.addAll(List.of("-w", workspace));
        return Outcome.of(all.toArray(String[]::new));
    }
}
