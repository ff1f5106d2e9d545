package dev.matinee.lab.segments;

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
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Segments of the embedded sample, and of input that is too little. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SegmentationTest {
    private static final Run RUN = Run.seeded(42).threads(2);
    private static final Segmentation QUICK =
            Segmentation.defaults().restarts(3).resamples(5);

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

    private Workspace ofRatings(String name, String... lines) throws IOException {
        Path csv = Files.createDirectories(folder.resolve(name + "-source")).resolve("ratings.csv");
        Files.writeString(csv, "userId,movieId,rating\n" + String.join("\n", lines) + "\n");
        return ingested(csv.toString(), name);
    }

    @Test
    void everyUserIsInOneSegmentAndSharesAddUp() {
        Segments segments = QUICK.count(ClusterCount.defaults().given(4)).segment(catalog, RUN);

        assertThat(segments.users().size()).isEqualTo(671);
        assertThat(segments.byUser()).hasSize(671);
        assertThat(segments.profiles().stream().mapToInt(SegmentProfile::users).sum())
                .isEqualTo(671);
        assertThat(segments.profiles().stream()
                        .mapToDouble(SegmentProfile::shareOfRatings)
                        .sum())
                .isCloseTo(1, within(1e-9));
        assertThat(segments.profiles().stream()
                        .mapToLong(SegmentProfile::ratings)
                        .sum())
                .isEqualTo(100_004);
        assertThat(segments.profiles()).extracting(SegmentProfile::users).isSortedAccordingTo((a, b) -> b - a);
        assertThat(segments.profiles()).extracting(SegmentProfile::label).doesNotHaveDuplicates();
        assertThat(segments.curve()).extracting(CurvePoint::k).containsExactly(2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(segments.toJson())
                .containsEntry("k", 4)
                .containsEntry("chosenBy", "given")
                .containsEntry("features", List.of("ratings", "mean", "std"))
                .containsEntry("rows", 671);
    }

    @Test
    void theThreadsDoNotChangeAByte() {
        Segmentation all = QUICK.features(List.of("mean", "std", "genres"))
                .migration(new Migration.Days(LocalDate.of(2010, 1, 1), Optional.empty()));

        assertThat(Json.write(all.segment(catalog, Run.seeded(7).threads(2)).toJson()))
                .isEqualTo(Json.write(
                        all.segment(catalog, Run.seeded(7).threads(1)).toJson()));
    }

    @Test
    void featuresAreThoseOfTheRatings() {
        UserFeatures users = new FeatureQuery(List.of("Comedy"), 5, Optional.empty()).ask(Workers.of(catalog));
        int first = 0;

        assertThat(users.user(first)).isEqualTo("1");
        assertThat(users.value(first, "ratings")).isEqualTo(20);
        assertThat(users.value(first, "mean")).isEqualTo(2.55);
        assertThat(users.value(first, "min")).isEqualTo(1);
        assertThat(users.value(first, "range")).isEqualTo(3);
        assertThat(users.value(first, "activityDays")).isZero();
        double sum = catalog.query(
                        "SELECT (sum(rating) + 5 * 2.55) / (count(*) + 5) AS shrunk FROM ratings JOIN movies USING"
                                + " (movie_id) WHERE user_id = 1 AND list_contains(genres, 'Comedy')",
                        row -> row.number("shrunk"))
                .getFirst();
        assertThat(users.value(first, "genre:Comedy")).isCloseTo(sum, within(1e-9));
    }

    @Test
    void migrationCountsEveryUserOnce() {
        Migration migration = QUICK.migration(
                        new Migration.Days(LocalDate.of(2005, 1, 1), Optional.of(LocalDate.of(2010, 1, 1))))
                .segment(catalog, RUN)
                .migration()
                .orElseThrow();
        long before = catalog.query(
                        "SELECT count(DISTINCT user_id) AS n FROM ratings WHERE rated_at < DATE '2005-01-01'",
                        row -> row.whole("n"))
                .getFirst();

        assertThat(migration.users()).isEqualTo((int) before);
        assertThat(migration.moved()).isBetween(0, migration.users());
        assertThatThrownBy(() -> QUICK.migration(new Migration.Days(LocalDate.of(1990, 1, 1), Optional.empty()))
                        .segment(catalog, RUN))
                .hasMessage("no rating was given before 1990-01-01, the first is of 1995-01-09");
    }

    @Test
    void whatIsSavedIsReadAgainAndReplacedAsOne() throws IOException {
        SegmentStore store = new SegmentStore(workspace);
        Segments two = QUICK.count(ClusterCount.defaults().given(2)).segment(catalog, RUN);
        Segments three = QUICK.count(ClusterCount.defaults().given(3)).segment(catalog, RUN);
        store.save("tried", two);
        Path saved = store.save("tried", three);

        assertThat(store.read("tried")).containsEntry("k", 3L);
        Map<String, String> labels = store.labels("tried");
        assertThat(labels).hasSize(671);
        three.byUser()
                .forEach((user, segment) -> assertThat(labels)
                        .containsEntry(user, three.profiles().get(segment - 1).label()));
        try (var files = Files.list(saved)) {
            assertThat(files).hasSize(2);
        }
        assertThatThrownBy(() -> store.read("tired")).hasMessageContaining("did you mean tried?");
    }

    @Test
    void unknownNamesAreAnsweredWithTheNearest() {
        assertThatThrownBy(() -> QUICK.features(List.of("meen")).segment(catalog, RUN))
                .hasMessageContaining("there is no feature meen (did you mean mean?)");
        assertThatThrownBy(() -> QUICK.features(List.of("genre:Romanse")).segment(catalog, RUN))
                .hasMessageContaining("there is no genre Romanse (did you mean Romance?)");
    }

    @Test
    void tooFewUsersAreRefusedAndConstantFeaturesLeftOut() throws IOException {
        Workspace three = ofRatings("three", "1,1,5", "2,1,3", "2,2,5", "3,1,1", "3,2,1", "3,3,1");
        try (Catalog few = three.catalog()) {
            assertThatThrownBy(
                            () -> QUICK.count(ClusterCount.defaults().given(4)).segment(few, RUN))
                    .hasMessage("4 segments were asked for, but there are only 3 different users");
            Segments segments =
                    QUICK.features(List.of("ratings", "activityDays")).segment(few, RUN);
            assertThat(segments.notes())
                    .contains(
                            "the feature activityDays is the same for all users and was left out",
                            "no movie has a genre, so segments have no favourite genres");
            assertThatThrownBy(() -> QUICK.features(List.of("activityDays")).segment(few, RUN))
                    .hasMessage("all 3 users are the same by activityDays")
                    .isInstanceOfSatisfying(
                            MatineeException.class,
                            error -> assertThat(error.code()).isEqualTo(ErrorCode.BAD_DATA));
            assertThatThrownBy(() -> QUICK.migration(new Migration.Days(LocalDate.of(2010, 1, 1), Optional.empty()))
                            .segment(few, RUN))
                    .hasMessage("migration needs the times of ratings, and the catalog has none");
            assertThatThrownBy(() -> QUICK.features(List.of("genres")).segment(few, RUN))
                    .hasMessage("no movie of the catalog has a genre");
        }
        try (Catalog one = ofRatings("one", "1,1,5", "1,2,3").catalog()) {
            assertThatThrownBy(() -> QUICK.segment(one, RUN))
                    .hasMessage("there is only one user, who cannot be divided");
        }
    }
}
