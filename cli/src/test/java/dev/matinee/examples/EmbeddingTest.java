package dev.matinee.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.generate.DataShape;
import dev.matinee.data.generate.Generator;
import dev.matinee.data.generate.Layout;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.recommend.Basis;
import dev.matinee.engine.recommend.Recommendation;
import dev.matinee.engine.recommend.Recommender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The snippets of the guide do what the guide says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddingTest {
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private Catalog catalog;

    @SuppressWarnings("NullAway.Init")
    private Interactions ratings;

    @SuppressWarnings("NullAway.Init")
    private Recommender model;

    @BeforeAll
    void takeIn(@TempDir Path temporary) {
        folder = temporary;
        Path csv = folder.resolve("csv");
        Generator.like(DataShape.of(200, 120, 8_000)).write(csv, Layout.CSV, Run.seeded(42));
        catalog = Embedding.fromFile(csv, folder.resolve("workspace"));
        ratings = catalog.interactions(Run.seeded(42));
        model = Embedding.trained(ratings);
    }

    @AfterAll
    void close() {
        catalog.close();
    }

    @Test
    void whatTheReadmeShowsRecommendsTen() {
        assertThat(Embedding.atOnce(folder.resolve("workspace")).items()).hasSize(10);
    }

    @Test
    void ratingsInMemoryAreAllThere() {
        Interactions three = Embedding.fromMemory();
        assertThat(three.size()).isEqualTo(3);
        assertThat(three.byUser().count(1)).isEqualTo(2);
    }

    @Test
    void aVisitorGetsMoviesOfTheGenreOnly() {
        assertThat(Embedding.forVisitor(model, catalog.movies())).hasSizeBetween(1, 5);
    }

    @Test
    void aStrangerGetsWhatIsPopular() {
        assertThat(Embedding.forStranger(model).basis()).isEqualTo(Basis.POPULAR);
    }

    @Test
    void aDiverseListIsAnother() {
        List<Recommendation> diverse =
                Embedding.diverse(model, catalog.movies()).items();
        assertThat(diverse).hasSize(10).extracting(Recommendation::item).doesNotHaveDuplicates();
    }

    @Test
    void aSavedModelAnswersAsBefore() {
        Recommender again = Embedding.saved(model, folder.resolve("saved"));
        assertThat(Embedding.forVisitor(again, catalog.movies()))
                .isEqualTo(Embedding.forVisitor(model, catalog.movies()));
    }

    @Test
    void modelsAreCompared() {
        assertThat(Embedding.compared(ratings)).isBetween(0.3, 1.5);
    }

    @Test
    void trainingEndsWhenPatienceDoes() {
        assertThat(Embedding.withinTime(ratings, Duration.ZERO)).isFalse();
        assertThat(Embedding.withinTime(ratings, Duration.ofMinutes(1))).isTrue();
    }
}
