package dev.matinee.lab.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.ingest.Ingest;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.ingest.Sources;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.models.ClusterMean;
import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.chart.ChartFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Clusters of tastes of the embedded sample, which is the data set of the published analysis. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TasteSegmentationTest {
    private static final Run RUN = Run.seeded(42).threads(2);
    private static final TasteSegmentation QUICK = quick(ClusterMean.Missing.OBSERVED);

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Workspace workspace;

    @SuppressWarnings("NullAway.Init")
    private Catalog catalog;

    @BeforeAll
    void ingest(@TempDir Path temporary) {
        folder = temporary;
        workspace = ingested("sample", "workspace");
        catalog = workspace.catalog();
    }

    @AfterAll
    void close() {
        catalog.close();
    }

    private Workspace ingested(String source, String name) {
        Workspace made = Workspace.create(folder.resolve(name));
        try (Source opened = Sources.open(source, SourceOptions.none())) {
            Ingest.of(opened, IngestOptions.defaults()).into(made, RUN);
        }
        return made;
    }

    private static TasteSegmentation quick(ClusterMean.Missing missing) {
        TasteSegmentation defaults = TasteSegmentation.defaults();
        return defaults.model(defaults.model().missing(missing).restarts(2))
                .resamples(4)
                .count(ClusterCount.defaults().given(5));
    }

    @Test
    void theMatrixIsThePublishedOneAndEveryUserIsInOneCluster() {
        Segments segments = quick(ClusterMean.Missing.ZERO).segment(catalog, RUN);

        assertThat(segments.matrix()).contains(new TasteMatrix(671, 1000, 62_397, ClusterMean.Missing.ZERO, 10, 5));
        assertThat(segments.byUser()).hasSize(671);
        assertThat(segments.profiles().stream().mapToInt(SegmentProfile::users).sum())
                .isEqualTo(671);
        assertThat(segments.profiles()).extracting(SegmentProfile::users).isSortedAccordingTo((a, b) -> b - a);
        assertThat(segments.profiles()).extracting(SegmentProfile::label).doesNotHaveDuplicates();
        assertThat(segments.stability().orElseThrow().segments()).hasSize(5);
        assertThat(segments.toJson())
                .containsEntry("k", 5)
                .containsEntry("chosenBy", "given")
                .containsEntry("features", List.of("tastes"))
                .containsKey("matrix");
    }

    @Test
    void theBestOfAClusterAreRatedByEnoughOfItAndPulledTowardsEveryone() {
        Segments segments = QUICK.segment(catalog, RUN);
        for (SegmentProfile profile : segments.profiles()) {
            TasteProfile taste = profile.taste().orElseThrow();
            assertThat(taste.best()).isNotEmpty().allSatisfy(best -> {
                assertThat(best.support()).isBetween(5, profile.users());
                assertThat(best.prediction()).isBetween(0.5, 5.0);
                List<Double> ratings = catalog.query(
                        "SELECT user_id::VARCHAR AS user, rating FROM ratings WHERE movie_id = "
                                + best.movie().id(),
                        row -> segments.byUser().getOrDefault(row.text("user"), 0) == profile.segment()
                                ? row.number("rating")
                                : Double.NaN);
                List<Double> own =
                        ratings.stream().filter(rating -> !rating.isNaN()).toList();
                assertThat(own).hasSize(best.support());
                assertThat(best.mean())
                        .isCloseTo(
                                own.stream()
                                        .mapToDouble(Double::doubleValue)
                                        .average()
                                        .orElseThrow(),
                                org.assertj.core.api.Assertions.within(1e-9));
            });
            assertThat(taste.best())
                    .extracting(TasteProfile.Best::prediction)
                    .isSortedAccordingTo((a, b) -> Double.compare(b, a));
            assertThat(taste.users()).hasSizeLessThanOrEqualTo(40).isNotEmpty();
            assertThat(taste.users())
                    .allSatisfy(user -> assertThat(segments.byUser()).containsEntry(user, profile.segment()));
            assertThat(taste.ratings())
                    .hasSameSizeAs(taste.users())
                    .allSatisfy(row -> assertThat(row).hasSameSizeAs(taste.movies()));
        }
    }

    @Test
    void theThreadsDoNotChangeAByte() {
        TasteSegmentation range = QUICK.count(ClusterCount.defaults().range(2, 4));

        assertThat(Json.write(range.segment(catalog, Run.seeded(7).threads(2)).toJson()))
                .isEqualTo(Json.write(
                        range.segment(catalog, Run.seeded(7).threads(1)).toJson()));
    }

    @Test
    void theyAreKeptAndDrawnLikeOtherSegments() {
        Segments segments = QUICK.segment(catalog, RUN);
        SegmentStore store = new SegmentStore(workspace);
        store.save("tastes", segments);

        List<Chart> charts = SegmentCharts.of(segments);
        assertThat(SegmentCharts.of("segments", store.read("tastes"))).isEqualTo(charts);
        assertThat(charts)
                .extracting(Chart::name)
                .contains(
                        "segments-sizes",
                        "segments-stability",
                        "segments-means",
                        "segments-densest-5",
                        "segments-best-1");
        charts.forEach(chart -> assertThat(ChartFiles.svg(chart)).contains("</svg>"));
        assertThat(store.labels("tastes")).hasSize(671);
    }

    @Test
    void moreClustersThanTastesAreRefused() throws IOException {
        Path csv = Files.createDirectories(folder.resolve("few-source")).resolve("ratings.csv");
        Files.writeString(csv, "userId,movieId,rating\n1,1,5\n1,2,1\n2,1,1\n2,2,5\n3,1,5\n3,2,1\n");
        try (Catalog few = ingested(csv.toString(), "few").catalog()) {
            assertThatThrownBy(() -> QUICK.segment(few, RUN))
                    .hasMessage("5 segments were asked for, but there are only 3 different users");
            assertThatThrownBy(
                            () -> QUICK.count(ClusterCount.defaults().given(3)).segment(few, RUN))
                    .hasMessage("3 segments were asked for, but there are only 2 different users")
                    .isInstanceOfSatisfying(
                            MatineeException.class,
                            error -> assertThat(error.code()).isEqualTo(ErrorCode.BAD_DATA));
            Segments two = QUICK.count(ClusterCount.defaults()).segment(few, RUN);
            assertThat(two.k()).isEqualTo(2);
            assertThat(two.curve()).hasSize(1);
            assertThat(two.notes()).contains("no movie has a genre, so segments have no favourite genres");
        }
        Files.writeString(csv, "userId,movieId,rating\n1,1,5\n1,2,1\n");
        try (Catalog one = ingested(csv.toString(), "one").catalog()) {
            assertThatThrownBy(() -> QUICK.count(ClusterCount.defaults()).segment(one, RUN))
                    .hasMessage("2 segments were asked for, but there is only 1 different user");
        }
    }
}
