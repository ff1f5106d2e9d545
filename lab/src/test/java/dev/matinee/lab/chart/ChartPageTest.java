package dev.matinee.lab.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the page in Debian's chromium; skipped where it is not installed. */
class ChartPageTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    @TempDir
    Path folder;

    @Test
    void everyKindIsDrawnByTheBrowser() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(CHROMIUM), "there is no chromium");
        Path page = new ChartFiles(folder).writePage("all", "All kinds", ExampleCharts.all());
        Path dom = folder.resolve("dom.html");
        Process browser = new ProcessBuilder(
                        CHROMIUM.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--window-size=1000,20000",
                        "--virtual-time-budget=8000",
                        "--dump-dom",
                        page.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        boolean ended = browser.waitFor(90, TimeUnit.SECONDS);
        browser.destroyForcibly();
        assertThat(ended).isTrue();
        String text = Files.readString(dom, StandardCharsets.UTF_8);
        assumeTrue(text.contains(" data-drawn=\""), "the browser drew nothing in its time, as on a busy machine");
        for (Chart chart : ExampleCharts.all()) {
            assertThat(text).containsPattern("id=\"chart-" + chart.name() + "\" data-drawn=\"[a-z]+\"");
        }
    }
}
