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

    /**
     * Charts are drawn when they come into view, which a browser without a window only tells when it paints a frame: on a busy
     * machine its virtual time was over before the first one. {@code #all} draws them while the page is loaded.
     */
    @Test
    void everyKindIsDrawnByTheBrowser() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(CHROMIUM), "there is no chromium");
        Path page = new ChartFiles(folder).writePage("all", "All kinds", ExampleCharts.all());
        Path dom = folder.resolve("dom.html");
        Path messages = folder.resolve("messages");
        Process browser = new ProcessBuilder(
                        CHROMIUM.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--window-size=1000,1000",
                        "--dump-dom",
                        page.toUri() + "#all")
                .redirectOutput(dom.toFile())
                .redirectError(messages.toFile())
                .start();
        boolean ended = browser.waitFor(180, TimeUnit.SECONDS);
        browser.destroyForcibly();
        assertThat(ended).as("chromium ended").isTrue();
        String text = Files.readString(dom, StandardCharsets.UTF_8);
        for (Chart chart : ExampleCharts.all()) {
            assertThat(text)
                    .as(() -> text(messages))
                    .containsPattern("id=\"chart-" + chart.name() + "\" data-drawn=\"[a-z]+\"");
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "no messages of chromium: " + unreadable.getMessage();
        }
    }
}
