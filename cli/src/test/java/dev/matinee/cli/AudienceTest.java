package dev.matinee.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of an audience, from segments to the report, on the embedded sample and on data that have too little. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AudienceTest {
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private String workspace = "";

    @BeforeAll
    void ingest(@TempDir Path temporary) {
        folder = temporary;
        workspace = SampleWorkspace.in(folder.resolve("workspace"));
    }

    private String ingested(String name, String movies, String... ratings) throws IOException {
        Path source = Files.createDirectories(folder.resolve(name + "-source"));
        Files.writeString(source.resolve("ratings.csv"), "userId,movieId,rating\n" + String.join("\n", ratings) + "\n");
        Files.writeString(source.resolve("movies.csv"), movies);
        String made = folder.resolve(name).toString();
        Outcome outcome = Outcome.of("ingest", source.toString(), "-w", made);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return made;
    }

    @Test
    @SuppressWarnings("unchecked")
    void tastesAreDividedKeptAndDrawn() throws IOException {
        Path charts = folder.resolve("taste-charts");
        Outcome outcome = Outcome.of(
                "segment",
                "--tastes",
                "--missing",
                "zero",
                "--movies",
                "300",
                "--k",
                "4",
                "--restarts",
                "2",
                "--resamples",
                "3",
                "--name",
                "tastes",
                "--charts",
                charts.toString(),
                "--assign",
                folder.resolve("tastes.csv").toString(),
                "--json",
                "-w",
                workspace);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat((Map<String, Object>) outcome.json().get("matrix"))
                .containsEntry("movies", 300L)
                .containsEntry("missing", "zero")
                .containsEntry("users", 671L);
        List<Map<String, Object>> segments =
                (List<Map<String, Object>>) outcome.json().get("segments");
        assertThat(segments)
                .hasSize(4)
                .allSatisfy(
                        segment -> assertThat(segment).containsKeys("bestMovies", "densest", "deviations", "label"));
        assertThat(charts.resolve("segments-densest-1.svg")).isNotEmptyFile();
        assertThat(charts.resolve("segments.html")).isNotEmptyFile();
        assertThat(Files.readAllLines(folder.resolve("tastes.csv"))).hasSize(672);
        assertThat(Path.of(workspace, "segments", "tastes", "segments.json")).isNotEmptyFile();
    }

    @Test
    void optionsOfTastesAreRefusedWhereTheyMeanNothing() {
        assertError(2, "--movies needs --tastes", "segment", "--movies", "100", "-w", workspace);
        assertError(
                2, "--missing must be observed or zero", "segment", "--tastes", "--missing", "none", "-w", workspace);
        assertError(2, "--tastes takes the place of", "segment", "--tastes", "--features", "mean", "-w", workspace);
        assertError(2, "items must be at least 1", "segment", "--tastes", "--movies", "0", "-w", workspace);
        assertError(3, "700 segments were asked for", "segment", "--tastes", "--k", "700", "-w", workspace);
    }

    @Test
    @SuppressWarnings("unchecked")
    void theWinnerOfEachSegmentIsNamedInTableJsonAndReport() throws IOException {
        Outcome segmented = Outcome.of(
                "segment",
                "--k",
                "3",
                "--restarts",
                "2",
                "--resamples",
                "5",
                "--migration",
                "2005-01-01",
                "-w",
                workspace);
        assertThat(segmented.exitCode()).as(segmented.err()).isZero();
        Outcome evaluated = Outcome.of("evaluate", "popularity", "biases", "--per", "segment", "-w", workspace);
        assertThat(evaluated.exitCode()).as(evaluated.err()).isZero();
        assertThat(evaluated.out()).contains("ndcg@10 per segment", "Winners", "1: ", "popularity");

        Outcome shown = Outcome.of("leaderboard", "--per", "segment:audience", "--json", "-w", workspace);
        assertThat(shown.exitCode()).as(shown.err()).isZero();
        Map<String, Object> board =
                ((List<Map<String, Object>>) Objects.requireNonNull(shown.json().get("leaderboards"))).getFirst();
        Map<String, Object> per = (Map<String, Object>) Objects.requireNonNull(board.get("per"));
        assertThat((String) per.get("by")).startsWith("segment:audience@");
        assertThat((List<Map<String, Object>>) per.get("groups"))
                .hasSize(3)
                .allSatisfy(group ->
                        assertThat((Map<String, Object>) group.get("winner")).containsKey("model"));
        assertThat(Outcome.of("leaderboard", "--per", "activity", "-w", workspace)
                        .out())
                .contains("least active", "Winners");

        Outcome report = Outcome.of("report", "--json", "-w", workspace);
        assertThat(report.exitCode()).as(report.err()).isZero();
        Path page = Path.of((String) report.json().get("report"));
        assertThat(Files.size(page)).isLessThan(5_000_000);
        assertThat(Files.readString(page))
                .contains(
                        "The winner in each segment of audience",
                        "Who moved from which segment to which",
                        "How surely each segment is found again",
                        "How each segment differs from everyone",
                        "Watches more: ",
                        "Typical movies: ");
        assertThat(Outcome.of("report", "-w", workspace).out()).contains("the report is " + page);

        // Other segments under the same name: what was measured before is not taken for theirs.
        assertThat(Outcome.of("segment", "--k", "2", "--restarts", "2", "--resamples", "0", "-w", workspace)
                        .exitCode())
                .isZero();
        assertThat(Outcome.of("leaderboard", "--per", "segment", "-w", workspace)
                        .out())
                .contains("nothing was measured per segment as the segments are now; evaluate again");
    }

    @Test
    void groupsThatThereAreNotAreRefused() {
        assertError(
                2,
                "--per must be activity, taste, popularity, segment or segment:NAME, got activty (did you mean activity?)",
                "leaderboard",
                "--per",
                "activty",
                "-w",
                workspace);
        assertError(
                4, "there are no segments nobody", "evaluate", "biases", "--per", "segment:nobody", "-w", workspace);
    }

    @Test
    void withoutTimesAndGenresTheReportSaysWhatIsLeftOut() throws IOException {
        String bare = ingested(
                "bare", "movieId,title\n1,One\n2,Two\n3,Three\n", "1,1,5", "1,2,3", "2,1,2", "2,3,4", "3,2,1", "3,3,1");
        Outcome explored = Outcome.of("explore", "-w", bare);
        assertThat(explored.exitCode()).as(explored.err()).isZero();
        assertThat(explored.out()).contains("The data have no times", "The data have no genres");
        assertThat(Outcome.of("segment", "--resamples", "0", "--k", "2", "-w", bare)
                        .out())
                .contains("no movie has a genre, so segments have no favourite genres");
        Outcome report = Outcome.of("report", "--json", "-w", bare);
        assertThat(report.exitCode()).as(report.err()).isZero();
        assertThat(Files.readString(Path.of((String) report.json().get("report"))))
                .contains("The data have no times", "The data have no genres", "no movie has a genre")
                .doesNotContain("chart-by-month", "chart-genre-movies", "chart-segments-1-genres");
        assertError(3, "migration needs the times", "segment", "--migration", "2010-01-01", "--k", "2", "-w", bare);
        assertError(3, "no movie of the catalog has a genre", "segment", "--genres", "Drama,War", "-w", bare);
        assertError(2, "the movies have no genres", "explore", "--genre", "Drama", "-w", bare);
        assertError(2, "the ratings have no times", "explore", "--from", "2010-01-01", "-w", bare);
    }

    @Test
    void oneUserAndUsersWhoAreTheSameCannotBeDivided() throws IOException {
        String one = ingested("one", "movieId,title\n1,One\n", "1,1,5", "1,2,3");
        assertError(3, "there is only one user, who cannot be divided", "segment", "-w", one);
        assertError(3, "there is only 1 different user", "segment", "--tastes", "-w", one);
        for (String command : List.of("explore", "report")) {
            Outcome outcome = Outcome.of(command, "-w", one);
            assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        }
        String same = ingested("same", "movieId,title\n1,One\n", "1,1,5", "2,1,5", "3,1,5");
        assertError(3, "all 3 users are the same by ratings, mean, std", "segment", "-w", same);
        assertError(2, "there is no feature meann (did you mean mean?)", "segment", "--features", "meann", "-w", same);
    }

    private static void assertError(int exitCode, String message, String... arguments) {
        Outcome outcome = Outcome.of(arguments);
        assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isEqualTo(exitCode);
        assertThat(outcome.err()).contains(message).doesNotContain("\tat ");
        assertThat(outcome.err().lines()).hasSize(1);
    }
}
