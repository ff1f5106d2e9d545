package dev.matinee.lab.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.ingest.Ingest;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.ingest.Sources;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each pack on a tiny copy of its data whose answer is known. */
class PaperPacksTest {
    private static final Run RUN = Run.seeded(42).threads(2);

    @TempDir
    Path folder;

    private PackResult reproduce(String pack, Path source) {
        Workspace workspace = Workspace.create(folder.resolve("workspace-" + pack));
        try (Source opened = Sources.open(source.toString(), SourceOptions.none())) {
            Ingest.of(opened, IngestOptions.defaults()).into(workspace, RUN);
        }
        try (Catalog catalog = workspace.catalog()) {
            return PackResult.of(PaperPacks.named(pack), catalog, RUN);
        }
    }

    /** What a rating is, with which users and movies there are. */
    private interface Rating {
        /** The rating; 0 for none. */
        double of(int user, int movie);
    }

    private Path ratings(int users, int movies, Rating rating, Order order) throws IOException {
        StringBuilder rows = new StringBuilder("userId,movieId,rating,timestamp\n");
        for (int user = 1; user <= users; user++) {
            for (int movie = 1; movie <= movies; movie++) {
                double value = rating.of(user, movie);
                if (value > 0) {
                    rows.append(
                            user + "," + movie + "," + value + "," + (1_000_000_000L + order.of(user, movie)) + "\n");
                }
            }
        }
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("ratings.csv"), rows);
        return data;
    }

    /** When a user rated a movie. */
    private interface Order {
        int of(int user, int movie);
    }

    /** Half the users give 5 to everything, the others 1. */
    private static double byKind(int user) {
        return user % 2 == 0 ? 5 : 1;
    }

    @Test
    void ratingsThatFollowFromTheUserArePredictedInEveryPredefinedSplit() throws IOException {
        Path data = Files.createDirectories(folder.resolve("ml-100k"));
        StringBuilder all = new StringBuilder();
        StringBuilder[] tests = new StringBuilder[5];
        for (int split = 0; split < 5; split++) {
            tests[split] = new StringBuilder();
        }
        for (int user = 1; user <= 30; user++) {
            for (int movie = 1; movie <= 20; movie++) {
                String row = user + "\t" + movie + "\t" + (int) byKind(user) + "\t" + (880_000_000L + movie) + "\n";
                all.append(row);
                tests[(user + movie) % 5].append(row);
            }
        }
        Files.writeString(data.resolve("u.data"), all);
        for (int split = 0; split < 5; split++) {
            Files.writeString(data.resolve("u" + (split + 1) + ".test"), tests[split]);
        }

        PackResult result = reproduce("myfm-ml100k", data);

        assertThat(result.comparable()).isFalse();
        assertThat(result.sentence()).contains("cannot be compared");
        assertThat(result.figures()).hasSize(12).allMatch(figure -> figure.ours() < 0.1);
        double mean = result.figures().stream()
                .limit(5)
                .mapToDouble(PackFigure::ours)
                .average()
                .orElseThrow();
        assertThat(result.figures().get(5).ours()).isCloseTo(mean, within(1e-12));
        assertThat(result.figures())
                .filteredOn(figure -> figure.published().isPresent())
                .hasSize(2);
    }

    @Test
    void onOtherDataNothingIsClaimed() throws IOException {
        PackResult result =
                reproduce("rendle2019-ml10m", ratings(40, 30, (user, movie) -> byKind(user), (user, movie) -> movie));

        assertThat(result.comparable()).isFalse();
        assertThat((List<?>) Objects.requireNonNull(result.toJson().get("figures")))
                .isNotEmpty()
                .allSatisfy(figure -> {
                    assertThat(((Map<?, ?>) figure).get("published")).isNotNull();
                    assertThat(((Map<?, ?>) figure).get("verdict")).isEqualTo("not compared");
                });
        assertThat(figure(0.40, true).verdict(false)).isEqualTo(PackFigure.Verdict.NOT_COMPARED);
    }

    @Test
    void aCopyWithoutTheSplitsIsRefused() throws IOException {
        Path data = ratings(5, 5, (user, movie) -> 3, (user, movie) -> movie);
        assertThatThrownBy(() -> reproduce("myfm-ml100k", data)).hasMessageContaining("no split u1");
    }

    @Test
    void ratingsThatFollowFromTheUserArePredictedFromNineTenths() throws IOException {
        Path data = ratings(40, 30, (user, movie) -> byKind(user), (user, movie) -> movie);

        assertThat(reproduce("rendle2019-ml10m", data).figures())
                .hasSize(3)
                .allMatch(figure -> figure.ours() < 0.3, "an RMSE of 2 is what the mean gives");
    }

    /** Two kinds of users and movies; each user has rated all of the own kind and 10 of the other were never rated. */
    private Path twoKinds(int users, int movies) throws IOException {
        return ratings(
                users,
                movies,
                (user, movie) -> (user + movie) % 2 == 0 ? 5 : 0,
                (user, movie) -> (user * 7 + movie) % 50);
    }

    @Test
    void theLastMovieOfOnesOwnKindComesFirstAmongSampledOnes() throws IOException {
        PackResult result = reproduce("ncf-ml1m", twoKinds(60, 240));

        assertThat(result.figures())
                .filteredOn(figure -> !figure.ourModel().equals("popularity"))
                .allSatisfy(figure -> assertThat(figure.ours()).isEqualTo(1));
        assertThat(result.figures().getFirst().ours())
                .as("popularity knows no kinds: ten of a hundred places")
                .isLessThan(0.6);
    }

    @Test
    void whatHeldOutUsersLikeIsFound() throws IOException {
        PackResult result = reproduce("liang2018-ml20m", twoKinds(80, 40));

        assertThat(result.figures())
                .hasSize(6)
                .allSatisfy(figure -> assertThat(figure.ours()).isEqualTo(1));
    }

    @Test
    void tooFewUsersAreRefused() throws IOException {
        Path data = ratings(5, 8, (user, movie) -> 5, (user, movie) -> movie);
        assertThatThrownBy(() -> reproduce("liang2018-ml20m", data))
                .hasMessageContaining("too few to hold a tenth out");
    }

    /** Movies stand in a ring, and everybody watches eight that follow each other. */
    @Test
    void theNextInTheRingIsFound() throws IOException {
        int ring = 24;
        Path data = ratings(
                96,
                ring,
                (user, movie) -> (movie - user % ring + 2 * ring) % ring < 8 ? 5 : 0,
                (user, movie) -> (movie - user % ring + 2 * ring) % ring);

        PackResult result = reproduce("gsasrec-ml1m", data);

        assertThat(result.figures())
                .filteredOn(figure -> figure.what().equals("recall@10"))
                .allSatisfy(figure -> assertThat(figure.ours()).isEqualTo(1));
    }

    @Test
    void anUnknownPackIsRefusedWithTheNearest() {
        assertThatThrownBy(() -> PaperPacks.named("ncf-ml10m")).hasMessageContaining("did you mean ncf-ml1m?");
    }

    @Test
    void theVerdictIsAgainstTheToleranceFromOneSide() {
        assertThat(figure(0.40, true).verdict(true)).isEqualTo(PackFigure.Verdict.BETTER);
        assertThat(figure(0.386, true).verdict(true)).isEqualTo(PackFigure.Verdict.REACHED);
        assertThat(figure(0.38, true).verdict(true)).isEqualTo(PackFigure.Verdict.MISSED);
        assertThat(figure(0.40, false).verdict(true)).isEqualTo(PackFigure.Verdict.MISSED);
        assertThat(figure(0.38, false).verdict(true)).isEqualTo(PackFigure.Verdict.BETTER);
    }

    private static PackFigure figure(double ours, boolean higherIsBetter) {
        return new PackFigure("x", "ours", "theirs", OptionalDouble.of(0.391), ours, 0.005, higherIsBetter, 0);
    }

    @Test
    void everyPackIsWrittenOut() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("matinee.root"), "docs/studies/packs.md"));
        for (String name : PaperPacks.names()) {
            assertThat(page).contains("## " + name + "\n");
        }
        assertThat(List.of("0.8925", "0.889", "0.726", "0.445", "0.3003", "0.7485", "0.391", "0.537"))
                .allMatch(page::contains);
    }

    @Test
    void theTableOfThePageIsWhatWasMeasured() throws IOException {
        Path studies = Path.of(System.getProperty("matinee.root"), "docs/studies");
        String page = Files.readString(studies.resolve("packs.md"));
        var measured = Json.parseObject(Files.readString(studies.resolve("figures/myfm-ml100k.json")));
        var figures = (List<?>) Objects.requireNonNull(measured.get("figures"));
        assertThat(figures).hasSize(12).allSatisfy(one -> {
            var figure = (Map<?, ?>) one;
            assertThat(page)
                    .contains(String.format(
                            Locale.ROOT,
                            "| %s | %s | %.4f |",
                            figure.get("what"),
                            figure.get("ourModel"),
                            ((Number) Objects.requireNonNull(figure.get("ours"))).doubleValue()));
        });
        assertThat(measured.get("comparable")).isEqualTo(true);
    }
}
