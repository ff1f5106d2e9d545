package dev.matinee.lab.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Movie;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.ingest.Ingest;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.ingest.Sources;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.decompose.TermEmbedding;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.recommend.TopItems;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Similarity by content, the index of neighbours and questions on the embedded sample, which has titles, years and genres. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimilarMoviesTest {
    private static final Run RUN = Run.seeded(42).threads(2);

    @SuppressWarnings("NullAway.Init")
    private Catalog catalog;

    @SuppressWarnings("NullAway.Init")
    private MovieContent content;

    @BeforeAll
    void ingest(@TempDir Path folder) {
        Workspace workspace = Workspace.create(folder.resolve("workspace"));
        try (Source source = Sources.open("sample", SourceOptions.none())) {
            Ingest.of(source, IngestOptions.defaults()).into(workspace, RUN);
        }
        catalog = workspace.catalog();
        content = MovieContent.of(catalog, RUN);
    }

    @AfterAll
    void close() {
        catalog.close();
    }

    @Test
    void similarByContentNeedsNoRatingsAndSaysWhy() {
        SimilarMovies similar = SimilarMovies.of(content, Optional.empty(), Mix.defaults());
        SimilarMovies.Answer answer = similar.to("1", SimilarBy.CONTENT, 10);
        assertThat(answer.items()).hasSize(10).allSatisfy(item -> {
            assertThat(item.movie().id()).isNotEqualTo("1");
            assertThat(item.movie().genres()).contains("Animation");
            assertThat(item.shared()).isNotEmpty();
            assertThat(item.reason()).startsWith("both: ");
        });
        assertThat(answer.items())
                .extracting(SimilarMovie::movie)
                .extracting(Movie::id)
                .contains("3114");
        assertThatThrownBy(() -> similar.to("1", SimilarBy.RATINGS, 10))
                .isInstanceOf(MatineeException.class)
                .hasMessageContaining("no model");
    }

    @Test
    void pointsDoNotDependOnTheNumberOfThreads() {
        assertThat(MovieContent.of(catalog, RUN.threads(1)).embedding().points())
                .isEqualTo(content.embedding().points());
    }

    @Test
    void theIndexFindsAtLeast95Of100OfTheTrueNeighbours() {
        HnswIndex index = HnswIndex.of(content.embedding());
        NearestPoints exact = new NearestPoints.Exact(content.embedding());
        int found = 0;
        int asked = Math.min(500, content.embedding().items());
        int step = content.embedding().items() / asked;
        for (int i = 0; i < asked; i++) {
            TopItems wanted = exact.nearest(i * step, 10);
            TopItems got = index.nearest(i * step, 10);
            assertThat(got.size()).isEqualTo(10);
            Set<Integer> different = new TreeSet<>();
            for (int rank = 0; rank < 10; rank++) {
                different.add(got.item(rank));
                // Many movies of the sample are about exactly the same, so scores are compared, not movies.
                found += got.score(rank) >= wanted.score(9) - 1e-5f ? 1 : 0;
            }
            assertThat(different).hasSize(10).doesNotContain(i * step);
        }
        assertThat(found).as("of " + 10 * asked).isGreaterThanOrEqualTo(asked * 10 * 95 / 100);
    }

    @Test
    void theIndexIsTheSameEveryTime() {
        Ids all = content.ids();
        Ids some = Ids.ofNumbers(IntStream.range(0, 1000)
                .mapToLong(place -> Long.parseLong(all.id(place)))
                .toArray());
        TermEmbedding embedding = TermEmbedding.of(catalog.terms(some), 32, RUN);
        HnswIndex one = HnswIndex.of(embedding);
        HnswIndex other = HnswIndex.of(embedding);
        for (int item = 0; item < embedding.items(); item += 17) {
            TopItems first = one.nearest(item, 10);
            TopItems second = other.nearest(item, 10);
            for (int rank = 0; rank < 10; rank++) {
                assertThat(second.item(rank)).isEqualTo(first.item(rank));
                assertThat(second.score(rank)).isEqualTo(first.score(rank));
            }
        }
    }

    @Test
    void questionsAreAboutKnownMoviesAndNeverTwiceAboutOne() {
        Elicitation elicitation = Elicitation.of(catalog.interactions(RUN), catalog.movies(), RUN);
        var first = elicitation.questions(10, Set.of());
        assertThat(first)
                .hasSize(10)
                .allSatisfy(question -> assertThat(question.known()).isGreaterThan(0.05));
        assertThat(first.stream().map(question -> question.movie().id()).distinct())
                .hasSize(10);
        String asked = first.getFirst().movie().id();
        assertThat(elicitation.questions(3, Set.of(asked)))
                .extracting(question -> question.movie().id())
                .doesNotContain(asked);
    }
}
