package dev.matinee.data.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.DataCard;
import dev.matinee.data.generate.DataShape;
import dev.matinee.data.generate.GenerationReport;
import dev.matinee.data.generate.Generator;
import dev.matinee.data.generate.Layout;
import dev.matinee.data.source.Columns;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutsTest {
    @TempDir
    private Path folder;

    private Tried tried = new Tried(Path.of(""));

    @BeforeEach
    void inFolder() {
        tried = new Tried(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "ml-20m, CSV, movielens-csv, 0.002",
        "ml-1m, DAT, movielens-dat, 0.05",
        "ml-100k, HUNDRED_K, movielens-100k, 0.5",
        "netflix, NETFLIX, netflix, 0.0005",
    })
    void aGeneratedLayoutComesBackWithTheCountsThatWereWritten(
            String like, Layout layout, String format, double scale) {
        DataShape shape = DataShape.named(like).scaled(scale);
        GenerationReport made = Generator.like(shape).write(tried.source(), layout, Tried.RUN);

        IngestReport report = tried.ingest();

        DataCard card = report.data();
        assertThat(card.format()).isEqualTo(format);
        assertThat(card.ratings()).isEqualTo(made.ratings());
        assertThat(card.users()).isEqualTo(made.users());
        assertThat(card.movies()).isEqualTo(made.movies());
        assertThat(card.ratedMovies()).isEqualTo(made.ratedMovies());
        assertThat(report.rejected()).isZero();
        assertThat(tried.ratings()).hasSize((int) made.ratings());
    }

    @Test
    void theSameRatingsAreTheSameMatrixInEveryLayoutOfTheSameIds() {
        Generator generator = Generator.like(DataShape.named("ml-1m").scaled(0.02));
        generator.write(folder.resolve("dat"), Layout.DAT, Tried.RUN);
        generator.write(folder.resolve("csv"), Layout.CSV, Tried.RUN);

        tried.ingest(folder.resolve("dat"), SourceOptions.none(), IngestOptions.defaults(), Tried.RUN);
        List<String> fromDat = tried.ratings();
        tried.ingest(folder.resolve("csv"), SourceOptions.none(), IngestOptions.defaults(), Tried.RUN);

        assertThat(tried.ratings()).isEqualTo(fromDat).isNotEmpty();
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBytesOfTheMatrix() throws IOException {
        Generator.like(DataShape.named("ml-20m").scaled(0.03)).write(tried.source(), Layout.CSV, Tried.RUN);
        Files.writeString(
                tried.source().resolve("ratings.csv"),
                Files.readString(tried.source().resolve("ratings.csv")).repeat(2));
        tried.ingest(
                tried.source(),
                SourceOptions.none(),
                IngestOptions.defaults(),
                Run.seeded(1).threads(1));
        List<String> quality = tried.query("SELECT * FROM quality_findings", row -> row.text("example"));
        String statistics = statistics();

        tried.ingest(
                tried.source(),
                SourceOptions.none(),
                IngestOptions.defaults(),
                Run.seeded(1).threads(3));

        assertThat(tried.workspace().resolve("matrix/0002.bin"))
                .hasSameBinaryContentAs(tried.workspace().resolve("matrix/0001.bin"));
        assertThat(tried.query("SELECT * FROM quality_findings", row -> row.text("example")))
                .isEqualTo(quality);
        assertThat(statistics()).isEqualTo(statistics);
    }

    private String statistics() {
        return tried.query(
                        "SELECT (SELECT sum(hash(u)) FROM user_statistics u) || ' '"
                                + " || (SELECT sum(hash(m)) FROM movie_statistics m) || ' '"
                                + " || (SELECT sum(hash(r)) FROM ratings r) || ' '"
                                + " || (SELECT sum(hash(j)) FROM rejected_rows j) AS all_of_it",
                        row -> row.text("all_of_it"))
                .getFirst();
    }

    @Test
    void netflixRatingsAreReadWithTheMovieAboveThem() {
        tried.file(
                "combined_data_1.txt",
                "3:",
                "6,5,2005-09-06",
                "7,1,2004-02-29",
                "1:",
                "6,4,2005-01-31",
                "9,x,2005-01-01");
        tried.file("movie_titles.csv", "1,2003,Dinosaur Planet", "3,NULL,Sick, the Sequel");
        tried.file("probe.txt", "3:", "7");

        tried.ingest();

        assertThat(tried.ratings()).containsExactly("6 1 4.0 1107129600", "6 3 5.0 1125964800", "7 3 1.0 1078012800");
        assertThat(tried.rejected()).containsExactly("combined_data_1.txt:6 unparsable 9,x,2005-01-01");
        try (Catalog catalog = Catalog.open(tried.workspace())) {
            assertThat(catalog.movies().get("3").title()).isEqualTo("Sick, the Sequel");
            assertThat(catalog.movies().get("1").label()).isEqualTo("Dinosaur Planet (2003)");
            assertThat(catalog.predefinedSplits(Tried.RUN).getFirst().name()).isEqualTo("probe");
        }
    }

    @Test
    void columnsMayStandInAnyOrderWithOthersBetween() {
        tried.file(
                "ratings.csv", "timestamp,note,rating,movieId,userId", "1000000000,x y,4.5,10,1", "1000000001,,3,11,1");

        tried.ingest();

        assertThat(tried.ratings()).containsExactly("1 10 4.5 1000000000", "1 11 3.0 1000000001");
    }

    @Test
    void windowsLineEndsAreNoPartOfTheRow() {
        tried.file(
                "ratings.csv",
                "userId,movieId,rating,timestamp\r\n1,10,4,1000000000\r\n1,11,3,\r\n1,a,3,5\r\n"
                        .getBytes(StandardCharsets.UTF_8));
        tried.file("movies.csv", "movieId,title,genres\r\n10,A (2000),Drama\r\n".getBytes(StandardCharsets.UTF_8));

        tried.ingest();

        assertThat(tried.ratings()).containsExactly("1 10 4.0 1000000000", "1 11 3.0 -", "1 a 3.0 -");
        assertThat(tried.rejected()).isEmpty();
    }

    @Test
    void quotedFieldsMayHoldSeparatorsQuotesAndLineBreaks() {
        tried.file(
                "ratings.csv",
                "userId,movieId,rating,comment",
                "1,\"10\",4,\"good, \"\"really\"\"",
                "good\"",
                "2,10,3,plain",
                "3,10,5,\"open");

        tried.ingest();

        assertThat(tried.ratings()).containsExactly("1 10 4.0 -", "2 10 3.0 -");
        assertThat(tried.rejected()).containsExactly("ratings.csv:5 unparsable 3,10,5,\"open");
    }

    @Test
    void idsBeyond32BitsAreNumbersAndOthersAreTexts() {
        tried.file(
                "ratings.csv",
                "userId,movieId,rating,timestamp",
                "9223372036854775807,tt0111161,4,1000000000",
                "-5,007,3,1000000000",
                "4294967296,7,5,1000000000");

        tried.ingest();

        assertThat(tried.ratings())
                .containsExactly(
                        "-5 007 3.0 1000000000",
                        "4294967296 7 5.0 1000000000",
                        "9223372036854775807 tt0111161 4.0 1000000000");
        assertThat(tried.query("SELECT typeof(user_id) || typeof(movie_id) AS t FROM ratings", row -> row.text("t")))
                .containsOnly("BIGINTVARCHAR");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "user_id,item_id,score,date|5,8,4,2001-09-09!",
                "who;what;stars;when|5;8;4;2001-09-09T00:00:00Z!user=who,item=what,rating=stars,time=when",
                "5\t8\t4\t999993600000!user=1,item=2,rating=3,time=4",
                "4::8::5!user=3,movie=2,rating=1",
            })
    void oneFileOfAnyColumnsIsRead(String lines, String columns) {
        tried.file("mine.txt", lines.split("\\|", -1));
        SourceOptions options =
                columns == null ? SourceOptions.none() : SourceOptions.none().columns(Columns.parse(columns));

        tried.ingest(tried.source().resolve("mine.txt"), options, IngestOptions.defaults(), Tried.RUN);

        assertThat(tried.ratings()).first().asString().matches("5 8 4.0 (999993600|-)");
    }

    @Test
    void gzipIsReadInPlace() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write("userId,movieId,rating,timestamp\n1,10,4,1000000000\n".getBytes(StandardCharsets.UTF_8));
        }
        tried.file("ratings.csv.gz", packed.toByteArray());

        tried.ingest();

        assertThat(tried.ratings()).containsExactly("1 10 4.0 1000000000");
    }

    @Test
    void datFilesMayBeLatin1() {
        tried.file("ratings.dat", "1::10::4::1000000000");
        tried.file("movies.dat", "10::Misérables, Les (1995)::Drama|Musical\n".getBytes(StandardCharsets.ISO_8859_1));
        tried.file("users.dat", "1::F::25::12::02139");

        tried.ingest();

        try (Catalog catalog = Catalog.open(tried.workspace())) {
            assertThat(catalog.movies().get("10").label()).isEqualTo("Misérables, Les (1995)");
        }
        assertThat(tried.query("SELECT * FROM users", row -> row.text("age_group") + " " + row.text("occupation")))
                .containsExactly("25-34 programmer");
    }

    @Test
    void tagsLinksAndTheTagGenomeAreKept() {
        tried.file("ratings.csv", "userId,movieId,rating,timestamp", "1,10,4,1000000000");
        tried.file("tags.csv", "userId,movieId,tag,timestamp", "2,10,\"a, b\",1000000000");
        tried.file("links.csv", "movieId,imdbId,tmdbId", "10,0114709,");
        tried.file("genome-tags.csv", "tagId,tag", "1,007");
        tried.file("genome-scores.csv", "movieId,tagId,relevance", "10,1,0.25", "10,x,0.5");

        tried.ingest();

        assertThat(tried.query(
                        "SELECT * FROM tags",
                        row -> row.text("tag") + row.time("tagged_at").orElseThrow()))
                .containsExactly("a, b2001-09-09T01:46:40Z");
        assertThat(tried.query("SELECT * FROM links", row -> row.text("imdb_id") + row.isMissing("tmdb_id")))
                .containsExactly("0114709true");
        assertThat(tried.query(
                        "SELECT * FROM genome_scores JOIN genome_tags USING (tag_id)",
                        row -> row.number("relevance") + row.text("tag")))
                .containsExactly("0.25007");
        assertThat(tried.rejected()).containsExactly("genome-scores.csv:3 unparsable 10,x,0.5");
    }
}
