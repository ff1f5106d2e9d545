package dev.matinee.lab.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.decompose.SingularVectors;
import dev.matinee.engine.decompose.TruncatedSvd;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.chart.ChartFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Factors of the embedded sample, of ratings with two known tastes, and of input that is too little. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FactorAnalysisTest {
    private static final Run RUN = Run.seeded(42).threads(2);

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Workspace workspace;

    @SuppressWarnings("NullAway.Init")
    private Catalog catalog;

    @BeforeAll
    void ingest(@TempDir Path temporary) {
        folder = temporary;
        workspace = Ingested.of(folder, "sample", "sample");
        catalog = workspace.catalog();
    }

    @AfterAll
    void close() {
        catalog.close();
    }

    @Test
    void varianceAndEndsAreThoseOfTheDecomposition() {
        TasteFactors factors = FactorAnalysis.defaults().find(catalog, RUN).factors();
        Interactions ratings = catalog.interactions(RUN);

        for (View view : View.values()) {
            SingularVectors vectors = TruncatedSvd.of(10).values(view.cells()).decompose(ratings, RUN);
            assertThat(factors.factors(view)).hasSize(10);
            double together = 0;
            for (Factor factor : factors.factors(view)) {
                int c = factor.factor() - 1;
                together += vectors.explainedVarianceRatio(c);
                assertThat(factor.singularValue()).isEqualTo(vectors.singularValues()[c]);
                assertThat(factor.explainedVarianceRatio()).isEqualTo(vectors.explainedVarianceRatio(c));
                assertThat(factor.cumulativeRatio()).isCloseTo(together, within(1e-12));
                assertThat(factor.label()).isNotBlank();
                double highest = Double.NEGATIVE_INFINITY;
                double lowest = Double.POSITIVE_INFINITY;
                for (int item = 0; item < ratings.items().size(); item++) {
                    highest = Math.max(highest, vectors.itemVectors()[item * 10 + c]);
                    lowest = Math.min(lowest, vectors.itemVectors()[item * 10 + c]);
                }
                assertThat(factor.top().movies())
                        .hasSize(5)
                        .extracting(FactorMovie::loading)
                        .isSortedAccordingTo((a, b) -> Double.compare(b, a));
                assertThat(factor.top().movies().getFirst().loading()).isEqualTo(highest);
                if (factor.bottom().size() > 0) {
                    assertThat(factor.bottom().movies().getFirst().loading()).isEqualTo(lowest);
                }
            }
        }
        Factor first = factors.factors(View.RAW).getFirst();
        assertThat(first.label()).isEqualTo("Popularity: what many rate");
        assertThat(first.bottom().movies()).isEmpty();
    }

    @Test
    void theThreadsDoNotChangeAByteAndWhatIsSavedIsReadAgain() throws IOException {
        FoundFactors found = FactorAnalysis.defaults().factors(4).find(catalog, RUN);
        FoundFactors again = FactorAnalysis.defaults().factors(4).find(catalog, RUN.threads(1));

        assertThat(Json.write(again.factors().toJson()))
                .isEqualTo(Json.write(found.factors().toJson()));
        FactorStore store = new FactorStore(workspace);
        store.save("tried", FactorAnalysis.defaults().factors(2).find(catalog, RUN));
        Path saved = store.save("tried", found);
        assertThat(store.read("tried")).isEqualTo(found.factors());
        assertThat(store.movies("tried").rows()).isEqualTo(found.movies().rows());
        try (var files = Files.list(saved)) {
            assertThat(files).hasSize(2);
        }
        assertThatThrownBy(() -> store.read("tired")).hasMessageContaining("did you mean tried?");
        assertThatThrownBy(() -> store.save("a/b", found)).hasMessageContaining("letters, digits");
    }

    @Test
    void usersStandWhereTheirRatingsPutThem() throws IOException {
        FoundFactors found = FactorAnalysis.defaults().factors(3).find(catalog, RUN);
        UserCoordinates users = found.users(RUN);
        Rows byUser = catalog.interactions(RUN).byUser();
        int user = catalog.interactions(RUN).users().indexOf("42").orElseThrow();
        SingularVectors raw = TruncatedSvd.of(3).decompose(catalog.interactions(RUN), RUN);
        double expected = 0;
        for (long at = byUser.start(user); at < byUser.end(user); at++) {
            expected += byUser.rating(at) * raw.itemVectors()[byUser.column(at) * 3 + 1];
        }

        List<UserCoordinates.Place> places = users.of("42");

        assertThat(places).hasSize(6);
        assertThat(places.get(1).view()).isEqualTo(View.RAW);
        assertThat(places.get(1).factor().factor()).isEqualTo(2);
        assertThat(places.get(1).value()).isCloseTo(expected, within(1e-3));
        assertThat(places.get(1).aboveShare()).isBetween(0.0, 1.0);
        Path csv = folder.resolve("new").resolve("users.csv");
        users.write(csv);
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines).hasSize(672);
        assertThat(lines.getFirst()).isEqualTo("user,raw1,raw2,raw3,centred1,centred2,centred3");
        assertThat(lines.get(1 + user))
                .startsWith("42,")
                .contains("," + (float) places.get(1).value() + ",");
        Path parquet = folder.resolve("users.parquet");
        users.write(parquet);
        assertThat(catalog.query(
                        "SELECT sum(raw2) AS total, count(user) AS n, typeof(any_value(user)) AS type FROM '" + parquet
                                + "'",
                        row -> row.number("total") + " " + row.whole("n") + " " + row.text("type")))
                .singleElement()
                .asString()
                .endsWith(" 671 BIGINT");
        try (var files = Files.list(folder)) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".tmp"));
        }
        assertThatThrownBy(() -> users.of("nobody"))
                .hasMessage("there is no user nobody with a rating")
                .isInstanceOfSatisfying(
                        MatineeException.class,
                        error -> assertThat(error.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    void knownTastesAreFoundAndNamed() throws IOException {
        // Half of the users like comedies and dislike dramas, half the other way round; genres are rated equally often.
        RandomStream random = new RandomStream(5);
        StringBuilder ratings = new StringBuilder("userId,movieId,rating\n");
        StringBuilder movies = new StringBuilder("movieId,title,genres\n");
        for (int movie = 1; movie <= 80; movie++) {
            movies.append(movie + ",M" + movie + " (1999)," + (movie % 2 == 0 ? "Comedy" : "Drama") + "\n");
        }
        for (int user = 1; user <= 200; user++) {
            for (int movie = 1; movie <= 80; movie++) {
                if (random.nextDouble() < 0.4) {
                    boolean likes = movie % 2 == user % 2;
                    ratings.append(
                            user + "," + movie + "," + (likes ? 4 + random.nextInt(2) : 1 + random.nextInt(2)) + "\n");
                }
            }
        }
        try (Catalog two = Ingested.of(folder, "two", ratings.toString(), movies.toString())
                .catalog()) {
            TasteFactors factors =
                    FactorAnalysis.defaults().factors(2).find(two, RUN).factors();

            Factor taste = factors.factors(View.CENTRED).getFirst();
            assertThat(taste.label()).isIn("Comedy against Drama", "Drama against Comedy");
            assertThat(taste.explainedVarianceRatio()).isGreaterThan(0.3);
            assertThat(factors.factors(View.RAW).getFirst().label()).isEqualTo("Popularity: what many rate");
            assertThat(factors.factors(View.RAW).get(1).label()).isIn("Comedy against Drama", "Drama against Comedy");
            assertThat(factors.notes())
                    .contains("at each end 20 movies are looked at, a quarter of all, instead of 50");
        }
    }

    @Test
    void whatIsTooLittleIsRefusedOrSaid() throws IOException {
        String few = "userId,movieId,rating\n1,1,4\n1,2,4\n2,1,3\n2,3,3\n3,2,5\n";
        try (Catalog three = Ingested.of(folder, "three", few, "").catalog()) {
            assertThatThrownBy(() -> FactorAnalysis.defaults().find(three, RUN))
                    .hasMessage("10 factors were asked for, but there are only 3 rated movies")
                    .isInstanceOfSatisfying(MatineeException.class, error -> {
                        assertThat(error.code()).isEqualTo(ErrorCode.BAD_DATA);
                        assertThat(error.remedy()).isEqualTo("ask for at most 3 with --factors");
                    });
            FoundFactors found = FactorAnalysis.defaults().factors(3).find(three, RUN);
            assertThat(found.factors().notes())
                    .contains(
                            "no movie has a genre, so lifts of genres are left out",
                            "the centred ratings have only 0 factors: every user gave equal ratings");
            assertThat(found.factors().factors(View.RAW)).isNotEmpty().allSatisfy(factor -> {
                assertThat(factor.top().genreLifts()).isEmpty();
                assertThat(factor.label()).isNotBlank();
            });
            assertThat(TasteFactors.fromJson(
                            Json.parseObject(Json.write(found.factors().toJson()))))
                    .isEqualTo(found.factors());
            assertThat(FactorCharts.overview("factors", found.factors(), found.movies(), Optional.empty()))
                    .extracting(Chart::name)
                    .doesNotContain("factors-raw-genres");
        }
        try (Catalog one =
                Ingested.of(folder, "one", "userId,movieId,rating\n1,1,4\n", "").catalog()) {
            assertThat(FactorAnalysis.defaults()
                            .factors(1)
                            .find(one, RUN)
                            .factors()
                            .factors(View.RAW))
                    .singleElement()
                    .satisfies(factor ->
                            assertThat(factor.explainedVarianceRatio()).isZero());
        }
        assertThatThrownBy(() -> FactorAnalysis.defaults().factors(0))
                .hasMessage("factors must be between 1 and 1000, got 0");
    }

    @Test
    void everyPartHasAPicture() {
        FoundFactors found = FactorAnalysis.defaults().factors(4).find(catalog, RUN);
        List<Chart> overview = FactorCharts.overview(
                "factors", found.factors(), found.movies(), Optional.of(new FactorCharts.Pair(2, 4)));

        assertThat(overview)
                .extracting(Chart::name)
                .containsExactly(
                        "factors-variance",
                        "factors-cumulative",
                        "factors-raw-genres",
                        "factors-raw-map",
                        "factors-centred-genres",
                        "factors-centred-map");
        Chart map = overview.get(3);
        assertThat(map.plot().table().rows()).hasSize(300);
        assertThat(ChartFiles.svg(map)).contains("factor 2: ", "factor 4: ");
        List<Chart> ends = FactorCharts.ends("factors", found.factors());
        assertThat(ends).hasSize(8).first().satisfies(chart -> {
            assertThat(chart.name()).isEqualTo("factors-raw-1");
            assertThat(chart.plot().table().rows().getFirst().getFirst())
                    .isEqualTo(found.factors()
                            .factors(View.RAW)
                            .getFirst()
                            .top()
                            .movies()
                            .getFirst()
                            .movie()
                            .label());
        });
        assertThatThrownBy(() -> new FactorCharts.Pair(2, 2)).hasMessageContaining("two different factors");
    }
}
