package dev.matinee.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.data.ingest.Sources;
import dev.matinee.data.source.Columns;
import dev.matinee.data.source.Location;
import dev.matinee.data.source.Recorded;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a PostgreSQL server, in a database that is nobody else's. */
class JdbcSourceTest {
    private static final Run RUN = Run.seeded(5).threads(2);

    private static PostgresServer server;
    private static String url = "";

    @BeforeAll
    static void start() {
        Assumptions.assumeTrue(PostgresServer.isInstalled(), PostgresServer.MISSING);
        server = PostgresServer.shared();
        url = server.newDatabase();
    }

    @BeforeEach
    void empty() throws SQLException {
        sql(
                "DROP SCHEMA IF EXISTS public CASCADE",
                "DROP SCHEMA IF EXISTS archive CASCADE",
                "CREATE SCHEMA public",
                "CREATE SCHEMA archive");
    }

    @Test
    void aTableOfUsualNamesNeedsNoOptions() throws SQLException {
        sql(
                "CREATE TABLE ratings (user_id integer, movie_id bigint, rating numeric(2, 1), rated_at timestamp)",
                "CREATE TABLE movies (id bigint, title text, year integer, genres text[])",
                "INSERT INTO ratings VALUES (1, 2, 3.5, '2005-12-31 12:00'), (2, 10000000000000, 4, NULL)",
                "INSERT INTO movies VALUES (2, 'Heat', 1995, '{Crime,Drama}'), (3, NULL, NULL, NULL)");

        Source source = open(url, SourceOptions.none());
        assertThat(source.format()).isEqualTo("jdbc");
        assertThat(url).endsWith("/" + source.name());
        Recorded recorded = Recorded.of(source, RUN);

        assertThat(recorded.rows).containsExactly("1 2 3.5 1136030400", "2 10000000000000 4.0 -");
        assertThat(recorded.movies).containsExactly("2 Heat 1995 [Crime, Drama]", "3  - []");
    }

    @Test
    void timesOfEveryTypeAreInUtcWhateverTheZoneOfThisMachine() throws SQLException {
        sql(
                "CREATE TABLE archive.\"Mixed\" (who text, what uuid, stars real, a timestamp, b timestamptz, c date, d bigint,"
                        + " e text)");
        sql("INSERT INTO archive.\"Mixed\" VALUES ('anna', '00000000-0000-0000-0000-000000000007', 4.5,"
                + " '2005-12-31 12:00', '2005-12-31 12:00+02', '2005-12-31', 1136030400, '2005-12-31T12:00:00Z')");
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            for (String time :
                    List.of("a 1136030400", "b 1136023200", "c 1135987200", "d 1136030400", "e 1136030400")) {
                String column = time.substring(0, 1);
                assertThat(Recorded.of(
                                        open(
                                                url,
                                                SourceOptions.none()
                                                        .table("archive.mixed")
                                                        .columns(Columns.parse(
                                                                "user=who,movie=what,rating=stars,time=" + column))),
                                        RUN)
                                .rows)
                        .as(column)
                        .containsExactly("anna 00000000-0000-0000-0000-000000000007 4.5" + time.substring(1));
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void aQueryIsReadInPiecesAndBadRowsAreRejected() throws SQLException {
        sql(
                "CREATE TABLE many AS SELECT nullif(i, 5) AS u, i % 100 AS m, CASE i WHEN 6 THEN NULL WHEN 7 THEN 'NaN'::float8"
                        + " ELSE i % 5 + 1 END AS s FROM generate_series(1, 50000) AS i");

        Recorded recorded = Recorded.of(
                open(
                        url,
                        SourceOptions.none()
                                .table("WITH big AS (SELECT * FROM many) SELECT u, m, s FROM big")
                                .columns(Columns.parse("user=u,movie=m,rating=s"))),
                RUN);

        assertThat(recorded.rows).hasSize(49_998).startsWith("1 1 2.0 -").contains("7 7 NaN -");
        assertThat(recorded.rejects)
                .containsExactly(
                        "query:5 UNPARSABLE: there is no user | u=NULL, m=5, s=1.0",
                        "query:6 MISSING_RATING: there is no rating | u=6, m=6, s=NULL");
    }

    @Test
    void wrongNamesAreAnsweredWithTheNearest() throws SQLException {
        sql("CREATE TABLE ratings (user_id integer, movie_id integer, stars_given real)");

        assertThatThrownBy(() -> open(url, SourceOptions.none().table("rating")))
                .hasMessageContaining("has no table \"rating\" (did you mean ratings?)");
        assertThatThrownBy(() -> open(
                        url,
                        SourceOptions.none()
                                .table("ratings")
                                .columns(Columns.parse("user=user_id,movie=movie_id,rating=starsgiven"))))
                .hasMessageContaining("(did you mean stars_given?)");
        assertThatThrownBy(() -> open(url, SourceOptions.none()))
                .hasMessageContaining("no table of the database " + url + " has columns of known names");
        assertThatThrownBy(() -> open(url, SourceOptions.none().table("SELECT nothing FROM ratings")))
                .hasMessageContaining("column \"nothing\" does not exist");
    }

    @Test
    void theSourceCannotWrite() throws SQLException {
        sql("CREATE TABLE ratings (user_id integer, movie_id integer, rating real)");

        assertThatThrownBy(() -> open(
                        url,
                        SourceOptions.none()
                                .table("WITH gone AS (INSERT INTO ratings VALUES (1, 2, 3) RETURNING *)"
                                        + " SELECT * FROM gone")))
                .isInstanceOf(MatineeException.class);
    }

    @Test
    void aWrongPasswordIsNotRepeated() {
        assertThatThrownBy(() -> open(url + "?user=matinee&password=s3cret", SourceOptions.none(), Map.of()))
                .hasMessageContaining("does not let you in")
                .hasMessageNotContaining("s3cret")
                .hasNoCause()
                .extracting(failure -> ((MatineeException) failure).code())
                .isEqualTo(ErrorCode.USAGE);
        assertThatThrownBy(() -> open(
                        url, SourceOptions.none(), Map.of(JdbcFormat.USER, "matinee", JdbcFormat.PASSWORD, "s3cret")))
                .hasMessageContaining("does not let you in")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aDatabaseOrServerThatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> open(url.replaceFirst("/test[0-9]+$", "/films"), SourceOptions.none()))
                .hasMessageContaining("there is no database")
                .extracting(failure -> ((MatineeException) failure).code())
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThatThrownBy(() -> open("jdbc:postgresql://127.0.0.1:1/films?password=s3cret", SourceOptions.none()))
                .hasMessageContaining("cannot reach the database jdbc:postgresql://127.0.0.1:1/films")
                .hasMessageNotContaining("s3cret")
                .extracting(failure -> ((MatineeException) failure).code())
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void aUrlWithoutADriverIsRefusedWithoutItsPassword() {
        assertThatThrownBy(() -> Sources.open("jdbc:nosuch://h/x?password=s3cret", SourceOptions.none()))
                .hasMessageContaining("no JDBC driver")
                .hasMessageNotContaining("s3cret");
    }

    private static Source open(String url, SourceOptions options) {
        return open(url, options, Map.of(JdbcFormat.USER, server.user(), JdbcFormat.PASSWORD, server.password()));
    }

    private static Source open(String url, SourceOptions options, Map<String, String> environment) {
        return new JdbcFormat(environment).open(Location.of(url), options);
    }

    private static void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, server.user(), server.password());
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(statements)) {
                statement.execute(sql);
            }
        }
    }
}
