package dev.matinee.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.ingest.Ingest;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.ingest.Sources;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.Run;
import dev.matinee.engine.evaluate.TopNEvaluation;
import dev.matinee.engine.models.ImplicitAls;
import dev.matinee.engine.recommend.Request;
import dev.matinee.engine.split.Holdout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the example in README.md to what compiles and runs here. */
class ReadmeTest {
    private static final Path ROOT = Path.of(System.getProperty("matinee.root"));

    @Test
    void theExampleOfTheReadmeRecommendsMovies(@TempDir Path folder) {
        Workspace workspace = Workspace.create(folder.resolve("workspace"));
        try (Source source = Sources.open("sample", SourceOptions.none())) {
            Ingest.of(source, IngestOptions.defaults()).into(workspace, Run.seeded(42));
        }
        String workspaceFolder = folder.resolve("workspace").toString();

        // README: begin
        var catalog = Catalog.open(Path.of(workspaceFolder));
        var split = Holdout.latestPerUser(0.2).split(catalog.interactions(Run.seeded(42)), Run.seeded(42));
        var model = ImplicitAls.defaults().factors(64).train(split.training(), Run.seeded(42));
        var report = TopNEvaluation.at(10, 20).measure(model, split);
        var movies = model.recommend(Request.forUser("42").top(10));
        // README: end

        catalog.close();
        assertThat(movies.items()).hasSize(10);
        assertThat(report.metric("ndcg@10").mean()).isBetween(0.05, 0.5);
    }

    @Test
    void theExampleOfTheReadmeIsTheOneThatIsTested() throws IOException {
        List<String> source = Files.readAllLines(ROOT.resolve("data/src/test/java/dev/matinee/data/ReadmeTest.java"));
        String tested = String.join(
                        "\n",
                        source.subList(
                                source.indexOf("        // README: begin") + 1,
                                source.indexOf("        // README: end")))
                .indent(-8)
                .replace("workspaceFolder", "\"workspace\"");

        assertThat(Files.readString(ROOT.resolve("README.md"))).contains("```java\n" + tested + "```");
    }
}
