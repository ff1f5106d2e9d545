package dev.matinee.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches on the embedded sample within budgets, and one that is stopped. */
class BestTest {
    @TempDir
    private Path folder;

    private String workspace = "";

    @BeforeEach
    void ingest() {
        workspace = SampleWorkspace.in(folder.resolve("workspace"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void whatDoesNotFitIsSkippedAndTheBestIsSaved() {
        Path charts = folder.resolve("charts");
        Outcome outcome = Outcome.of(
                "best", "--seconds", "15", "--memory", "2m", "--json", "-w", workspace, "--charts", charts.toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        Map<String, Object> json = outcome.json();
        List<Map<String, Object>> attempts = (List<Map<String, Object>>) json.getOrDefault("attempts", List.of());
        assertThat(attempts)
                .filteredOn(attempt -> attempt.getOrDefault("model", "").equals("ease"))
                .singleElement()
                .satisfies(ease -> {
                    assertThat(ease).containsEntry("outcome", "skipped");
                    assertThat(String.valueOf(ease.get("reason"))).contains("MiB of memory, and there are 2.0 MiB");
                });
        assertThat(attempts.getFirst()).containsEntry("model", "popularity").containsEntry("outcome", "measured");
        double best = score((Map<String, Object>) json.getOrDefault("best", Map.of()));
        assertThat(attempts.stream()
                        .filter(attempt -> attempt.getOrDefault("outcome", "").equals("measured"))
                        .mapToDouble(BestTest::score)
                        .max())
                .hasValue(best);
        assertThat(charts.resolve("best.csv")).content().contains("popularity");
        String model = String.valueOf(json.get("model"));
        assertThat(Outcome.of("recommend", "42", "--json", "-w", workspace).json())
                .containsEntry("model", model);
        assertThat(Outcome.of("verify", model, "-w", workspace).exitCode()).isZero();
    }

    @Test
    void stoppedItSavesTheBestSoFar() throws Exception {
        Process process = CommandProcess.start(folder, List.of("best", "--seconds", "600", "-w", workspace));
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!CommandProcess.printed(folder, "err").contains("popularity: ndcg@10") && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        assertThat(new ProcessBuilder("kill", "-TERM", Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();

        assertThat(ended).isTrue();
        assertThat(process.exitValue())
                .as(CommandProcess.printed(folder, "err"))
                .isZero();
        assertThat(CommandProcess.printed(folder, "out")).contains("stopped on request; saved as");
        assertThat(Outcome.of("recommend", "42", "-w", workspace).exitCode()).isZero();
    }

    @Test
    void badBudgetsAreRefusedInOneSentence() {
        refused(2, "--memory must be a size such as 800m or 2g, got lots", "--memory", "lots");
        refused(2, "seconds must be more than 0, got 0", "--seconds", "0");
        refused(2, "there is no metric ndgc@10", "--metric", "ndgc@10");
        refused(5, "no model could be measured within", "--memory", "1k");
    }

    private void refused(int exitCode, String sentence, String... options) {
        List<String> arguments = new ArrayList<>(List.of("best", "-w", workspace));
        arguments.addAll(List.of(options));
        Outcome outcome = Outcome.of(arguments.toArray(String[]::new));
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(exitCode);
        assertThat(outcome.err()).contains(sentence);
    }

    private static double score(Map<String, Object> attempt) {
        return attempt.get("score") instanceof Number score ? score.doubleValue() : Double.NaN;
    }
}
