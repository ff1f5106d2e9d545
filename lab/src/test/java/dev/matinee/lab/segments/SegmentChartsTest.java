package dev.matinee.lab.segments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.ingest.Ingest;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.ingest.Sources;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.Run;
import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.chart.ChartFiles;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of segments of the embedded sample. */
class SegmentChartsTest {
    private static final Run RUN = Run.seeded(42).threads(2);
    private static final Segmentation QUICK =
            Segmentation.defaults().restarts(2).resamples(0);

    @TempDir
    Path folder;

    private Workspace sample() {
        Workspace made = Workspace.create(folder.resolve("workspace"));
        try (Source opened = Sources.open("sample", SourceOptions.none())) {
            Ingest.of(opened, IngestOptions.defaults()).into(made, RUN);
        }
        return made;
    }

    @Test
    void eachPartHasAPictureWithTitleAndAxes() {
        Workspace workspace = sample();
        try (Catalog catalog = workspace.catalog()) {
            Segments segments = QUICK.count(ClusterCount.defaults().given(4).range(2, 5))
                    .migration(new Migration.Days(LocalDate.of(2005, 1, 1), Optional.of(LocalDate.of(2010, 1, 1))))
                    .segment(catalog, RUN);
            Map<String, String> titles = Map.of(
                    "segments-sizes", "How large the segments are",
                    "segments-inertia", "Inertia by number of segments",
                    "segments-silhouette", "Silhouette by number of segments",
                    "segments-means", "How each segment differs from everyone",
                    "segments-genres", "What each segment watches more, and less, than everyone",
                    "segments-migration", "Who moved from which segment to which");
            Map<String, List<String>> words = Map.of(
                    "segments-sizes", List.of("segment", "share (%)", "of users", "of ratings"),
                    "segments-inertia", List.of("number of segments k", "inertia", "given"),
                    "segments-silhouette", List.of("number of segments k", "silhouette", "given"),
                    "segments-means", List.of("what is known of users", "difference (sd)", "mean"),
                    "segments-genres", List.of("segment", "genre", "lift (doublings)", "Film-Noir"),
                    "segments-migration", List.of("before 2005-01-01", "before 2010-01-01"));
            List<Chart> charts = SegmentCharts.of(segments);
            assertThat(charts).extracting(Chart::name).containsExactlyInAnyOrderElementsOf(titles.keySet());
            for (Chart chart : charts) {
                assertThat(chart.title()).isEqualTo(titles.get(chart.name()));
                assertThat(ChartFiles.svg(chart)).contains(words.get(chart.name()));
            }
            SegmentStore store = new SegmentStore(workspace);
            store.save("audience", segments);
            assertThat(SegmentCharts.of("segments", store.read("audience"))).isEqualTo(charts);
        }
    }

    @Test
    void segmentsByGenresShowEveryUserWithTheThirdGenreAsSize() {
        try (Catalog catalog = sample().catalog()) {
            Segments segments = QUICK.count(ClusterCount.defaults().given(7))
                    .segmentByGenres(catalog, List.of("Romance", "Sci-Fi", "Action"), GenreSubset.BIASED, RUN);
            Chart users = SegmentCharts.of(segments).getLast();
            assertThat(users.name()).isEqualTo("segments-users");
            assertThat(users.plot().table().rows()).hasSize(segments.users().size());
            assertThat(users.note()).contains("mean rating of Action");
            assertThat(ChartFiles.svg(users))
                    .contains("mean rating of Romance (stars)", "mean rating of Sci-Fi (stars)");
        }
    }
}
