package dev.matinee.data.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.DataCard;
import dev.matinee.data.catalog.Scale;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealDataTest {
    private static final Run RUN = Run.seeded(7).threads(2);

    @TempDir
    private Path folder;

    private static Path data(String name) {
        Path data = Path.of(Optional.ofNullable(System.getenv("MATINEE_TEST_DATA"))
                .orElse(System.getProperty("matinee.root") + "/../shared/data"));
        Path found = data.resolve(name);
        assumeTrue(Files.exists(found), () -> "there is no " + found);
        return found;
    }

    private Catalog ingest(Path from) {
        try (Source source = Sources.open(from.toString(), SourceOptions.none())) {
            Ingest.of(source, IngestOptions.defaults()).into(Workspace.create(folder.resolve("workspace")), RUN);
        }
        return Catalog.open(folder.resolve("workspace"));
    }

    @Test
    void movieLensSmallHasItsKnownCounts() {
        try (Catalog catalog = ingest(data("movielens-small-2016"))) {
            DataCard card = catalog.dataCard();
            Interactions interactions = catalog.interactions(RUN);

            assertThat(card.ratings()).isEqualTo(100_004);
            assertThat(card.users()).isEqualTo(671);
            assertThat(card.movies()).isEqualTo(9_125);
            assertThat(card.ratedMovies()).isEqualTo(9_066);
            assertThat(card.scale()).isEqualTo(new Scale(0.5, 5, 0.5));
            assertThat(interactions.size()).isEqualTo(100_004);
            assertThat(catalog.movies().get("1").label()).isEqualTo("Toy Story (1995)");
            assertThat(catalog.movies().get("1").genres())
                    .containsExactly("Adventure", "Animation", "Children", "Comedy", "Fantasy");
            assertThat(catalog.query("SELECT count(*) AS n FROM tags", row -> row.whole("n")))
                    .containsExactly(1_296L);
            assertThat(catalog.query("SELECT count(*) AS n FROM rejected_rows", row -> row.whole("n")))
                    .containsExactly(0L);
        }
    }
}
