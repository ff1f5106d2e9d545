package dev.matinee.lab.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.ingest.Ingest;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.ingest.Sources;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.Run;
import dev.matinee.engine.models.Biases;
import dev.matinee.engine.models.ImplicitAls;
import dev.matinee.engine.models.Popularity;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The 100,004 ratings of the embedded sample, from ingest to leaderboard. */
class SampleLeaderboardTest {
    private static final Run RUN = Run.seeded(42).threads(2);

    @TempDir
    private Path folder;

    @Test
    void realModelsOnRealRatingsComeOutAsExpected() {
        Workspace workspace = Workspace.create(folder.resolve("workspace"));
        try (Source source = Sources.open("sample", SourceOptions.none())) {
            Ingest.of(source, IngestOptions.defaults()).into(workspace, RUN);
        }
        EvaluationStore store = EvaluationStore.in(workspace.evaluationsFolder());
        EvaluationReport report;
        try (Catalog catalog = workspace.catalog()) {
            report = new Evaluator("sample", catalog.interactions(RUN), EvaluationPlan.defaults(), store)
                    .evaluate(
                            List.of(
                                    Popularity.FAMILY.defaults(),
                                    Biases.FAMILY.defaults(),
                                    ImplicitAls.defaults().factors(32)),
                            RUN);
        }
        assertThat(report.failures()).isEmpty();
        ComparableRecords group = Leaderboard.read(store).groups().getFirst();

        assertThat(group.data().ratings()).isEqualTo(100_004);
        assertThat(group.definitions().relevant()).isEqualTo(4);
        ComparableRecords.Ranking lists = group.rankedBy(group.usualMetric(), RUN);
        assertThat(lists.standings())
                .extracting(standing -> standing.evaluation().model())
                .startsWith("implicit-als");
        assertThat(lists.standings().get(1).verdict()).isEqualTo(Standing.Verdict.WORSE);
        assertThat(lists.standings().getFirst().metric().orElseThrow().mean()).isBetween(0.1, 0.4);
        ComparableRecords.Ranking errors = group.rankedBy("rmse", RUN);
        assertThat(errors.standings().getFirst().evaluation().model()).isEqualTo("biases");
        assertThat(errors.standings().getFirst().metric().orElseThrow().mean()).isBetween(0.86, 0.91);
    }
}
