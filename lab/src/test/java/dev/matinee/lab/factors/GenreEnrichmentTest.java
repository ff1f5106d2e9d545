package dev.matinee.lab.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenreEnrichmentTest {
    @TempDir
    Path folder;

    @Test
    void theProbabilityIsThatOfDrawingMoviesThatAreRatedAsOften() throws IOException {
        // Movies 1 to 4 have one rating each, 1 and 2 are dramas; 5 to 9 have two, 5 is the only drama.
        StringBuilder ratings = new StringBuilder("userId,movieId,rating\n");
        IntStream.rangeClosed(1, 9).forEach(movie -> ratings.append("1," + movie + ",4\n"));
        IntStream.rangeClosed(5, 9).forEach(movie -> ratings.append("2," + movie + ",3\n"));
        StringBuilder movies = new StringBuilder("movieId,title,genres\n");
        IntStream.rangeClosed(1, 9)
                .forEach(movie -> movies.append(
                        movie + ",M" + movie + "," + (movie <= 2 || movie == 5 ? "Drama" : "Comedy") + "\n"));
        Workspace workspace = Ingested.of(folder, "few", ratings.toString(), movies.toString());
        try (Catalog catalog = workspace.catalog()) {
            Interactions interactions = catalog.interactions(Run.seeded(1));
            GenreEnrichment enrichment = new GenreEnrichment(
                    List.of("Comedy", "Drama"), catalog.movies(), interactions.items(), interactions.byItem());

            // Chosen: 1 and 2 of the first band, 5 of the second: all three are dramas.
            GenreLift drama =
                    enrichment.lifts(items(interactions, "1", "2", "5")).get(1);
            assertThat(drama.genre()).isEqualTo("Drama");
            assertThat(drama.lift()).isCloseTo(3 / (2 * 2 / 4.0 + 1 / 5.0), within(1e-12));
            // Both of the first band: 1 of 6 pairs; the one of the second: 1 of 5.
            assertThat(drama.probability()).isCloseTo(2 * (1 / 6.0) * (1 / 5.0), within(1e-12));

            // One drama and one comedy of the first band is what one would expect.
            GenreLift usual = enrichment.lifts(items(interactions, "1", "3")).get(1);
            assertThat(usual.lift()).isEqualTo(1);
            assertThat(usual.probability()).isEqualTo(1);
            assertThat(enrichment.lifts(new int[0])).isEmpty();
        }
    }

    private static int[] items(Interactions interactions, String... ids) {
        return List.of(ids).stream()
                .mapToInt(id -> interactions.items().indexOf(id).orElseThrow())
                .toArray();
    }
}
