package dev.matinee.lab.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.ingest.Ingest;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.ingest.Sources;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.Run;
import dev.matinee.engine.cluster.Clustering;
import dev.matinee.engine.cluster.DensePoints;
import dev.matinee.engine.cluster.KMeans;
import dev.matinee.engine.cluster.Silhouette;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a published analysis of genre ratings printed about MovieLens small of 2016, had again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GenreFactsTest {
    private static final Run RUN = Run.seeded(0).threads(2);
    private static final String ROMANCE = "genre:Romance";
    private static final String SCI_FI = "genre:Sci-Fi";

    @SuppressWarnings("NullAway.Init")
    private Catalog catalog;

    @BeforeAll
    void ingest(@TempDir Path folder) {
        Path data = Path.of(Optional.ofNullable(System.getenv("MATINEE_TEST_DATA"))
                        .orElse(System.getProperty("matinee.root") + "/../shared/data"))
                .resolve("movielens-small-2016");
        assumeTrue(Files.exists(data), () -> "there is no " + data);
        Workspace workspace = Workspace.create(folder.resolve("workspace"));
        try (Source source = Sources.open(data.toString(), SourceOptions.none())) {
            Ingest.of(source, IngestOptions.defaults()).into(workspace, RUN);
        }
        catalog = workspace.catalog();
    }

    @AfterAll
    void close() {
        if (catalog != null) {
            catalog.close();
        }
    }

    private UserFeatures users(GenreSubset subset, String... genres) {
        return subset.choose(
                new FeatureQuery(List.of(genres), 0, Optional.empty()).ask(Workers.of(catalog)), List.of(genres));
    }

    @Test
    void shapesAndMeansAreThePublishedOnes() {
        assertThat(catalog.dataCard().movies()).isEqualTo(9125);
        assertThat(catalog.dataCard().ratings()).isEqualTo(100_004);
        UserFeatures all = users(GenreSubset.ALL, "Romance", "Sci-Fi");
        double[][] expected = {{3.50, 2.40}, {3.59, 3.80}, {3.65, 3.14}, {4.50, 4.26}, {4.08, 4.00}};
        for (int row = 0; row < expected.length; row++) {
            assertThat(all.value(row, ROMANCE)).isEqualTo(expected[row][0]);
            assertThat(all.value(row, SCI_FI)).isEqualTo(expected[row][1]);
        }
    }

    @Test
    void theBiasedSubsetIsThePublishedOne() {
        UserFeatures biased = users(GenreSubset.BIASED, "Romance", "Sci-Fi", "Action");
        String[] ids = {"1", "3", "6", "7", "12"};
        double[][] expected = {
            {3.50, 2.40, 2.80}, {3.65, 3.14, 3.47}, {2.90, 2.75, 3.27}, {2.93, 3.36, 3.29}, {2.89, 2.62, 3.21}
        };

        assertThat(users(GenreSubset.BIASED, "Romance", "Sci-Fi").size()).isEqualTo(183);
        assertThat(biased.size()).isEqualTo(183);
        for (int row = 0; row < ids.length; row++) {
            assertThat(biased.user(row)).isEqualTo(ids[row]);
            assertThat(biased.value(row, ROMANCE)).isEqualTo(expected[row][0]);
            assertThat(biased.value(row, SCI_FI)).isEqualTo(expected[row][1]);
            assertThat(biased.value(row, "genre:Action")).isEqualTo(expected[row][2]);
        }
        Segments segments = Segmentation.defaults()
                .restarts(3)
                .resamples(3)
                .count(ClusterCount.defaults().given(7))
                .segmentByGenres(catalog, List.of("romance", "sci-fi"), GenreSubset.BIASED, RUN);
        assertThat(segments.users().size()).isEqualTo(183);
        assertThat(segments.profiles().stream().mapToInt(SegmentProfile::users).sum())
                .isEqualTo(segments.byUser().size())
                .isLessThan(183);
    }

    /**
     * The silhouettes that were printed, each of one run of 10 random starts: scikit-learn itself gives 0.350 to 0.375 for k =
     * 17 from seed to seed. Ours, of 200 starts and lower inertia, are within 0.02 but for k = 17 (0.380) and 37 (0.381),
     * where they are higher by 0.030 and 0.022.
     */
    @ParameterizedTest
    @CsvSource({
        "2, 0.3558817876472825",
        "7, 0.38953342844609656",
        "12, 0.3581974687657583",
        "17, 0.3502856136343623",
        "22, 0.3617421566757448",
        "27, 0.36693813543174936",
        "32, 0.3776980303487645",
        "37, 0.35975988674633536",
        "42, 0.372279308070513",
        "47, 0.39490936357676387",
        "52, 0.36759244077425984",
        "57, 0.3581625729665141",
        "62, 0.36103500283025487"
    })
    void silhouettesAreThePublishedOnes(int k, double silhouette) {
        UserFeatures biased = users(GenreSubset.BIASED, "Romance", "Sci-Fi");
        DensePoints points =
                Scaling.none(biased.choose(List.of(SCI_FI, ROMANCE))).points(biased);
        Clustering clustering = KMeans.into(k).restarts(200).cluster(points, RUN);

        double ours = Silhouette.exact(points, clustering, RUN).mean();
        assertThat(ours).isGreaterThan(silhouette - 0.02);
        assertThat(ours).isCloseTo(silhouette, within(k == 17 || k == 37 ? 0.031 : 0.02));
    }

    /** The best of 10 restarts of scikit-learn. */
    @ParameterizedTest
    @CsvSource({"2, 77.08019", "7, 23.89726", "12, 13.34524", "17, 8.41223"})
    void clustersAreAsTightAsThoseOfScikitLearn(int k, double inertia) {
        UserFeatures biased = users(GenreSubset.BIASED, "Romance", "Sci-Fi");
        DensePoints points =
                Scaling.none(biased.choose(List.of(SCI_FI, ROMANCE))).points(biased);

        assertThat(KMeans.into(k).restarts(30).cluster(points, RUN).inertia()).isLessThan(1.001 * inertia);
    }
}
