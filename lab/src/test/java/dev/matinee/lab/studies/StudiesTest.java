package dev.matinee.lab.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.data.generate.DataShape;
import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The studies that take longer, on small generated ratings; and the pages of all of them. */
class StudiesTest {
    @TempDir
    Path folder;

    private StudyResult run(String name, DataShape shape) {
        StudyData data = Ingested.generated(shape, folder);
        try {
            return Studies.named(name).run(data, Ingested.RUN);
        } finally {
            data.catalog().close();
        }
    }

    private static void checkExplained(StudyResult result) throws IOException {
        String page = page(result.study().name());
        for (Finding finding : result.findings()) {
            finding.mistake().ifPresent(section -> assertThat(sections(page)).contains(section));
        }
        assertThat(result.findings().stream().map(Finding::name)).doesNotHaveDuplicates();
        assertThat(result.findings().stream()
                        .flatMap(finding -> finding.charts().stream())
                        .map(chart -> chart.name()))
                .doesNotHaveDuplicates();
    }

    private static String page(String study) throws IOException {
        return Files.readString(Path.of(System.getProperty("matinee.root"), "docs/studies/" + study + ".md"));
    }

    /** The sections of a page as links name them. */
    private static List<String> sections(String page) {
        return Pattern.compile("^#+ (.*)$", Pattern.MULTILINE)
                .matcher(page)
                .results()
                .map(match -> match.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .toList();
    }

    @Test
    void viewerInteractionsShowsItsMistakesOnADatabaseOfItsShape() throws IOException {
        StudyResult result = run(
                "viewer-interactions", DataShape.named("viewer-interactions").scaled(0.003));

        checkExplained(result);
        assertThat(result.sentence()).startsWith("Done on generated data with the shape of the document's");
        assertThat(result.finding("missing-values")
                        .figure("rows without a rating")
                        .number())
                .isPositive();
        assertThat(result.finding("power-users").verdict().kind()).isEqualTo(Verdict.Kind.WRONG);
        assertThat(result.finding("users-left-out").verdict().kind()).isEqualTo(Verdict.Kind.WRONG);
        assertThat(result.finding("leakage").verdict().kind()).isEqualTo(Verdict.Kind.WRONG);
        Finding leakage = result.finding("leakage");
        assertThat(leakage.figure("accuracy").number())
                .isGreaterThan(leakage.figure("accuracy of the same forest on honest features")
                                .number()
                        + 0.02);
        assertThat(result.finding("prepared").figure("features").agrees()).isTrue();
    }

    @Test
    void movieLensReportShowsItsMistakes() throws IOException {
        StudyResult result =
                run("movielens-report", DataShape.named("ml-25m-head").scaled(0.02));

        checkExplained(result);
        for (String wrong : List.of("worksheet", "clusters-of-ids", "errors", "recommendations")) {
            assertThat(result.finding(wrong).verdict().kind()).as(wrong).isEqualTo(Verdict.Kind.WRONG);
        }
        assertThat(result.finding("weighted-scores").figures().subList(0, 10)).allMatch(Figure::agrees);
        Finding recommended = result.finding("recommendations");
        assertThat(recommended
                        .figure("of the best 20 of all movies, rated by the user")
                        .number())
                .as("else nothing would have to be hidden")
                .isPositive();
        Finding clusters = result.finding("clusters-of-ids");
        assertThat(clusters.figure("cluster 0, mean of movieId").number())
                .isGreaterThan(2 * clusters.figure("cluster 1, mean of movieId").number());
        Finding stopping = result.finding("early-stopping");
        assertThat(stopping.figure("RMSE on the test set, the epoch chosen by the test set")
                        .number())
                .isLessThan(stopping.figure("RMSE on the test set, the epoch chosen by a part of the training set")
                        .number());
    }

    @Test
    void likeDislikeShowsItsMistakes() throws IOException {
        StudyResult result = run("like-dislike", DataShape.of(40, 80, 1_200));

        checkExplained(result);
        for (String wrong : List.of("winner", "leakage", "few-rows")) {
            assertThat(result.finding(wrong).verdict().kind()).as(wrong).isEqualTo(Verdict.Kind.WRONG);
        }
        assertThat(result.finding("few-rows").figures().stream()
                        .filter(figure -> figure.what().contains("draws of 5"))
                        .mapToDouble(Figure::number)
                        .sum())
                .isEqualTo(5);
    }

    @Test
    void anUnknownStudyIsRefusedWithTheNearest() {
        assertThatThrownBy(() -> Studies.named("taste-cluster"))
                .hasMessageContaining("did you mean taste-clusters?")
                .hasMessageContaining("viewer-interactions, movielens-report");
    }

    @Test
    void aVerdictIsSameOnlyWhereEveryPrintedFigureAgrees() {
        assertThat(finding(0.74, 0.741).compared("other data").verdict().kind()).isEqualTo(Verdict.Kind.SAME);
        Verdict differs = finding(0.74, 0.75).compared("other data").verdict();
        assertThat(differs).hasToString("differs because other data");
        assertThat(FindingBuilder.of("x", "there", "X")
                        .ours("a", 1)
                        .compared("")
                        .verdict()
                        .kind())
                .isEqualTo(Verdict.Kind.NOT_COMPARED);
        assertThat(finding(1, 2).wrong("s", false, "it").verdict())
                .hasToString("differs because these data do not show the mistake that the page of the study explains");
        assertThat(finding(1, 2).wrong("s", true, "it").verdict()).hasToString("document is wrong because it");
    }

    @Test
    void clustersArePairedByTheirMeansAndNotByTheirLabels() {
        double[][] theirs = {{1, 100, 3}, {2, 10, 5}, {3, 10, 1}};
        double[][] ours = {{30, 1, 1.5}, {11, 9, 3.2}, {19, 1, 4.9}};

        assertThat(Pairing.nearest(theirs, ours)).containsExactly(1, 2, 0);
    }

    private static FindingBuilder finding(double theirs, double ours) {
        return FindingBuilder.of("x", "there", "X").figure("accuracy", theirs, ours, 0.005);
    }

    /** The figures of a page are those of the JSON beside it, which the same command wrote. */
    @ParameterizedTest
    @ValueSource(
            strings = {"viewer-interactions", "movielens-report", "like-dislike", "taste-clusters", "user-segments"})
    void thePageHasTheFiguresOfItsJson(String study) throws IOException {
        String page = StudyPage.figuresOf(page(study));
        Map<String, Object> json = json(study);
        assertThat(page).startsWith(json.get("on") + " " + json.get("summary"));
        for (Object one : (List<?>) Objects.requireNonNull(json.get("findings"))) {
            Map<?, ?> finding = (Map<?, ?>) one;
            assertThat(page).contains("### " + finding.get("title") + "\n");
            for (Object row : (List<?>) Objects.requireNonNull(finding.get("figures"))) {
                Map<?, ?> figure = (Map<?, ?>) row;
                List<String> cells = new ArrayList<>(List.of(String.valueOf(figure.get("what"))));
                for (String side : List.of("document", "ours")) {
                    Object value = figure.get(side);
                    cells.add(
                            value == null
                                    ? ""
                                    : dev.matinee.lab.chart.Table.text(
                                            value instanceof Number number ? (Object) number.doubleValue() : value));
                }
                assertThat(page).contains("| " + String.join(" | ", cells) + " |");
            }
        }
    }

    private static Map<String, Object> json(String study) throws IOException {
        return Json.parseObject(Files.readString(
                Path.of(System.getProperty("matinee.root"), "docs/studies/figures/" + study + ".json")));
    }

    /** What was measured with scikit-learn on the same ratings: 0.805 with honest features, more where they leak. */
    @Test
    void theHonestClassifierOfTheSampleIsAsGoodAsMeasuredElsewhere() throws IOException {
        Map<String, Double> ours = new java.util.HashMap<>();
        for (Object one : (List<?>) Objects.requireNonNull(json("like-dislike").get("findings"))) {
            for (Object row : (List<?>) Objects.requireNonNull(((Map<?, ?>) one).get("figures"))) {
                Map<?, ?> figure = (Map<?, ?>) row;
                if (figure.get("ours") instanceof Number number) {
                    ours.put(((Map<?, ?>) one).get("name") + " " + figure.get("what"), number.doubleValue());
                }
            }
        }
        assertThat(ours.get("leakage likes-xgboost: rocAuc, honest features")).isCloseTo(0.805, within(0.02));
        assertThat(ours.get("leakage likes-xgboost: rocAuc, features from all rows"))
                .isGreaterThan(0.83);
    }
}
