package dev.matinee.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.data.generate.DataShape;
import dev.matinee.data.generate.GenerationReport;
import dev.matinee.data.generate.Generator;
import dev.matinee.data.ingest.Sources;
import dev.matinee.data.source.Columns;
import dev.matinee.data.source.Recorded;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSourceTest {
    private static final Run RUN = Run.seeded(5).threads(2);

    @TempDir
    private Path folder;

    @Test
    void everyRowOfTheViewerInteractionsIsHandedOverOrRejected() {
        GenerationReport generated = Generator.like(
                        DataShape.named("viewer-interactions").scaled(0.02))
                .write(folder.resolve("viewers"), RUN);

        Source source = Sources.open(folder.resolve("viewers").toString(), SourceOptions.none());
        assertThat(source.format()).isEqualTo("sqlite");
        assertThat(source.name()).isEqualTo("viewers");
        Recorded recorded = Recorded.of(source, RUN);

        assertThat(recorded.rows).hasSize(Math.toIntExact(generated.ratings()));
        assertThat(recorded.rejects)
                .hasSize(Math.toIntExact(generated.missingRatings()))
                .allMatch(reject -> reject.matches("viewer_ratings:\\d+ MISSING_RATING: there is no rating \\| "
                        + "customer_id=\\d+, movie_id=\\d+, rating=NULL, date=\"\\d{4}-\\d\\d-\\d\\d\""));
        long anomalous =
                recorded.rows.stream().filter(row -> row.endsWith(" -")).count();
        assertThat(recorded.findings)
                .isNotEmpty()
                .hasSize(Math.toIntExact(anomalous))
                .allMatch(finding -> finding.matches("viewer_ratings:\\d+ ANOMALOUS_DATE: \\d{4}-\\d\\d-\\d\\d"));
        assertThat(recorded.movies).hasSize(generated.movies()).anyMatch(movie -> movie.matches("\\d+  .*"));
        assertThat(recorded.textRows()).isZero();
    }

    @Test
    void partsCutByRowIdAreTheWholeTableInItsOrder() throws SQLException {
        sql(
                "CREATE TABLE ratings (userId INTEGER, movieId INTEGER, rating REAL, timestamp INTEGER)",
                "INSERT INTO ratings (rowid, userId, movieId, rating, timestamp) WITH RECURSIVE n(i) AS (SELECT 1"
                        + " UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
                        + " SELECT -1500000 + i * i, i, i % 7, 1 + i % 5, 1000000000 + i FROM n");
        Source source = open(SourceOptions.none());

        assertThat(source.ratings(RUN)).hasSize(18);
        assertThat(Recorded.of(source, RUN).rows)
                .hasSize(3000)
                .startsWith("1 1 2.0 1000000001", "2 2 3.0 1000000002")
                .endsWith("3000 4 1.0 1000003000");
    }

    @Test
    void aNamedTableWithNamedColumnsMayHoldAnyTypesInItsCells() throws SQLException {
        sql(
                "CREATE TABLE stars (who, what, howmuch, at)",
                "CREATE TABLE other (userId, movieId, rating)",
                "INSERT INTO stars VALUES (1, 2, 3.5, '2005-12-31'), ('anna', 'Heat', 4, 1136030400),"
                        + " (3.0, 10000000000000, '4.5', NULL), (NULL, 2, 3, NULL), (1, ' ', 3, NULL), (1, 2, NULL, 5),"
                        + " (1, 2, 'good', NULL), (1, 2, 'NaN', NULL), (1.5, 2, 3, NULL), (1, x'00', 3, NULL),"
                        + " (1, 2, 3, 'soon')");

        Recorded recorded = Recorded.of(
                open(SourceOptions.none()
                        .table("STARS")
                        .columns(Columns.parse("user=who,item=what,rating=HowMuch,time=at"))),
                RUN);

        assertThat(recorded.rows)
                .containsExactly(
                        "1 2 3.5 1135987200", "anna Heat 4.0 1136030400", "3 10000000000000 4.5 -", "1 2 NaN -");
        assertThat(recorded.rejects)
                .containsExactly(
                        "stars:4 UNPARSABLE: there is no user | who=NULL, what=2, howmuch=3, at=NULL",
                        "stars:5 UNPARSABLE: the movie is blank | who=1, what=\" \", howmuch=3, at=NULL",
                        "stars:6 MISSING_RATING: there is no rating | who=1, what=2, howmuch=NULL, at=5",
                        "stars:7 UNPARSABLE: the rating \"good\" is not a number | who=1, what=2, howmuch=\"good\", at=NULL",
                        "stars:9 UNPARSABLE: the user 1.5 is not a whole number | who=1.5, what=2, howmuch=3, at=NULL",
                        "stars:10 UNPARSABLE: the movie is binary | who=1, what=1 bytes, howmuch=3, at=NULL",
                        "stars:11 UNPARSABLE: the time \"soon\" is neither a date nor a number of seconds"
                                + " | who=1, what=2, howmuch=3, at=\"soon\"");
    }

    @Test
    void viewsQueriesAndTablesWithoutRowIdsAreReadToo() throws SQLException {
        sql(
                "CREATE TABLE r (userId, movieId, rating, PRIMARY KEY (userId, movieId)) WITHOUT ROWID",
                "CREATE VIEW v AS SELECT userId, movieId, rating FROM r WHERE rating > 3",
                "INSERT INTO r VALUES (1, 1, 3), (1, 2, 4)");

        assertThat(Recorded.of(open(SourceOptions.none().table("r")), RUN).rows)
                .containsExactly("1 1 3.0 -", "1 2 4.0 -");
        assertThat(Recorded.of(open(SourceOptions.none().table("v")), RUN).rows).containsExactly("1 2 4.0 -");
        assertThat(Recorded.of(
                                open(SourceOptions.none()
                                        .table("select userId + 10 AS user, movieId AS movie, rating FROM r -- all")),
                                RUN)
                        .rows)
                .containsExactly("11 1 3.0 -", "11 2 4.0 -");
        assertThatThrownBy(() -> open(SourceOptions.none()))
                .hasMessageContaining("more than one table that could hold the ratings: r, v");
    }

    @Test
    void wrongNamesAreAnsweredWithTheNearest() throws SQLException {
        sql("CREATE TABLE ratings (userId, movieId, rating)", "CREATE TABLE people (name, age)");

        assertThatThrownBy(() -> open(SourceOptions.none().table("ratngs")))
                .hasMessageContaining("has no table \"ratngs\" (did you mean ratings?)")
                .extracting(SqliteSourceTest::code)
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThatThrownBy(() -> open(SourceOptions.none()
                        .table("ratings")
                        .columns(Columns.parse("user=userID,movie=movie,rating=ratin"))))
                .hasMessageContaining("has no column \"movie\"")
                .extracting(SqliteSourceTest::code)
                .isEqualTo(ErrorCode.USAGE);
        assertThatThrownBy(() -> open(SourceOptions.none().table("people")))
                .hasMessageContaining("people has no columns of known names")
                .extracting(SqliteSourceTest::code)
                .isEqualTo(ErrorCode.USAGE);
        assertThatThrownBy(() -> open(SourceOptions.none().table("select nonsense from ratings")))
                .hasMessageContaining("no such column")
                .extracting(SqliteSourceTest::code)
                .isEqualTo(ErrorCode.USAGE);
    }

    @Test
    void whatIsNoDatabaseIsRefused() throws IOException, SQLException {
        Path text = Files.writeString(folder.resolve("text.db"), "userId,movieId,rating\n1,2,3\n");
        Path empty = Files.createFile(folder.resolve("empty.sqlite"));

        assertBad(text, "does not start with \"SQLite format 3\"");
        assertBad(empty, "it is empty");
        sql("CREATE TABLE people (name, age)");
        assertBad(folder.resolve("x.db"), "has columns of known names; it has the tables people");
    }

    @Test
    void aTruncatedDatabaseIsDamaged() throws IOException {
        Path file = folder.resolve("cut.db");
        Generator.like(DataShape.named("viewer-interactions").scaled(0.01)).write(file, RUN);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2), StandardOpenOption.TRUNCATE_EXISTING);

        assertThatThrownBy(() -> Recorded.of(Sources.open(file.toString(), SourceOptions.none()), RUN))
                .hasMessageContaining("cut.db is damaged")
                .extracting(SqliteSourceTest::code)
                .isEqualTo(ErrorCode.BAD_DATA);
    }

    @Test
    void aDatabaseInWriteAheadModeIsReadWithoutChangingIt() throws SQLException {
        sql(
                "PRAGMA journal_mode = WAL",
                "CREATE TABLE ratings (userId, movieId, rating)",
                "INSERT INTO ratings VALUES (1, 2, 3)");

        assertThat(Recorded.of(open(SourceOptions.none()), RUN).rows).containsExactly("1 2 3.0 -");
    }

    @Test
    void anyFileNameWillDo() throws IOException, SQLException {
        sql("CREATE TABLE ratings (userId, movieId, rating)", "INSERT INTO ratings VALUES (1, 2, 3)");
        Path odd = Files.move(folder.resolve("x.db"), folder.resolve("what? 100% #1 ü.db"));

        assertThat(Recorded.of(Sources.open(odd.toString(), SourceOptions.none()), RUN).rows)
                .containsExactly("1 2 3.0 -");
    }

    private void assertBad(Path file, String message) {
        assertThatThrownBy(() -> Sources.open(file.toString(), SourceOptions.none()))
                .hasMessageContaining(message)
                .extracting(SqliteSourceTest::code)
                .isEqualTo(ErrorCode.BAD_DATA);
    }

    private Source open(SourceOptions options) {
        return Sources.open(folder.resolve("x.db").toString(), options);
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("x.db"));
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(statements)) {
                statement.execute(sql);
            }
        }
    }

    private static ErrorCode code(Throwable failure) {
        return ((MatineeException) failure).code();
    }
}
