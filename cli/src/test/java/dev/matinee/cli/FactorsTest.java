package dev.matinee.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code factors} on the embedded sample. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FactorsTest {
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private String workspace = "";

    @BeforeAll
    void ingest(@TempDir Path temporary) {
        folder = temporary;
        workspace = SampleWorkspace.in(folder.resolve("workspace"));
    }

    @Test
    void factorsAreShownKeptAssignedAndDrawn() throws IOException {
        Path assigned = folder.resolve("users.parquet");
        Path charts = folder.resolve("charts");
        Outcome outcome = Outcome.of(
                "factors",
                "--factors",
                "3",
                "--assign",
                assigned.toString(),
                "--charts",
                charts.toString(),
                "--map",
                "1,3",
                "--json",
                "-w",
                workspace);

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.json())
                .containsEntry("name", "tastes")
                .containsEntry("factors", 3L)
                .containsEntry("users", 671L)
                .containsKeys("views", "notes", "folder", "assigned", "charts");
        assertThat(Files.readAllBytes(assigned)).startsWith("PAR1".getBytes(StandardCharsets.US_ASCII));
        assertThat(charts.resolve("factors.html")).isNotEmptyFile();
        assertThat(charts.resolve("factors-variance.csv")).isNotEmptyFile();
        assertThat(charts.resolve("factors-centred-map.svg")).content().contains("factor 3: ");
        assertThat(charts.resolve("factors-raw-2.svg")).isNotEmptyFile();
        assertThat(Path.of(workspace, "factors", "tastes", "factors.json")).isNotEmptyFile();

        Outcome people = Outcome.of("factors", "--factors", "2", "-w", workspace);
        assertThat(people.out()).contains("raw 1 Popularity: what many rate", "centred 2 ", "  top     ", "kept in ");
        assertThat(Outcome.of("report", "-w", workspace).exitCode()).isZero();
        assertThat(Path.of(workspace, "reports", "report.html"))
                .content()
                .contains("<h2>Taste factors</h2>", "Popularity: what many rate", "id=\"chart-factors-1-variance\"");
    }

    @Test
    @SuppressWarnings("unchecked")
    void aUserIsPlacedOnAllFactorsOfBothViews() {
        Outcome outcome = Outcome.of("factors", "--factors", "2", "--user", "42", "--json", "-w", workspace);

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        List<Map<String, Object>> places =
                (List<Map<String, Object>>) outcome.json().getOrDefault("places", List.of());
        assertThat(places).hasSize(4);
        assertThat(places.getLast()).containsEntry("view", "centred").containsEntry("factor", 2L);
        assertThat(Outcome.of("factors", "--factors", "2", "--user", "42", "-w", workspace)
                        .out())
                .contains("user 42", "the share of all users who stand lower")
                .doesNotContain("  top     ");
    }

    @Test
    void badInputIsSaidInOneSentence() {
        assertError(3, "there are only 671 users with ratings", "factors", "--factors", "672");
        assertError(2, "factors must be between 1 and 1000, got 0", "factors", "--factors", "0");
        assertError(4, "there is no user 9999 with a rating", "factors", "--user", "9999");
        assertError(2, "a table is written as .csv or .parquet", "factors", "--assign", "users.txt");
        assertError(2, "the corrections are holm", "factors", "--correction", "none");
        assertError(2, "--map says what to draw; it needs --charts", "factors", "--map", "1,2");
        assertError(2, "--map must name two of the 10 factors", "factors", "--map", "1,11", "--charts");
        assertError(2, "letters, digits, dots", "factors", "--name", "a/b");
        Outcome source = Outcome.of("factors", "--source", "sample", "--charts");
        assertThat(source.exitCode()).isEqualTo(2);
        assertThat(source.err()).contains("with --source there is no workspace for charts");
    }

    private void assertError(int exitCode, String message, String... arguments) {
        List<String> all = new java.util.ArrayList<>(List.of(arguments));
        all.addAll(List.of("-w", workspace));
        Outcome outcome = Outcome.of(all.toArray(String[]::new));
        assertThat(outcome.err()).contains(message);
        assertThat(outcome.exitCode()).isEqualTo(exitCode);
    }
}
