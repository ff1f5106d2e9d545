package dev.matinee.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages on measurements are what the command makes of the files that were measured, and nothing is typed by hand. */
class DocumentBenchTest {
    private static final Path ROOT = Path.of(System.getProperty("matinee.root", ".."));

    @Test
    void thePagesAreWhatTheCommandWrites(@TempDir Path docs) throws IOException {
        Path sizes = Path.of("guide", "production.md");
        Files.createDirectories(docs.resolve("guide"));
        Files.copy(ROOT.resolve("docs").resolve(sizes), docs.resolve(sizes));

        DocumentBench.write(ROOT.resolve("bench/results"), docs);

        for (Path page : List.of(
                Path.of("benchmarks.md"),
                sizes,
                Path.of("pictures", "growth-seconds.svg"),
                Path.of("pictures", "growth-memory.svg"))) {
            assertThat(docs.resolve(page))
                    .as(page.toString())
                    .hasSameTextualContentAs(ROOT.resolve("docs").resolve(page));
        }
        assertThat(Files.readString(docs.resolve("benchmarks.md")))
                .doesNotContain("null")
                .doesNotContain("NaN");
    }
}
