package dev.matinee.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The commands on the embedded sample, with good input and with bad. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsTest {
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private String workspace = "";

    @BeforeAll
    void ingestAndTrain(@TempDir Path temporary) {
        folder = temporary;
        workspace = folder.resolve("workspace").toString();
        assertThat(Outcome.of("ingest", "sample", "-w", workspace).exitCode()).isZero();
        assertThat(Outcome.of("train", "biases", "-w", workspace).exitCode()).isZero();
        assertThat(Outcome.of("train", "implicit-als", "--set", "factors=8", "--set", "iterations=4", "-w", workspace)
                        .exitCode())
                .isZero();
    }

    @Test
    void describeShowsTheSample() {
        Outcome outcome = Outcome.of("describe", "--json", "-w", workspace);

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.json().get("data"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("ratings", 100_004L)
                .containsEntry("users", 671L)
                .containsEntry("ratedMovies", 9_066L)
                .containsEntry("scale", Json.parse("{\"min\":0.5,\"max\":5.0,\"step\":0.5}"));
        assertThat(Outcome.of("describe", "-w", workspace).out()).contains("100,004 ratings by 671 users");
    }

    @Test
    void exploreShowsTheSampleInNumbersAndPictures() {
        Path charts = folder.resolve("charts");
        Outcome outcome =
                Outcome.of("explore", "--json", "--genre", "sci-fi", "--charts", charts.toString(), "-w", workspace);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.json())
                .containsKeys("data", "describe", "ratingDistribution", "longTail", "byMonth", "topMovies", "charts");
        assertThat(charts.resolve("exploration.html")).isNotEmptyFile();
        assertThat(charts.resolve("long-tail.svg")).isNotEmptyFile();
        assertError(2, "did you mean Drama?", "explore", "--genre", "Dramma", "-w", workspace);
        assertError(2, "before it begins", "explore", "--from", "2010-01-01", "--to", "2009-01-01", "-w", workspace);
        assertError(
                2,
                "--from must be a day such as 2015-01-31, got lately",
                "explore",
                "--from",
                "lately",
                "-w",
                workspace);
    }

    @Test
    void segmentsAreKeptAndAssigned() throws IOException {
        Path assigned = folder.resolve("segments.parquet");
        Outcome outcome = Outcome.of(
                "segment",
                "--k",
                "3",
                "--restarts",
                "2",
                "--resamples",
                "2",
                "--assign",
                assigned.toString(),
                "--json",
                "-w",
                workspace);

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.json())
                .containsKeys("features", "rows", "inertia", "silhouette", "curve", "stability", "segments")
                .containsEntry("k", 3L);
        assertThat(Files.readString(Path.of(workspace, "segments", "audience", "segments.json")))
                .contains("\"usersFile\"");
        assertThat(Files.readAllBytes(assigned)).startsWith("PAR1".getBytes(StandardCharsets.US_ASCII));
        assertError(2, "--k must be a number or read FROM..TO", "segment", "--k", "few", "-w", workspace);
        assertError(2, "a table is written as .csv or .parquet", "segment", "--assign", "a.txt", "-w", workspace);
        assertError(3, "700 segments were asked for, but there are only 6", "segment", "--k", "700", "-w", workspace);
        assertError(2, "did you mean Romance?", "segment", "--features", "genre:Romanse", "-w", workspace);
    }

    @Test
    void segmentsAreDrawnWhereChartsAreAskedFor() {
        Path charts = folder.resolve("segment-charts");
        Outcome outcome = Outcome.of(
                "segment",
                "--genres",
                "Romance,Sci-Fi,Action",
                "--k",
                "3",
                "--restarts",
                "2",
                "--resamples",
                "0",
                "--name",
                "drawn",
                "--charts",
                charts.toString(),
                "--json",
                "-w",
                workspace);

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.json()).containsKeys("segments", "charts");
        assertThat(charts.resolve("segments.html")).isNotEmptyFile();
        assertThat(charts.resolve("segments-users.svg")).isNotEmptyFile();
        assertThat(charts.resolve("segments-genres.csv")).isNotEmptyFile();
        assertError(2, "with --source there is no workspace for charts", "segment", "--charts", "--source", "sample");
    }

    @Test
    @SuppressWarnings("unchecked")
    void evaluationsOfOneSplitStandInOneLeaderboard() {
        Outcome outcome = Outcome.of(
                "evaluate",
                "popularity",
                "biases",
                "implicit-als",
                "--set",
                "implicit-als.factors=4",
                "--split",
                "latest:0.2",
                "--at",
                "5",
                "--json",
                "-w",
                workspace);

        assertThat(outcome.exitCode()).isZero();
        List<Map<String, Object>> results =
                (List<Map<String, Object>>) outcome.json().get("results");
        assertThat(results).hasSize(3).allSatisfy(result -> {
            assertThat((Map<String, Object>) result.get("metrics")).containsKeys("ndcg@5", "recall@5", "coverage@5");
            assertThat(result).containsKeys("trainSeconds", "bytes", "requestMillis", "run", "settings");
        });
        Outcome shown = Outcome.of("leaderboard", "--by", "recall@5", "--explain", "-w", workspace);
        assertThat(shown.out())
                .contains("implicit-als (factors=4)")
                .contains("split latest:0.2")
                .contains("hits / relevant");
        assertError(2, "there is no metric ndgc@10", "leaderboard", "--by", "ndgc@10", "-w", workspace);
        assertError(
                2,
                "there is no split lastest (did you mean latest?)",
                "evaluate",
                "biases",
                "--split",
                "lastest:0.2",
                "-w",
                workspace);
        assertError(
                2, "is for the model ease", "evaluate", "biases", "--set", "ease.regularization=3", "-w", workspace);
    }

    @Test
    @SuppressWarnings("unchecked")
    void theDemoDoesTheMainJob() {
        String target = folder.resolve("demo").toString();
        Outcome outcome = Outcome.of("demo", "--no-serve", "--json", "-w", target);

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        Map<String, Object> json = outcome.json();
        assertThat((Map<String, Object>) json.get("data")).containsEntry("ratings", 100_004L);
        assertThat(results(json, "leaderboard", "results")).hasSizeGreaterThanOrEqualTo(3);
        assertThat(results(json, "recommendations", "items")).hasSize(10);
        assertThat(Outcome.of("recommend", "1", "-w", target).exitCode()).isZero();
    }

    private static List<?> results(Map<String, Object> json, String part, String list) {
        return json.get(part) instanceof Map<?, ?> map && map.get(list) instanceof List<?> found ? found : List.of();
    }

    @Test
    void theDemoDoesNotReplaceOtherData() throws IOException {
        String target = folder.resolve("mine").toString();
        Path ratings = folder.resolve("mine.csv");
        Files.writeString(ratings, "userId,movieId,rating,timestamp\n1,1,4,1000000000\n2,1,5,1000000002\n");
        assertThat(Outcome.of("ingest", ratings.toString(), "-w", target).exitCode())
                .isZero();

        assertError(5, "holds mine, which the demo would replace", "demo", "-w", target);
    }

    @Test
    void whatDoesNotExistIsNamedInOneSentence() {
        assertError(4, "there is no user 99999 in the training ratings", "recommend", "99999", "-w", workspace);
        assertError(4, "there is no movie zzzz", "similar", "zzzzzzzzzzzz", "-w", workspace);
        assertError(
                4, "there is no trained model implicit-alss", "recommend", "1", "-m", "implicit-alss", "-w", workspace);
        assertError(4, "there is no workspace nowhere", "describe", "-w", "nowhere");
        assertError(
                4,
                "there is no file or folder no-such-file",
                "ingest",
                "no-such-file",
                "-w",
                folder.resolve("a").toString());
        assertError(2, "there is no command recomend (did you mean recommend?)", "recomend", "42");
        assertError(
                2,
                "there is no option --tops (did you mean --top?)",
                "recommend",
                "42",
                "--tops",
                "3",
                "-w",
                workspace);
        assertError(
                2,
                "there is no model impliicit-als (did you mean implicit-als?)",
                "train",
                "impliicit-als",
                "-w",
                workspace);
        assertError(
                2,
                "there is no setting factor (did you mean factors?)",
                "train",
                "implicit-als",
                "--set",
                "factor=3",
                "-w",
                workspace);
        assertError(
                2, "factors must be at least 1, got 0", "train", "implicit-als", "--set", "factors=0", "-w", workspace);
        assertError(2, "there is no genre Akshun", "recommend", "42", "--genre", "Akshun", "-w", workspace);
        assertError(2, "threads must be at least 1, got 0", "describe", "--threads", "0", "-w", workspace);
        assertError(2, "top must be at least 1, got 0", "recommend", "42", "--top", "0", "-w", workspace);
        assertError(2, "a command is missing");
    }

    private static void assertError(int exitCode, String message, String... arguments) {
        Outcome outcome = Outcome.of(arguments);
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(exitCode);
        assertThat(outcome.err()).contains(message).doesNotContain("\tat ");
        assertThat(outcome.err().lines()).hasSize(1);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    @SuppressWarnings("unchecked")
    void errorsAreJsonToo() {
        Outcome outcome = Outcome.of("recommend", "99999", "--json", "-w", workspace);

        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.err()).isEmpty();
        assertThat((Map<String, Object>) outcome.json().get("error"))
                .containsEntry("code", "notFound")
                .containsEntry("message", "there is no user 99999 in the training ratings")
                .containsKey("remedy");
        assertThat(Outcome.of("recommend", "--json", "--frob").json()).containsKey("error");
    }

    @Test
    void aFailedIngestLeavesNothingBehind() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.csv"));
        Path target = folder.resolve("fresh");

        assertThat(Outcome.of("ingest", empty.toString(), "-w", target.toString())
                        .exitCode())
                .isEqualTo(3);
        assertThat(target).doesNotExist();
        String before = Outcome.of("describe", "--json", "-w", workspace).out();
        assertThat(Outcome.of("ingest", empty.toString(), "-w", workspace).exitCode())
                .isEqualTo(3);
        assertThat(Outcome.of("describe", "--json", "-w", workspace).out()).isEqualTo(before);
    }

    @Test
    void aModelOfAnotherCatalogIsRefusedWithBothHashes() throws IOException {
        String other = folder.resolve("other").toString();
        Path ratings = folder.resolve("few.csv");
        Files.writeString(
                ratings, "userId,movieId,rating,timestamp\n1,1,4,1000000000\n1,2,3,1000000001\n2,1,5,1000000002\n");
        assertThat(Outcome.of("ingest", ratings.toString(), "-w", other).exitCode())
                .isZero();
        assertThat(Outcome.of("train", "popularity", "-w", other).exitCode()).isZero();
        assertThat(Outcome.of("ingest", "sample", "-w", other).exitCode()).isZero();

        Outcome outcome = Outcome.of("recommend", "1", "-w", other);
        assertThat(outcome.exitCode()).isEqualTo(5);
        assertThat(outcome.err())
                .contains("was trained on ratings with the hash")
                .contains("train the model again");
    }

    @Test
    void generatedDataIsIngestedAgain() {
        String target = folder.resolve("generated").toString();
        Outcome generated = Outcome.of("generate", "--like", "ml-100k", "--scale", "0.05", "--to", target, "--json");

        assertThat(generated.exitCode()).isZero();
        Object ratings = generated.json().get("ratings");
        Outcome described = Outcome.of("describe", "--source", target, "--json");
        assertThat(described.json().get("data"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("ratings", ratings);
        assertThat(Outcome.of("generate", "--like", "ml-100k", "--to", target).exitCode())
                .isEqualTo(5);
    }

    @Test
    void doctorFindsADamagedModel() throws IOException {
        assertThat(Outcome.of("doctor", "-w", workspace).out()).contains("model biases");
        Path numbers = Path.of(workspace, "models", "biases", "0001", "model.safetensors");
        byte[] whole = Files.readAllBytes(numbers);
        try {
            Files.write(numbers, "cut".getBytes(StandardCharsets.UTF_8));
            Outcome outcome = Outcome.of("doctor", "-w", workspace, "--json");
            assertThat(outcome.exitCode()).isEqualTo(5);
            assertThat(outcome.out()).contains("broken").contains("is damaged");
        } finally {
            Files.write(numbers, whole);
        }
    }

    @Test
    void theLogSaysWhatWasRunAndHowItEnded() throws IOException {
        Outcome.of("recommend", "99999", "-w", workspace);

        assertThat(Files.readString(Path.of(workspace, "logs", "matinee.log")))
                .contains("matinee ingest sample")
                .contains("ended with notFound: there is no user 99999");
    }

    @Test
    void settingsAreListedWithRangesAndDefaults() {
        assertThat(Outcome.of("train", "implicit-als", "--settings").out())
                .contains("factors")
                .contains("1 to 2048");
        assertThat(Outcome.of("--version").out()).contains("Java 25");
        assertThat(Outcome.of("help", "ingest").out()).contains("--duplicates");
    }
}
