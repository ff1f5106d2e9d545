package dev.matinee.data.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Scale;
import dev.matinee.data.source.Rule;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
    private static final String HEADER = "userId,movieId,rating,timestamp";

    @TempDir
    private Path folder;

    private Tried tried = new Tried(Path.of(""));

    @BeforeEach
    void inFolder() {
        tried = new Tried(folder);
    }

    @Test
    void rowsThatCannotBeReadAreRejectedWithLineAndText() {
        tried.file(
                "ratings.csv", HEADER, "1,10,4,1000000000", "1,11,abc,1000000000", "1,12", "2,10,3,yesterday", ",1,2,");

        IngestReport report = tried.ingest();

        assertThat(tried.ratings()).containsExactly("1 10 4.0 1000000000");
        assertThat(tried.rejected())
                .containsExactly(
                        "ratings.csv:3 unparsable 1,11,abc,1000000000",
                        "ratings.csv:4 unparsable 1,12",
                        "ratings.csv:5 unparsable 2,10,3,yesterday",
                        "ratings.csv:6 unparsable ,1,2,");
        assertThat(report.read()).isEqualTo(5);
        assertThat(report.rejected()).isEqualTo(4);
        assertThat(tried.finding(Rule.UNPARSABLE).share()).isEqualTo(0.8);
        assertThat(tried.finding(Rule.UNPARSABLE).example())
                .isEqualTo("ratings.csv, line 3: the rating \"abc\" is not a number: 1,11,abc,1000000000");
    }

    @Test
    void rowsWithoutARatingAreRejected() {
        tried.file("ratings.csv", HEADER, "1,10,4,1000000000", "1,11,,1000000000", "1,12,NULL,1000000000");

        tried.ingest();

        assertThat(tried.rejected())
                .containsExactly(
                        "ratings.csv:3 missingRating 1,11,,1000000000",
                        "ratings.csv:4 missingRating 1,12,NULL,1000000000");
    }

    @Test
    void ratingsThatAreNotFiniteOrOffTheScaleAreRejected() {
        tried.file(
                "ratings.csv",
                HEADER,
                "1,10,4,",
                "1,11,NaN,",
                "1,12,inf,",
                "1,13,-Infinity,",
                "1,14,99,",
                "1,15,5,",
                "1,16,1,",
                "1,17,2,",
                "1,18,-1,",
                "1,19,3,",
                "1,20,3,",
                "1,21,5,");

        tried.ingest();

        assertThat(tried.ratings()).hasSize(7);
        assertThat(tried.rejected())
                .containsExactly(
                        "ratings.csv:3 offScale 1,11,NaN,",
                        "ratings.csv:4 offScale 1,12,Infinity,",
                        "ratings.csv:5 offScale 1,13,-Infinity,",
                        "ratings.csv:6 offScale 1,14,99,",
                        "ratings.csv:10 offScale 1,18,-1,");
        try (Catalog catalog = Catalog.open(tried.workspace())) {
            assertThat(catalog.dataCard().scale()).isEqualTo(new Scale(1, 5, 1));
        }
    }

    @Test
    void aGivenScaleIsTakenInsteadOfTheDetectedOne() {
        tried.file("ratings.csv", HEADER, "1,10,4,", "1,11,3.5,", "1,12,5,");

        tried.ingest(IngestOptions.defaults().scale(Scale.parse("1..4:1")));

        assertThat(tried.ratings()).containsExactly("1 10 4.0 -");
        assertThat(tried.finding(Rule.OFF_SCALE).rows()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "LATEST, 3.0, 1000000900, 2 4",
        "HIGHEST, 5.0, 1000000100, 3 4",
        "MEAN, 3.3333333, 1000000900, 2 4",
    })
    void oneOfTheRatingsOfAPairIsKept(Duplicates duplicates, String rating, long time, String losers) {
        tried.file(
                "ratings.csv",
                HEADER,
                "7,70,5,1000000100",
                "7,70,3,1000000900",
                "7,70,2,1000000500",
                "7,71,1,1000000000",
                "8,70,4,1000000000");
        String lost = duplicates == Duplicates.HIGHEST ? "3 4" : losers;

        tried.ingest(IngestOptions.defaults().duplicates(duplicates));

        assertThat(tried.ratings())
                .containsExactly("7 70 " + rating + " " + time, "7 71 1.0 1000000000", "8 70 4.0 1000000000");
        assertThat(tried.query("SELECT line FROM rejected_rows WHERE rule = 'duplicate'", row -> row.text("line")))
                .containsExactly(lost.split(" ", -1));
    }

    @Test
    void noRatingOfAPairIsKeptWhereThatIsWished() {
        tried.file("ratings.csv", HEADER, "7,70,5,1000000100", "7,70,3,1000000900", "8,71,4,1000000000");

        tried.ingest(IngestOptions.defaults().duplicates(Duplicates.REJECT));

        assertThat(tried.ratings()).containsExactly("8 71 4.0 1000000000");
        assertThat(tried.rejected()).hasSize(2);
        try (Catalog catalog = Catalog.open(tried.workspace())) {
            assertThat(catalog.dataCard().users()).isEqualTo(1);
            assertThat(catalog.dataCard().ratedMovies()).isEqualTo(1);
        }
    }

    @Test
    void ofEqualTimesTheLaterRowCounts() {
        tried.file("ratings.csv", HEADER, "7,70,5,1000000100", "7,70,3,1000000100", "7,71,4,", "7,71,2,");

        tried.ingest();

        assertThat(tried.ratings()).containsExactly("7 70 3.0 1000000100", "7 71 2.0 -");
    }

    @Test
    void implausibleTimesAreTakenFromTheRatingAndKeptApart() {
        tried.file("ratings.csv", HEADER, "1,10,4,12", "1,11,3,4102444800", "1,12,5,1000000000");

        tried.ingest();

        assertThat(tried.ratings()).containsExactly("1 10 4.0 -", "1 11 3.0 -", "1 12 5.0 1000000000");
        assertThat(tried.query(
                        "SELECT * FROM implausible_times",
                        row -> row.whole("line") + " " + row.text("user_id") + " " + row.text("movie_id") + " "
                                + row.text("rule") + " " + row.text("found")))
                .containsExactly("2 1 10 tooEarly 1970-01-01T00:00:12Z", "3 1 11 inFuture 2100-01-01T00:00:00Z");
        assertThat(tried.finding(Rule.TOO_EARLY).rows()).isEqualTo(1);
        assertThat(tried.finding(Rule.IN_FUTURE).rows()).isEqualTo(1);
        assertThat(tried.rejected()).isEmpty();
    }

    @Test
    void theFirstPlausibleDateCanBeGiven() {
        tried.file("ratings.csv", HEADER, "1,10,4,1000000000", "1,11,4,1200000000");

        tried.ingest(IngestOptions.defaults().firstDate(LocalDate.of(2005, 1, 1)));

        assertThat(tried.ratings()).containsExactly("1 10 4.0 -", "1 11 4.0 1200000000");
    }

    @Test
    void whatIsWrongWithMoviesIsCountedAndTheMoviesAreKept() {
        tried.file("ratings.csv", HEADER, "1,10,4,1000000000", "1,11,3,1000000000", "1,99,5,1000000000");
        tried.file(
                "movies.csv",
                "movieId,title,genres",
                "10,\"Late, The (2009)\",Drama|War",
                "11,Nameless,(no genres listed)",
                "12,,Comedy",
                "12,Again (2000),Comedy");

        tried.ingest();

        assertThat(tried.finding(Rule.UNKNOWN_MOVIE).example()).isEqualTo("user 1 rated movie 99, which is not listed");
        assertThat(tried.finding(Rule.BEFORE_RELEASE).example())
                .isEqualTo("user 1 rated movie 10 on 2001-09-09T01:46:40Z");
        assertThat(tried.finding(Rule.NO_TITLE).rows()).isEqualTo(1);
        assertThat(tried.finding(Rule.NO_YEAR).rows()).isEqualTo(2);
        assertThat(tried.rejected()).containsExactly("movies:4 duplicate 12,Again");
        assertThat(tried.ratings()).hasSize(3);
        try (Catalog catalog = Catalog.open(tried.workspace())) {
            assertThat(catalog.movies().get("10").label()).isEqualTo("Late, The (2009)");
            assertThat(catalog.movies().get("10").genres()).containsExactly("Drama", "War");
            assertThat(catalog.movies().get("99").label()).isEqualTo("movie 99");
            assertThat(catalog.dataCard().movies()).isEqualTo(4);
        }
    }

    @Test
    void bytesThatAreNoTextAreRejected() {
        tried.file("ratings.csv", HEADER, "1,10,4,1000000000");
        tried.file(
                "movies.csv", "movieId,title,genres\n10,Amélie (2001),Romance\n".getBytes(StandardCharsets.ISO_8859_1));

        tried.ingest();

        assertThat(tried.query("SELECT file, line, rule FROM rejected_rows", row -> row.text("rule")))
                .containsExactly("badEncoding");
    }

    @Test
    void aByteOrderMarkIsSkippedAndReported() {
        tried.file("ratings.csv", "\uFEFF" + HEADER, "1,10,4,1000000000");
        tried.file("movies.csv", "\uFEFFmovieId,title,genres", "10,A (2000),Drama");

        tried.ingest();

        assertThat(tried.ratings()).containsExactly("1 10 4.0 1000000000");
        assertThat(tried.finding(Rule.BYTE_ORDER_MARK).rows()).isEqualTo(2);
    }

    @Test
    void strictStopsAtTheFirstBadRowAndLeavesTheWorkspaceAsItWas() {
        tried.file("ratings.csv", HEADER, "1,10,4,1000000000");
        tried.ingest();
        tried.file("ratings.csv", HEADER, "5,10,4,1000000000", "5,11,x,1000000000", "5,12,y,1000000000");

        assertThatThrownBy(() -> tried.ingest(IngestOptions.defaults().strict(true)))
                .isInstanceOfSatisfying(
                        MatineeException.class,
                        error -> assertThat(error.code()).isEqualTo(ErrorCode.BAD_DATA))
                .hasMessage("ratings.csv, line 3: the rating \"x\" is not a number: 5,11,x,1000000000");

        assertThat(tried.ratings()).containsExactly("1 10 4.0 1000000000");
        assertThat(tried.workspace().resolve("tmp")).doesNotExist();
        assertThat(tried.workspace().resolve("matrix/0002.bin")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"'5,11,77,1000000000'", "'5,10,3,1000000001'"})
    void strictStopsAtRatingsOffTheScaleAndAtDuplicatesToo(String row) {
        tried.file(
                "ratings.csv",
                HEADER,
                "5,10,4,1000000000",
                "5,12,4,1000000000",
                "5,13,1,1000000000",
                "5,14,2,1000000000",
                row);

        assertThatThrownBy(() -> tried.ingest(IngestOptions.defaults().strict(true)))
                .isInstanceOf(MatineeException.class)
                .hasMessageMatching("ratings.csv, line [26]: .*");
    }

    @Test
    void strictStopsAtABadMovieToo() {
        tried.file("ratings.csv", HEADER, "5,10,4,1000000000");
        tried.file("movies.csv", "movieId,title,genres", "10,A");

        assertThatThrownBy(() -> tried.ingest(IngestOptions.defaults().strict(true)))
                .hasMessage("movies.csv, line 2: the row has 2 fields, not 3: 10,A");
    }

    @Test
    void onePercentOfGarbageCostsOnePercentOfTheRows() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (int i = 0; i < 20_000; i++) {
            text.append(
                    switch (i % 400) {
                        case 17 -> "@@##\n";
                        case 133 -> i + ",5,NaN,1000000000\n";
                        case 221 -> "1,2,3,4,5,6\n";
                        case 307 -> i + ",7,99,1000000000\n";
                        default -> i / 100 + "," + i % 100 + "," + (1 + i % 5) + "," + (1_000_000_000 + i) + "\n";
                    });
        }
        tried.file("ratings.csv", text.toString().getBytes(StandardCharsets.UTF_8));

        IngestReport report = tried.ingest();

        assertThat(report.data().ratings()).isEqualTo(19_800);
        assertThat(report.rejected()).isEqualTo(200);
        assertThat(tried.rejected()).hasSize(200);
        assertThat(tried.finding(Rule.UNPARSABLE).rows()).isEqualTo(100);
        assertThat(tried.finding(Rule.OFF_SCALE).rows()).isEqualTo(100);
        assertThat(tried.workspace().resolve("catalog").toFile().list())
                .containsExactlyInAnyOrder("0001.duckdb", "0001.json", "CURRENT");
    }
}
