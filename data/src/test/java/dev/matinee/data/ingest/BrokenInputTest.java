package dev.matinee.data.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Movie;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenInputTest {
    @TempDir
    private Path folder;

    private Tried tried = new Tried(Path.of(""));

    @BeforeEach
    void inFolder() {
        tried = new Tried(folder);
    }

    private static void assertFails(ThrowingCallable call, ErrorCode code, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        MatineeException.class,
                        error -> assertThat(error.code()).isEqualTo(code))
                .hasMessageMatching(message);
    }

    @Test
    void aPlaceWhereNothingIsIsNotFound() {
        assertFails(() -> tried.ingest(), ErrorCode.NOT_FOUND, "there is no file or folder .*source");
    }

    @Test
    void anEmptyFileIsRefused() {
        tried.file("ratings.csv", new byte[0]);

        assertFails(() -> tried.ingest(), ErrorCode.BAD_DATA, "the file .*ratings.csv is empty.*");
    }

    @Test
    void aHeaderAloneIsRefused() {
        tried.file("ratings.csv", "userId,movieId,rating,timestamp");

        assertFails(
                () -> tried.ingest(),
                ErrorCode.BAD_DATA,
                "source has no rating that can be used: 0 rows were read, 0 rejected");
    }

    @Test
    void aFolderWithoutRatingsIsRefused() {
        tried.file("movies.csv", "movieId,title,genres", "1,A (2000),Drama");

        assertFails(
                () -> tried.ingest(), ErrorCode.BAD_DATA, "the folder .* holds no ratings in a layout that is known");
    }

    @Test
    void aHeaderThatDoesNotNameTheColumnsIsRefused() {
        tried.file("ratings.csv", "a,b,c", "1,2,3");

        assertFails(
                () -> tried.ingest(), ErrorCode.BAD_DATA, "the first line of .* does not name the columns .*: a, b, c");
    }

    @Test
    void ratingsThatAreAllBadAreRefusedWithTheFirstReason() {
        tried.file("ratings.csv", "userId,movieId,rating,timestamp", "1,2,x,", "1,3,,");

        assertFails(
                () -> tried.ingest(),
                ErrorCode.BAD_DATA,
                "source has no rating .* 2 rows were read, 2 rejected; .* ratings.csv, line 2: the rating \"x\" is not .*");
    }

    @Test
    void aTruncatedGzipIsRefusedAndTheWorkspaceStaysAsItWas() throws IOException {
        tried.file("ratings.csv", "userId,movieId,rating,timestamp", "1,10,4,1000000000");
        tried.ingest();
        Files.delete(tried.source().resolve("ratings.csv"));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write("userId,movieId,rating,timestamp\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 100_000; i++) {
                out.write(
                        (i + "," + i * 7 % 1000 + ",3," + (1_000_000_000 + i) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        tried.file("ratings.csv.gz", Arrays.copyOf(packed.toByteArray(), packed.size() / 2));

        assertFails(() -> tried.ingest(), ErrorCode.BAD_DATA, "the compressed file .* is cut short or damaged: .*");

        assertThat(tried.ratings()).containsExactly("1 10 4.0 1000000000");
        assertThat(tried.workspace().resolve("tmp")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 30})
    void aSmallTruncatedGzipIsRefusedTheSameWay(int length) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write("userId,movieId,rating,timestamp\n1,10,4,1000000000\n".getBytes(StandardCharsets.UTF_8));
        }
        tried.file("ratings.csv.gz", Arrays.copyOf(packed.toByteArray(), length));

        assertFails(() -> tried.ingest(), ErrorCode.BAD_DATA, "the compressed file .* is cut short or damaged: .*");
    }

    @Test
    void utf16IsRefused() {
        tried.file("ratings.csv", "userId,movieId,rating\n1,2,3\n".getBytes(StandardCharsets.UTF_16));

        assertFails(() -> tried.ingest(), ErrorCode.BAD_DATA, "the file .* is in UTF-16");
    }

    @Test
    void anUnknownFormatNamesTheNearest() {
        tried.file("ratings.csv", "userId,movieId,rating", "1,2,3");

        assertFails(
                () -> tried.ingest(
                        tried.source(),
                        SourceOptions.none().format("movilens-csv"),
                        IngestOptions.defaults(),
                        Tried.RUN),
                ErrorCode.USAGE,
                "format must be one of .*movielens-csv.*");
    }

    @Test
    void aCatalogCutInHalfIsRefused() throws IOException {
        tried.file("ratings.csv", "userId,movieId,rating,timestamp", "1,10,4,1000000000");
        tried.ingest();
        Path database = tried.workspace().resolve("catalog/0001.duckdb");
        byte[] whole = Files.readAllBytes(database);
        Files.write(database, Arrays.copyOf(whole, whole.length / 2));

        assertFails(
                () -> Catalog.open(tried.workspace()),
                ErrorCode.BAD_DATA,
                "the catalog .*0001.duckdb is damaged: it has \\d+ bytes instead of \\d+");

        tried.ingest();
        assertThat(tried.ratings()).hasSize(1);
    }

    @Test
    void aDamagedCardIsRefused() throws IOException {
        tried.file("ratings.csv", "userId,movieId,rating,timestamp", "1,10,4,1000000000");
        tried.ingest();
        Files.writeString(tried.workspace().resolve("catalog/0001.json"), "{\"format\": 1");

        assertFails(() -> Catalog.open(tried.workspace()), ErrorCode.BAD_DATA, "the catalog's card .* is damaged: .*");
    }

    @Test
    void aMissingOrDamagedMatrixIsRebuiltFromTheCatalogAsItWas() throws IOException {
        tried.file(
                "ratings.csv", "userId,movieId,rating,timestamp", "1,10,4.5,1000000000", "1,x,3,", "2,10,1,1100000000");
        tried.ingest();
        Path matrix = tried.workspace().resolve("matrix/0001.bin");
        byte[] whole = Files.readAllBytes(matrix);

        Files.delete(matrix);
        assertThat(tried.ratings()).hasSize(3);
        assertThat(Files.readAllBytes(matrix)).isEqualTo(whole);

        Files.write(matrix, Arrays.copyOf(whole, whole.length / 2));
        assertThat(tried.ratings()).hasSize(3);
        assertThat(Files.readAllBytes(matrix)).isEqualTo(whole);
    }

    @Test
    void moviesThatAreNotKeptApartOrDamagedAreReadFromTheDatabase() throws IOException {
        tried.file("ratings.csv", "userId,movieId,rating,timestamp", "1,10,4.5,1000000000", "1,30,3,");
        tried.file("movies.csv", "movieId,title,genres", "10,Ünï (2000),Drama|War", "20,,", "30,C (1999),Drama|War");
        tried.ingest();
        Path kept = tried.workspace().resolve("matrix/0001.movies");
        byte[] whole = Files.readAllBytes(kept);
        List<Movie> movies = movies();
        assertThat(movies).hasSize(3).first().asString().contains("Ünï", "2000", "Drama, War");

        for (byte[] damaged : List.of(new byte[0], Arrays.copyOf(whole, whole.length - 9), changed(whole))) {
            Files.write(kept, damaged);
            assertThat(movies()).isEqualTo(movies);
        }
        try (Catalog catalog = Catalog.open(tried.workspace())) {
            catalog.keepMovies();
        }
        assertThat(Files.readAllBytes(kept)).isEqualTo(whole);
    }

    private static byte[] changed(byte[] whole) {
        byte[] changed = whole.clone();
        changed[whole.length / 2] ^= 1;
        return changed;
    }

    private List<Movie> movies() {
        try (Catalog catalog = Catalog.open(tried.workspace())) {
            return catalog.movies().all();
        }
    }
}
