package dev.matinee.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Row;
import dev.matinee.lab.explore.Answers;
import dev.matinee.lab.explore.Exploration;
import dev.matinee.lab.explore.Explorer;
import dev.matinee.lab.explore.TopListOptions;
import dev.matinee.lab.explore.Topic;
import dev.matinee.lab.segments.ClusterCount;
import dev.matinee.lab.segments.FeatureNames;
import dev.matinee.lab.segments.Segmentation;
import dev.matinee.lab.segments.Segments;
import dev.matinee.lab.segments.Workers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Spark SQL counts of the sample is what the catalog's own database counts, to the last digit. */
class AnalysesTest {
    private static Catalog catalog;
    private static CatalogViews views;

    @BeforeAll
    static void open() {
        catalog = Catalog.open(TestSpark.sample());
        views = CatalogViews.of(TestSpark.session(), catalog, TestSpark.RUN);
    }

    @AfterAll
    static void close() {
        views.close();
        catalog.close();
    }

    @Test
    void everyTableOfTheExplorationIsTheSame() {
        TopListOptions options = TopListOptions.defaults();
        Exploration ours = Explorer.explore(catalog, options, TestSpark.RUN);
        Exploration theirs = Explorer.explore(catalog, new SparkAnswers(views, TestSpark.RUN), options, TestSpark.RUN);
        assertThat(theirs.topics().stream().map(Topic::name))
                .containsExactlyElementsOf(
                        ours.topics().stream().map(Topic::name).toList());
        for (int topic = 0; topic < ours.topics().size(); topic++) {
            Topic our = ours.topics().get(topic);
            assertThat(theirs.topics().get(topic).toJson()).as(our.name()).isEqualTo(our.toJson());
        }
        assertThat(theirs.leftOut()).isEqualTo(ours.leftOut());
    }

    @Test
    void topListsOfAGenreAndAPeriodAreTheSame() {
        Function<Row, String> line = row ->
                row.text("movie_id") + "," + row.whole("n") + "," + row.number("mean") + "," + row.number("score");
        for (String question : List.of("top_movies", "heavily_rated")) {
            Object[] parameters = {5.0, "Comedy", "2005-01-01", "2011-01-01", 25L};
            assertThat(new SparkAnswers(views, TestSpark.RUN).ask(question, line, parameters))
                    .hasSize(25)
                    .isEqualTo(Answers.of(catalog).ask(question, line, parameters));
        }
    }

    @Test
    void statisticsOfUsersAndMoviesAreTheSame() {
        for (String who : List.of("user", "movie")) {
            List<String> columns = List.of(
                    who + "_id",
                    "total_ratings",
                    "avg_rating",
                    "std_rating",
                    "min_rating",
                    "max_rating",
                    "activity_days");
            String sql = "SELECT * FROM " + who + "_statistics ORDER BY " + who + "_id";
            List<String> theirs = new ArrayList<>();
            views.session().sql(sql).collectAsList().forEach(row -> theirs.add(line(new SparkRow(row), columns)));
            assertThat(theirs).hasSizeGreaterThan(600);
            assertThat(theirs).isEqualTo(catalog.query(sql, row -> line(row, columns)));
        }
    }

    private static String line(Row row, List<String> columns) {
        return String.join(",", columns.stream().map(row::text).toList())
                + row.time("first_rating_date")
                + row.time("last_rating_date");
    }

    @Test
    void featuresOfUsersAreTheSame() {
        List<String> genres = FeatureNames.genres(catalog);
        Optional<LocalDate> before = Optional.of(LocalDate.of(2005, 6, 7));
        assertThat(genres).contains("Children", "Sci-Fi");
        genres = genres.subList(0, 4);
        Workers spark = new SparkWorkers(views, TestSpark.RUN);
        for (Optional<LocalDate> day : List.of(before, Optional.<LocalDate>empty())) {
            assertThat(features(spark, genres, day)).isNotEmpty().isEqualTo(features(Workers.of(catalog), genres, day));
        }
    }

    private static List<String> features(Workers workers, List<String> genres, Optional<LocalDate> day) {
        List<String> lines = new ArrayList<>();
        workers.features(genres, day, row -> {
            StringBuilder line = new StringBuilder(row.text("user"));
            FeatureNames.BASIC.forEach(name -> line.append(',').append(row.number(name)));
            for (int genre = 0; genre < genres.size(); genre++) {
                line.append(',').append(row.number("n" + genre)).append(',').append(row.number("s" + genre));
            }
            lines.add(line.toString());
        });
        return lines;
    }

    @Test
    void segmentsByMllibAreAsTight() {
        Segmentation settings = Segmentation.defaults()
                .count(ClusterCount.defaults().given(4).range(4, 4))
                .restarts(3)
                .resamples(0);
        Segments ours = settings.segment(catalog, TestSpark.RUN);
        Segments theirs = settings.segment(catalog, new SparkWorkers(views, TestSpark.RUN), TestSpark.RUN);
        assertThat(theirs.inertia()).isCloseTo(ours.inertia(), within(0.01 * ours.inertia()));
        assertThat(theirs.profiles().stream()
                        .mapToInt(profile -> profile.users())
                        .sum())
                .isEqualTo(ours.profiles().stream()
                        .mapToInt(profile -> profile.users())
                        .sum());
        assertThat(theirs.profiles()).hasSize(4);
    }
}
