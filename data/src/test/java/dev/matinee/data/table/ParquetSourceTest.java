package dev.matinee.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetSourceTest {
    private static final Run RUN = Run.seeded(5).threads(2);

    @TempDir
    private Path folder;

    @Test
    void aFileIsCutIntoPartsAndReadInOrder() throws SQLException {
        parquet(
                "big",
                "SELECT i AS \"userId\", i % 100 AS \"movieId\", (i % 5 + 1)::DOUBLE AS rating,"
                        + " to_timestamp(1000000000 + i) AS timestamp FROM range(4500000) t(i)");

        Source source = open("big.parquet", SourceOptions.none());
        assertThat(source.format()).isEqualTo("parquet");
        assertThat(source.name()).isEqualTo("big");
        assertThat(source.ratings(RUN)).hasSize(3);
        Recorded recorded = Recorded.of(source, RUN);

        assertThat(recorded.rows)
                .hasSize(4_500_000)
                .startsWith("0 0 1.0 1000000000", "1 1 2.0 1000000001")
                .endsWith("4499999 99 5.0 1004499999");
        assertThat(recorded.rows.get(2_000_000)).isEqualTo("2000000 0 1.0 1002000000");
        assertThat(recorded.textRows()).isZero();
    }

    @Test
    void aFolderHasRatingsAndMoviesOrPieces() throws SQLException {
        parquet("ratings", "SELECT 1 AS user_id, 2 AS movie_id, 3.5 AS rating, DATE '2005-12-31' AS date");
        parquet("movies", "SELECT 2 AS movie_id, 'Heat' AS title, 1995 AS year, ['Crime', 'Drama'] AS genres");
        Recorded both = Recorded.of(open("", SourceOptions.none()), RUN);

        assertThat(both.rows).containsExactly("1 2 3.5 1135987200");
        assertThat(both.movies).containsExactly("2 Heat 1995 [Crime, Drama]");
    }

    @Test
    void allFilesOfAFolderAreOneTable() throws SQLException {
        parquet("part-1", "SELECT 7 AS user, 2 AS movie, 3::FLOAT AS stars");
        parquet("part-0", "SELECT 1 AS user, 2 AS movie, 3::FLOAT AS stars");

        assertThat(Recorded.of(open("", SourceOptions.none()), RUN).rows).containsExactly("1 2 3.0 -", "7 2 3.0 -");
    }

    @Test
    void columnsOfAnyTypeAreReadAndBadRowsRejected() throws SQLException {
        parquet(
                "any [1]",
                "SELECT * FROM (VALUES ('anna', 1.0::DOUBLE, '4.5', 1136030400123), (NULL, 2, '3', NULL),"
                        + " ('bert', 2.5, '3', NULL), ('', 2, '3', NULL), ('cleo', 2, 'good', NULL), ('dora', 3, NULL, 5),"
                        + " ('emil', 'NaN'::DOUBLE, '3', NULL), ('18446744073709551616', 7, 'nan', NULL))"
                        + " AS t(who, what, stars, seen)");

        Recorded recorded = Recorded.of(
                open(
                        "any [1].parquet",
                        SourceOptions.none().columns(Columns.parse("user=who,movie=what,rating=stars,time=seen"))),
                RUN);

        assertThat(recorded.rows).containsExactly("anna 1 4.5 1136030400", "18446744073709551616 7 NaN -");
        assertThat(recorded.rejects)
                .containsExactly(
                        "any [1].parquet:2 UNPARSABLE: there is no user | who=NULL, what=2.0, stars=\"3\", seen=NULL",
                        "any [1].parquet:3 UNPARSABLE: the movie 2.5 is not a whole number"
                                + " | who=\"bert\", what=2.5, stars=\"3\", seen=NULL",
                        "any [1].parquet:4 UNPARSABLE: the user is blank | who=\"\", what=2.0, stars=\"3\", seen=NULL",
                        "any [1].parquet:5 UNPARSABLE: the rating \"good\" is not a number"
                                + " | who=\"cleo\", what=2.0, stars=\"good\", seen=NULL",
                        "any [1].parquet:6 MISSING_RATING: there is no rating"
                                + " | who=\"dora\", what=3.0, stars=NULL, seen=5",
                        "any [1].parquet:7 UNPARSABLE: the movie NaN is not a whole number"
                                + " | who=\"emil\", what=NaN, stars=\"3\", seen=NULL");
    }

    @Test
    void wrongColumnsAreAnsweredWithTheNearest() throws SQLException {
        parquet("x", "SELECT 1 AS \"user\", [2] AS movie, 3 AS stars");

        assertThatThrownBy(() -> open(
                        "x.parquet", SourceOptions.none().columns(Columns.parse("user=usr,movie=movie,rating=stars"))))
                .hasMessageContaining("no column \"usr\" (did you mean user?)");
        assertThatThrownBy(() -> open("x.parquet", SourceOptions.none()))
                .hasMessageContaining("movie is nested (INTEGER[])");
        assertThatThrownBy(() -> open("x.parquet", SourceOptions.none().table("t")))
                .hasMessageContaining("leave out --table");
    }

    @Test
    void aDamagedFileIsRefused() throws IOException, SQLException {
        parquet("x", "SELECT i AS \"user\", i AS movie, 3 AS rating FROM range(1000) t(i)");
        byte[] whole = Files.readAllBytes(folder.resolve("x.parquet"));
        Files.write(folder.resolve("cut.parquet"), Arrays.copyOf(whole, whole.length / 2));
        Files.createFile(folder.resolve("empty.parquet"));

        for (String file : new String[] {"cut.parquet", "empty.parquet"}) {
            assertThatThrownBy(() -> open(file, SourceOptions.none()))
                    .hasMessageContaining("cannot read Parquet from")
                    .extracting(failure -> ((MatineeException) failure).code())
                    .isEqualTo(ErrorCode.BAD_DATA);
        }
    }

    private Source open(String name, SourceOptions options) {
        return Sources.open(folder.resolve(name).toString(), options);
    }

    private void parquet(String name, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + query + ") TO '" + folder.resolve(name + ".parquet") + "' (FORMAT parquet)");
        }
    }
}
