package dev.matinee.lab.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.ingest.Ingest;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.ingest.Sources;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.Run;
import dev.matinee.engine.models.Content;
import dev.matinee.engine.models.Ease;
import dev.matinee.engine.models.Popularity;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.Rated;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.split.TrainingSet;
import dev.matinee.lab.answers.RatedMovies;
import dev.matinee.lab.answers.SegmentTastes;
import dev.matinee.lab.content.SharedTerms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Users of odd number watch space, those of even number love. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReasonsTest {
    private static final Run RUN = Run.seeded(1).threads(1);
    private static final List<Rated> SPACE = List.of(new Rated("1", 5), new Rated("2", 4), new Rated("5", 1));

    @SuppressWarnings("NullAway.Init")
    private Catalog catalog;

    @BeforeAll
    void ingest(@TempDir Path folder) throws IOException {
        Path source = Files.createDirectories(folder.resolve("source"));
        StringBuilder ratings = new StringBuilder("userId,movieId,rating,timestamp\n");
        for (int user = 1; user <= 24; user++) {
            for (int movie = 1; movie <= 4; movie++) {
                if ((user + movie) % 5 != 0) {
                    ratings.append(user)
                            .append(',')
                            .append(movie + (user % 2 == 0 ? 4 : 0))
                            .append(",4,1000000000\n");
                }
            }
        }
        Files.writeString(source.resolve("ratings.csv"), ratings);
        Files.writeString(
                source.resolve("movies.csv"),
                "movieId,title,genres\n1,Star one (1990),Sci-Fi\n2,Star two (1991),Sci-Fi\n3,Rocket (1992),Sci-Fi\n"
                        + "4,Planet star (1993),Sci-Fi\n5,Kiss (1994),Romance\n6,Hearts (1995),Romance\n"
                        + "7,Wedding (1996),Romance\n8,Two hearts (1997),Romance\n9,Star kiss (1998),Sci-Fi\n");
        Workspace workspace = Workspace.create(folder.resolve("workspace"));
        try (Source opened = Sources.open(source.toString(), SourceOptions.none())) {
            Ingest.of(opened, IngestOptions.defaults()).into(workspace, RUN);
        }
        catalog = workspace.catalog();
    }

    @AfterAll
    void close() {
        catalog.close();
    }

    private Reasons reasons(Settings<?> settings, List<Rated> history) {
        Model model = settings.train(TrainingSet.everything(catalog.interactions(RUN)), RUN);
        return new Reasons(model, RatedMovies.of(catalog.movies(), model.items()), history);
    }

    private SharedTerms terms() {
        return SharedTerms.of(catalog, catalog.interactions(RUN).items(), RUN);
    }

    private static Map<String, @Nullable Object> explained(Reasons reasons, String movie) {
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        item.put("movie", movie);
        reasons.addTo(item);
        return item;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, @Nullable Object> item, String key) {
        return (List<Map<String, Object>>) Objects.requireNonNull(item.get(key));
    }

    @Test
    void aRecommendationIsExplainedByMoviesTermsAndTheSegment() {
        Map<String, String> segments = new TreeMap<>();
        for (int user = 1; user <= 24; user++) {
            segments.put(Integer.toString(user), user % 2 == 0 ? "lovers" : "stargazers");
        }
        Reasons reasons = reasons(Ease.defaults(), SPACE)
                .terms(terms())
                .segment(new SegmentTastes(catalog.interactions(RUN), segments), "1");
        Map<String, @Nullable Object> item = explained(reasons, "4");

        assertThat(list(item, "reasons")).isNotEmpty().allSatisfy(reason -> {
            assertThat(reason.get("movie")).isIn("1", "2");
            assertThat(reason).containsKeys("title", "rating", "adds", "share");
        });
        assertThat(list(item, "about")).extracting(term -> term.get("term")).contains("Sci-Fi");
        assertThat(Objects.requireNonNull(item.get("segment")).toString())
                .contains("label=stargazers")
                .contains("share=");
        assertThat(String.valueOf(item.get("because")))
                .startsWith("because of Star ")
                .contains("also about ")
                .contains("Sci-Fi")
                .contains("% of \"stargazers\" have rated it, ");
        assertThat(explained(reasons, "8").get("segment")).isNull();
    }

    @Test
    void aMovieThatNobodyHasRatedIsExplainedByWhatItIsAbout() {
        Map<String, @Nullable Object> item =
                explained(reasons(Content.defaults().dimensions(4), SPACE).terms(terms()), "9");
        assertThat(list(item, "reasons").getFirst().get("movie")).isIn("1", "2");
        assertThat(list(item, "about")).extracting(term -> term.get("term")).contains("Sci-Fi");
    }

    @Test
    void aModelThatKnowsNoLikenessIsExplainedByTermsAlone() {
        Reasons without = reasons(Popularity.defaults(), SPACE);
        assertThat(explained(without, "4")).containsEntry("because", "").containsEntry("reasons", List.of());
        Map<String, @Nullable Object> item = explained(without.terms(terms()), "4");
        assertThat(list(item, "reasons"))
                .extracting(reason -> reason.get("movie"))
                .containsExactlyInAnyOrder("1", "2");
        assertThat(list(item, "reasons").getFirst()).containsKey("similarity");
    }

    @Test
    void whereNothingSpeaksForAMovieNothingIsSaid() {
        Map<String, @Nullable Object> item =
                explained(reasons(Ease.defaults(), List.of()).terms(terms()), "4");
        assertThat(list(item, "reasons")).isEmpty();
        assertThat(list(item, "about")).isEmpty();
        assertThat(item.get("because")).isEqualTo("");
    }
}
