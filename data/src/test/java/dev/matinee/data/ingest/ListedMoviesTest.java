package dev.matinee.data.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.Interactions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Movies that are listed and that nobody has rated. */
class ListedMoviesTest {
    private static final Run RUN = Run.seeded(1).threads(2);

    @TempDir
    private Path folder;

    private Workspace ingest(String ratings, String movies) throws IOException {
        Path source = Files.createDirectories(folder.resolve("source"));
        Files.writeString(source.resolve("ratings.csv"), "userId,movieId,rating,timestamp\n" + ratings);
        Files.writeString(source.resolve("movies.csv"), "movieId,title,genres\n" + movies);
        Workspace workspace = Workspace.create(folder.resolve("workspace"));
        try (Source opened = Sources.open(source.toString(), SourceOptions.none())) {
            Ingest.of(opened, IngestOptions.defaults()).into(workspace, RUN);
        }
        return workspace;
    }

    private static List<String> ids(Ids ids) {
        return IntStream.range(0, ids.size()).mapToObj(ids::id).toList();
    }

    @Test
    void areItemsAndKeepTheirOrderWhenTheMatrixIsRebuilt() throws IOException {
        Workspace workspace = ingest(
                "1,10,4,1000000000\n2,12,3,1000000000\n2,10,5,1000000000\n",
                "9,First (1990),Drama\n10,Heat (1995),Action\n11,Between (1996),Drama\n12,Last (1997),Drama\n300,New (2020),Drama\n");
        String hash;
        try (Catalog catalog = workspace.catalog()) {
            Interactions ratings = catalog.interactions(RUN);
            hash = ratings.hash();
            assertThat(ids(ratings.items())).containsExactly("9", "10", "11", "12", "300");
            assertThat(IntStream.range(0, 5).map(ratings.byItem()::count)).containsExactly(0, 2, 0, 1, 0);
            assertThat(ratings.byUser().columns(1)).containsExactly(1, 3);
            assertThat(ratings.byUser().rating(1)).isEqualTo(5);
            assertThat(catalog.dataCard().ratedMovies()).isEqualTo(2);
            assertThat(catalog.dataCard().movies()).isEqualTo(5);
            assertThat(ratings.terms().rows()[4]).isNotEmpty();
        }
        try (Stream<Path> files = Files.list(workspace.matrixFolder())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        try (Catalog catalog = workspace.catalog()) {
            assertThat(catalog.interactions(RUN).hash()).isEqualTo(hash);
        }
    }

    @Test
    void wereNoItemsOnceAndSuchCatalogsAreRebuiltAsTheyWere() throws IOException {
        String ratings = "1,10,4,1000000000\n2,12,3,1000000000\n2,10,5,1000000000\n";
        String rated = "10,Heat (1995),Action\n12,Last (1997),Drama\n";
        Workspace workspace = ingest(ratings, rated);
        String before;
        try (Catalog catalog = workspace.catalog()) {
            before = catalog.interactions(RUN).hash();
        }
        workspace = ingest(ratings, rated + "300,New (2020),Drama\n");
        Path card = workspace.snapshots().card("0002");
        Path matrix = workspace.snapshots().matrix("0002");
        try (Catalog catalog = workspace.catalog()) {
            String now = catalog.interactions(RUN).hash();
            assertThat(now).isNotEqualTo(before);
            Files.writeString(card, Files.readString(card).replace(now, before));
        }
        Files.delete(matrix);
        try (Catalog catalog = workspace.catalog()) {
            assertThat(catalog.interactions(RUN).hash()).isEqualTo(before);
            assertThat(ids(catalog.interactions(RUN).items())).containsExactly("10", "12");
        }
    }

    @Test
    void idsThatAreNumbersStaySo() {
        assertThat(ids(Ids.ofNumbers(new long[] {2, 10}).with(List.of("9", "x", "10", "07"))))
                .containsExactly("2", "9", "10");
        assertThat(ids(Ids.ofTexts(new String[] {"10", "b"}).with(List.of("2", "b"))))
                .containsExactly("10", "2", "b");
    }
}
