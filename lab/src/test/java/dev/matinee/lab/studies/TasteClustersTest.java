package dev.matinee.lab.studies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.engine.json.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Document 003 on the embedded sample, which has the very ratings it is about: its figures, had again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TasteClustersTest {
    @SuppressWarnings("NullAway.Init")
    private StudyData data;

    @SuppressWarnings("NullAway.Init")
    private StudyResult result;

    @BeforeAll
    void study(@TempDir Path folder) {
        data = Ingested.sample(folder);
        result = Studies.named("taste-clusters").run(data, Ingested.RUN);
    }

    @AfterAll
    void close() {
        data.catalog().close();
    }

    private Verdict.Kind verdict(String finding) {
        return result.finding(finding).verdict().kind();
    }

    @Test
    void theFirstLineSaysThatTheseAreTheDocumentsRatings() {
        assertThat(result.sentence())
                .startsWith("Done on the embedded sample: ")
                .endsWith("the ratings that the document is about.");
    }

    /** The facts that were reproduced independently with scikit-learn. */
    @Test
    void whatTheDocumentPrintsIsHadAgain() {
        for (String same : List.of(
                "genre-means",
                "biased-subset",
                "two-groups",
                "silhouettes",
                "third-genre",
                "thousand-movies",
                "cluster-means")) {
            assertThat(result.finding(same).figures()).as(same).allMatch(Figure::agrees);
            assertThat(verdict(same)).as(same).isEqualTo(Verdict.Kind.SAME);
        }
        assertThat(result.finding("biased-subset").figure("rows").ours()).isEqualTo(183);
        assertThat(result.finding("users-by-titles").figure("titles").ours()).isEqualTo(9064L);
        assertThat(result.finding("thousand-movies").figure("ratings in it").ours())
                .isEqualTo(62_397L);
        assertThat(result.finding("ten-clusters").figure("inertia of ours").number())
                .isLessThan(1.001 * 589_259.2);
    }

    @Test
    void everyMistakeIsShownByANumber() {
        for (String wrong : List.of(
                "plot-of-seven",
                "users-by-titles",
                "densest-region",
                "missing-as-zero",
                "user-three",
                "recommendations")) {
            assertThat(verdict(wrong)).as(wrong).isEqualTo(Verdict.Kind.WRONG);
            assertThat(result.finding(wrong).mistake()).as(wrong).isPresent();
        }
        Finding recommendations = result.finding("recommendations");
        assertThat(recommendations.figure("of them rest on one rating").ours()).isEqualTo(16L);
        assertThat(recommendations
                        .figure("most ratings that one of them rests on")
                        .ours())
                .isEqualTo(3);
        assertThat(result.finding("user-three").figure("user").ours()).isEqualTo("55");
        assertThat(result.finding("user-three")
                        .figure("movies of the table that the user has not rated")
                        .agrees())
                .isTrue();
        assertThat(result.finding("plot-of-seven")
                        .figure("silhouette of the chosen k = 7")
                        .agrees())
                .isTrue();
    }

    @Test
    void thePageHasTheseFigures() {
        Path page = Path.of(System.getProperty("matinee.root"), "docs/studies/taste-clusters.md");
        assertThat(StudyPage.figuresOf(StudyPage.read(page))).isEqualTo(StudyPage.figures(result));
    }

    @Test
    void theReportIsOneFileAndTheJsonHasEveryFinding(@TempDir Path folder) throws java.io.IOException {
        Path root = Path.of(System.getProperty("matinee.root"));
        String html = java.nio.file.Files.readString(StudyReport.write(result, folder, root));

        assertThat(html).contains("document is wrong because", "docs/studies/taste-clusters.md#row-numbers-for-ids");
        assertThat(html).doesNotContain("<script src", "<link rel");
        assertThat(java.util.regex.Pattern.compile("id=\"chart-([a-z0-9-]+)\"")
                        .matcher(html)
                        .results()
                        .map(match -> match.group(1)))
                .doesNotHaveDuplicates();
        assertThat(Json.parseObject(java.nio.file.Files.readString(folder.resolve("taste-clusters.json")))
                        .get("findings"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(result.findings().size());
    }
}
