package dev.matinee.data.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.DataCard;
import dev.matinee.data.catalog.Scale;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.matrix.SideFeatures;
import dev.matinee.engine.split.Predefined;
import dev.matinee.engine.split.Split;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealDataTest {
    private static final Run RUN = Tried.RUN;

    @TempDir
    private Path folder;

    private Catalog ingest(Path from) {
        new Tried(folder).ingest(from, SourceOptions.none(), IngestOptions.defaults(), RUN);
        return Catalog.open(folder.resolve("workspace"));
    }

    @Test
    void movieLensSmallHasItsKnownCounts() {
        try (Catalog catalog = ingest(Tried.data("movielens-small-2016"))) {
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

    @Test
    void movieLens100KHasItsKnownCountsAndSplits() {
        try (Catalog catalog = ingest(Tried.data("ml-100k"))) {
            DataCard card = catalog.dataCard();
            assertThat(card.format()).isEqualTo("movielens-100k");
            SideFeatures features = catalog.interactions(RUN).features();
            assertThat(features.users())
                    .extracting(SideFeatures.Field::name)
                    .containsExactly("age", "gender", "occupation", "zip_code");
            assertThat(features.items()).extracting(SideFeatures.Field::name).containsExactly("genre", "year");
            SideFeatures.Field occupation = features.users().get(2);
            assertThat(occupation.categories()).hasSize(21);
            assertThat(occupation.categories().get(occupation.rows()[0][0])).isEqualTo("technician");
            SideFeatures.Field genre = features.items().getFirst();
            assertThat(genre.categories()).hasSize(18);
            assertThat(genre.rows()[0]).hasSize(3);
            assertThat(features.users().getFirst().categories()).hasSize(10);
            assertThat(features.users().get(3).categories()).hasSizeBetween(10, 100);
            assertThat(card.ratings()).isEqualTo(100_000);
            assertThat(card.users()).isEqualTo(943);
            assertThat(card.movies()).isEqualTo(1_682);
            assertThat(card.ratedMovies()).isEqualTo(1_682);
            assertThat(card.scale()).isEqualTo(new Scale(1, 5, 1));
            assertThat(catalog.predefinedNames()).containsExactly("u1", "u2", "u3", "u4", "u5", "ua", "ub");
            List<Predefined.TestPairs> splits = catalog.predefinedSplits(RUN);
            assertThat(splits.stream().map(pairs -> pairs.users().length))
                    .containsExactly(20_000, 20_000, 20_000, 20_000, 20_000, 9_430, 9_430);
            Split first = Predefined.named(splits, List.of("u1"))
                    .splits(catalog.interactions(RUN), RUN)
                    .getFirst();
            assertThat(first.training().interactions().size()).isEqualTo(80_000);
            assertThat(catalog.movies().get("267").title()).isEmpty();
            assertThat(catalog.movies().get("50").label()).isEqualTo("Star Wars (1977)");
            assertThat(catalog.movies().get("50").genres())
                    .containsExactly("Action", "Adventure", "Romance", "Sci-Fi", "War");
            assertThat(catalog.query(
                            "SELECT age || gender || occupation AS who FROM users WHERE user_id = 1",
                            row -> row.text("who")))
                    .containsExactly("24Mtechnician");
            assertThat(catalog.movies().all().stream()
                            .anyMatch(movie -> movie.title().contains("Misérables, Les")))
                    .isTrue();
        }
    }

    @Test
    void statisticsAreThoseOfTheRatings() {
        try (Catalog catalog = ingest(Tried.data("ml-100k"))) {
            Interactions matrix = catalog.interactions(RUN);
            Rows rows = matrix.byUser();
            catalog.forEach("SELECT * FROM user_statistics", row -> {
                int user = matrix.users().indexOf(row.text("user_id")).orElseThrow();
                DoubleSummaryStatistics own = LongStream.range(rows.start(user), rows.end(user))
                        .mapToDouble(rows::rating)
                        .summaryStatistics();
                double squares = LongStream.range(rows.start(user), rows.end(user))
                        .mapToDouble(position -> Math.pow(rows.rating(position) - own.getAverage(), 2))
                        .sum();
                assertThat(row.whole("total_ratings")).isEqualTo(own.getCount());
                assertThat(row.number("avg_rating")).isCloseTo(own.getAverage(), within(1e-9));
                assertThat(row.number("std_rating")).isCloseTo(Math.sqrt(squares / (own.getCount() - 1)), within(1e-9));
                assertThat(row.number("min_rating")).isEqualTo(own.getMin());
                assertThat(row.number("max_rating")).isEqualTo(own.getMax());
                assertThat(row.time("first_rating_date").orElseThrow())
                        .isBeforeOrEqualTo(row.time("last_rating_date").orElseThrow());
            });
            assertThat(catalog.query("SELECT count(*) AS n FROM movie_statistics", row -> row.whole("n")))
                    .containsExactly(1_682L);
        }
    }

    @Test
    void everyTableAndColumnIsInTheDictionary() {
        try (Catalog catalog = ingest(Tried.data("ml-100k"))) {
            String columns = "SELECT table_name || '.' || column_name AS name FROM duckdb_columns() WHERE NOT internal";
            List<String> described = catalog.query(
                    "SELECT table_name || '.' || field_name AS name FROM data_dictionary WHERE data_type <> ''",
                    row -> row.text("name"));
            assertThat(described).containsExactlyInAnyOrderElementsOf(catalog.query(columns, row -> row.text("name")));
        }
    }
}
