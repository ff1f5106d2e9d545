package dev.matinee.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.ingest.Ingest;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.ingest.Sources;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.Run;
import dev.matinee.lab.segments.SegmentStore;
import dev.matinee.lab.segments.Segmentation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Run RUN = Run.seeded(42);

    @TempDir
    Path folder;

    private Workspace ingested(String name) {
        Workspace workspace = Workspace.create(folder.resolve("workspace"));
        try (Source source = Sources.open(name, SourceOptions.none())) {
            Ingest.of(source, IngestOptions.defaults()).into(workspace, RUN);
        }
        return workspace;
    }

    @Test
    void theReportOfTheSampleIsOneFileWithinFiveMegabytes() throws IOException {
        Workspace workspace = ingested("sample");
        try (Catalog catalog = workspace.catalog()) {
            new SegmentStore(workspace)
                    .save("audience", Segmentation.defaults().resamples(0).segment(catalog, RUN));
            Path file = Report.write(workspace, catalog, RUN);
            assertThat(file).isEqualTo(workspace.reportsFolder().resolve("report.html"));
            assertThat(Files.size(file)).isBetween(1_000_000L, 5_000_000L);
            String page = Files.readString(file);
            assertThat(page)
                    .contains("<h2>The data</h2>", "<h2>The audience</h2>", "<h2>Segments of users</h2>")
                    .doesNotContain("<h2>Models compared</h2>", "<script src", "<link rel");
            Matcher links = Pattern.compile("<li><a href=\"#([a-z0-9-]+)\"").matcher(page);
            while (links.find()) {
                assertThat(page).contains("id=\"" + links.group(1) + "\"");
            }
            assertThat(page.split("role=\"img\" aria-label=\"", -1).length)
                    .isEqualTo(page.split("<figure class=\"chart( headed)?\" id", -1).length);
        }
    }

    @Test
    void titlesCannotBreakOutOfThePage() throws IOException {
        Path source = Files.createDirectories(folder.resolve("source"));
        Files.writeString(
                source.resolve("ratings.csv"), "userId,movieId,rating,timestamp\n1,1,4,1000000000\n2,1,3,1000000000\n");
        Files.writeString(
                source.resolve("movies.csv"),
                "movieId,title,genres\n1,\"</script><script>alert(1)</script> \"\"x\"\" (1999)\",<b>Drama</b>\n");
        Workspace workspace = ingested(source.toString());
        try (Catalog catalog = workspace.catalog()) {
            assertThat(Report.html(workspace, catalog, RUN))
                    .doesNotContain("<script>alert(1)", "<b>Drama")
                    .contains("&lt;script&gt;alert(1)");
        }
    }
}
