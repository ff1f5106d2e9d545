package dev.matinee.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.QualityFinding;
import dev.matinee.data.ingest.Duplicates;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.ingest.IngestReport;
import dev.matinee.data.source.Columns;
import dev.matinee.data.source.Rule;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.RandomStream;
import dev.matinee.testkit.PostgresServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Spark reads and judges becomes the very catalog that this process makes of the same source. */
class JudgeTest {
    /** How long a piece of a text may be that one task reads; the file with everything wrong is cut into three. */
    private static final String SPLIT = "mapreduce.input.fileinputformat.split.maxsize";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Duplicates.class)
    void aFileWithEverythingWrongComesToTheSameCatalog(Duplicates duplicates) throws IOException {
        Path source = Files.createDirectories(folder.resolve("messy"));
        Files.writeString(source.resolve("ratings.csv"), messy(), StandardCharsets.ISO_8859_1);
        Files.writeString(
                source.resolve("movies.csv"), "movieId,title,genres\n1,Heat (1995),Action|Crime\n2,Nothing,\n");
        IngestOptions how = IngestOptions.defaults().duplicates(duplicates);
        Configuration hadoop = TestSpark.session().sparkContext().hadoopConfiguration();
        hadoop.set(SPLIT, "16384");
        try {
            assertSame(source.toString(), SourceOptions.none(), how);
        } finally {
            hadoop.unset(SPLIT);
        }
        try (Catalog catalog = Catalog.open(folder.resolve("theirs"))) {
            Map<Rule, Long> found = new HashMap<>();
            for (QualityFinding finding : catalog.quality()) {
                found.put(finding.rule(), finding.rows());
            }
            for (Rule rule : List.of(
                    Rule.UNPARSABLE,
                    Rule.BAD_ENCODING,
                    Rule.MISSING_RATING,
                    Rule.OFF_SCALE,
                    Rule.DUPLICATE,
                    Rule.TOO_EARLY,
                    Rule.IN_FUTURE,
                    Rule.UNKNOWN_MOVIE,
                    Rule.BYTE_ORDER_MARK)) {
                assertThat(found.get(rule)).as(rule.json()).isPositive();
            }
        }
    }

    /** Bytes as Latin-1, of which those of one row are no UTF-8. */
    private static String messy() {
        StringBuilder rows = new StringBuilder("\u00ef\u00bb\u00bfuserId,movieId,rating,timestamp\r\n");
        RandomStream random = new RandomStream(42);
        for (int row = 0; row < 2000; row++) {
            rows.append(1 + random.nextInt(60))
                    .append(',')
                    .append(1 + random.nextInt(90))
                    .append(',');
            rows.append((1 + random.nextInt(10)) / 2.0)
                    .append(',')
                    .append(978300000 + random.nextInt(400))
                    .append('\n');
            switch (row) {
                case 100 -> rows.append("7,8\n\n");
                case 200 -> rows.append("7,1001,,978300000\n");
                case 300 -> rows.append("7,1002,good,978300000\n");
                case 400 -> rows.append("7,1003,99,12\n");
                case 500 -> rows.append("7,1004,4,12\r\n");
                case 600 -> rows.append("7,1005,4,99999999999\n");
                case 700 -> rows.append("\"seven\",\"1006\",3.5,2001-02-03T04:05:06Z\n");
                case 800 -> rows.append("b\u00e9,1007,3.5,978300000\n");
                case 900 -> rows.append("7,1008,nan,978300000\n");
                case 1000 -> rows.append("8,\"1009,3,978300000\n");
                default -> {
                    // Most rows are good.
                }
            }
        }
        return rows.toString();
    }

    @Test
    void theSampleAsTextComesToTheSameCatalog() throws IOException {
        assertSame(
                TestSpark.sampleAsCsv(folder.resolve("sample")).toString(),
                SourceOptions.none(),
                IngestOptions.defaults());
    }

    @Test
    void piecesOfParquetComeToTheSameCatalog() throws IOException {
        Path source = Files.createDirectories(folder.resolve("pieces"));
        for (int piece = 0; piece < 3; piece++) {
            write(source.resolve("piece-" + piece + ".parquet"), piece);
        }
        assertSame(
                source.toString(),
                SourceOptions.none().columns(Columns.parse("user=who,movie=what,rating=stars")),
                IngestOptions.defaults());
    }

    /** Ratings that repeat from piece to piece, some missing, with names of columns that have to be told. */
    private static void write(Path file, int piece) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT i % 50 AS who, i * 7 % 83 AS what,"
                    + " CASE WHEN i % 100 = 3 THEN NULL ELSE (1 + (i + " + piece + ") % 5)::DOUBLE END AS stars"
                    + " FROM range(1500) AS t(i)) TO '" + file + "' (FORMAT parquet)");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void aDatabaseComesToTheSameCatalog() throws SQLException {
        Assumptions.assumeTrue(PostgresServer.isInstalled(), PostgresServer.MISSING);
        try (PostgresServer server = PostgresServer.start()) {
            String url = server.url() + "?user=" + server.user() + "&password=" + server.password();
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "CREATE TABLE votes (\"user\" BIGINT, movie NUMERIC, rating DOUBLE PRECISION, time TIMESTAMP)");
                statement.execute("INSERT INTO votes VALUES (1, 1, NULL, NULL), (1, 2, 77, '1970-01-02 03:04:05'),"
                        + " (1, 2.5, 3, NULL), (NULL, 3, 3, NULL)");
                statement.execute(
                        "INSERT INTO votes SELECT i % 70, i * 3 % 101, 1 + i % 5,"
                                + " TIMESTAMP '2001-01-01 00:00:00' + i * INTERVAL '1 minute' FROM generate_series(0, 2999) AS t(i)");
            }
            assertSame(url, SourceOptions.none().table("votes"), IngestOptions.defaults());
        }
    }

    private void assertSame(String location, SourceOptions options, IngestOptions how) {
        IngestReport ours = TestSpark.ingest(location, options, how, folder.resolve("ours"));
        IngestReport theirs = TestSpark.ingestBySpark(location, options, how, folder.resolve("theirs"));
        assertThat(theirs.data()).isEqualTo(ours.data());
        assertThat(theirs.read()).isEqualTo(ours.read());
        assertThat(theirs.rejected()).isEqualTo(ours.rejected());
        assertThat(theirs.quality()).isEqualTo(ours.quality());
        try (Catalog our = Catalog.open(folder.resolve("ours"));
                Catalog their = Catalog.open(folder.resolve("theirs"))) {
            assertThat(their.interactions(TestSpark.RUN).hash())
                    .isEqualTo(our.interactions(TestSpark.RUN).hash());
            for (String table : List.of("rejected_rows", "user_statistics", "movie_statistics", "movies")) {
                assertThat(lines(their, table)).as(table).isEqualTo(lines(our, table));
            }
        }
        try (Stream<Path> left = Files.list(folder.resolve("theirs/spark"))) {
            assertThat(left).as("intermediate files").isEmpty();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static List<String> lines(Catalog catalog, String table) {
        return catalog.query("SELECT " + table + "::VARCHAR AS line FROM " + table, row -> row.text("line"));
    }

    @Test
    void theFirstBadRowEndsAStrictIngest() throws IOException {
        Path file = Files.writeString(folder.resolve("r.csv"), "user,movie,rating\n1,1,5\n1,2,bad\n1,3,4\n2,1,3\n");
        assertThatThrownBy(() -> TestSpark.ingestBySpark(
                        file.toString(),
                        SourceOptions.none(),
                        IngestOptions.defaults().strict(true),
                        folder.resolve("w")))
                .isInstanceOf(MatineeException.class)
                .hasMessageContaining("r.csv, line 3: the rating \"bad\" is not a number");
    }

    @Test
    void rowsThatWereWrittenWhereThisProcessDoesNotSeeThemAreAConflict() throws IOException {
        Path source = Files.writeString(folder.resolve("r.csv"), "user,movie,rating\n1,1,5\n1,2,3\n");
        TestSpark.ingestBySpark(
                source.toString(), SourceOptions.none(), IngestOptions.defaults(), folder.resolve("seen"));
        Path unseen = Files.createDirectories(folder.resolve("unseen"));
        SparkEngine engine = (SparkEngine) TestSpark.engine();
        engine.requireSeen(unseen, 0);
        assertThatThrownBy(() -> engine.requireSeen(unseen, 3))
                .isInstanceOf(MatineeException.class)
                .hasMessageContaining("wrote to a folder that this process does not see")
                .extracting(failure -> ((MatineeException) failure).code())
                .isEqualTo(ErrorCode.CONFLICT);
    }

    @Test
    void gzipUnderAnotherNameIsRefused() throws IOException {
        Path file = folder.resolve("r.csv");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("user,movie,rating\n1,1,5\n1,2,3\n".getBytes(StandardCharsets.US_ASCII));
        }
        assertThatThrownBy(() -> TestSpark.ingestBySpark(
                        file.toString(), SourceOptions.none(), IngestOptions.defaults(), folder.resolve("w")))
                .isInstanceOf(MatineeException.class)
                .hasMessageContaining("r.csv is gzip and is not called .gz; rename it");
    }

    @Test
    void aKindOfSourceThatSparkDoesNotReadIsRefused() {
        assertThatThrownBy(() -> TestSpark.ingestBySpark(
                        "sample", SourceOptions.none(), IngestOptions.defaults(), folder.resolve("w")))
                .hasMessageContaining("the engine spark reads CSV, Parquet and databases by JDBC");
    }

    @Test
    void piecesThatDoNotFitTogetherAreRefused() throws IOException {
        Path source = Files.createDirectories(folder.resolve("pieces"));
        write(source.resolve("a.parquet"), 0);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT 'x' AS who, [1] AS what, 'y' AS stars) TO '" + source.resolve("b.parquet")
                    + "' (FORMAT parquet)");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        assertThatThrownBy(() -> TestSpark.ingestBySpark(
                        source.toString(),
                        SourceOptions.none().columns(Columns.parse("user=who,movie=what,rating=stars")),
                        IngestOptions.defaults(),
                        folder.resolve("w")))
                .isInstanceOf(MatineeException.class)
                .hasMessageContaining("reading pieces failed")
                .extracting(failure -> ((MatineeException) failure).code().exitCode())
                .isEqualTo(3);
    }
}
