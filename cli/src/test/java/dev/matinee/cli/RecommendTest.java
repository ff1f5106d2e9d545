package dev.matinee.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Lists, similar movies and predictions on the embedded sample. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecommendTest {
    private String workspace = "";

    @BeforeAll
    void ingestAndTrain(@TempDir Path temporary) {
        workspace = SampleWorkspace.in(temporary.resolve("workspace"));
        assertThat(Outcome.of("train", "biases", "-w", workspace).exitCode()).isZero();
        assertThat(Outcome.of("train", "implicit-als", "--set", "factors=8", "--set", "iterations=4", "-w", workspace)
                        .exitCode())
                .isZero();
    }

    @Test
    @SuppressWarnings("unchecked")
    void recommendNamesTenUnseenMovies() {
        Map<String, Object> answer =
                Outcome.of("recommend", "42", "--json", "-w", workspace).json();

        assertThat(answer)
                .containsEntry("user", "42")
                .containsEntry("basis", "personal")
                .containsEntry("model", "implicit-als");
        List<Map<String, Object>> items = (List<Map<String, Object>>) answer.get("items");
        assertThat(items).hasSize(10).allSatisfy(item -> {
            assertThat(item).containsKeys("rank", "movie", "year", "genres", "score");
            assertThat((String) item.get("title")).isNotBlank();
        });
        assertThat(Outcome.of("recommend", "42", "--top", "3", "-w", workspace)
                        .out()
                        .lines())
                .hasSize(6)
                .first()
                .asString()
                .startsWith("for user 42 by implicit-als 0001");
    }

    @Test
    @SuppressWarnings("unchecked")
    void filtersAreKeptTo() {
        Map<String, Object> answer = Outcome.of(
                        "recommend",
                        "42",
                        "--genre",
                        "film-noir",
                        "--from",
                        "1940",
                        "--to",
                        "1959",
                        "--json",
                        "-w",
                        workspace)
                .json();

        assertThat((List<Map<String, Object>>) answer.get("items")).isNotEmpty().allSatisfy(item -> {
            assertThat((Long) item.get("year")).isBetween(1940L, 1959L);
            assertThat((List<String>) item.get("genres")).contains("Film-Noir");
        });
        Outcome nothing = Outcome.of("recommend", "42", "--from", "2100", "-w", workspace);
        assertThat(nothing.exitCode()).isZero();
        assertThat(nothing.out()).contains("movies 0 are from 2100, none passes the filters");
    }

    @Test
    @SuppressWarnings("unchecked")
    void diversityChangesTheListAndKeepsItsLength() {
        List<Object> plain = (List<Object>)
                Outcome.of("recommend", "42", "--json", "-w", workspace).json().getOrDefault("items", List.of());
        List<Object> diverse =
                (List<Object>) Outcome.of("recommend", "42", "--diversity", "0.8", "--json", "-w", workspace)
                        .json()
                        .getOrDefault("items", List.of());

        assertThat(diverse).hasSize(10).isNotEqualTo(plain).first().isEqualTo(plain.getFirst());
        assertError(
                2, "diversity must be between 0 and 1, got 2", "recommend", "42", "--diversity", "2", "-w", workspace);
    }

    @Test
    void calibrationAndRecencyChangeTheList() {
        List<Object> lists = new ArrayList<>();
        for (String[] wish : new String[][] {{}, {"--calibration", "0.9"}, {"--half-life", "5"}}) {
            List<String> words = new ArrayList<>(List.of("recommend", "42", "--json", "-w", workspace));
            words.addAll(List.of(wish));
            lists.add(Outcome.of(words.toArray(new String[0])).json().getOrDefault("items", List.of()));
        }

        assertThat(lists)
                .doesNotHaveDuplicates()
                .allSatisfy(list -> assertThat((List<?>) list).hasSize(10));
        assertError(
                2,
                "use --diversity or --calibration, not both",
                "recommend",
                "42",
                "--diversity",
                "0.5",
                "--calibration",
                "0.5",
                "-w",
                workspace);
    }

    @Test
    void allUsersGetTheirListsInAFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("all.csv");
        Map<String, Object> answer = Outcome.of(
                        "recommend", "--all", file.toString(), "--top", "3", "--json", "-w", workspace)
                .json();

        List<String> lines = Files.readAllLines(file);
        long users = (Long) answer.getOrDefault("users", 0L);
        assertThat(lines).hasSize((int) (1 + 3 * users)).startsWith("user,rank,movie,score");
        assertThat(answer).containsEntry("lines", 3 * users);
        Map<String, Object> one = Outcome.of("recommend", "42", "--top", "3", "--json", "-w", workspace)
                .json();
        List<?> items = (List<?>) one.getOrDefault("items", List.of());
        assertThat(lines.stream()
                        .filter(line -> line.startsWith("42,"))
                        .map(line -> line.split(",", -1)[2])
                        .toList())
                .isEqualTo(items.stream()
                        .map(item -> ((Map<?, ?>) item).get("movie"))
                        .toList());
        assertError(2, "name one of a user, a visitor's ratings", "recommend", "42", "--all", "x.csv", "-w", workspace);
    }

    @Test
    void aVisitorIsFoldedIn() {
        assertThat(Outcome.of("recommend", "--history", "1:5,260:4.5", "--json", "-w", workspace)
                        .json())
                .containsEntry("basis", "foldedIn")
                .containsEntry("user", null);
    }

    @Test
    void aSourceIsReadForOneRun() {
        Outcome outcome = Outcome.of("recommend", "42", "--source", "sample", "--model", "popularity", "--json");

        assertThat(outcome.json()).containsEntry("version", "unsaved").containsEntry("basis", "popular");
    }

    @Test
    void similarFindsAMovieByPartOfItsTitle() {
        assertThat(Outcome.of("similar", "lord of the rings: the two", "--json", "-w", workspace)
                        .json())
                .containsEntry("title", "Lord of the Rings: The Two Towers, The")
                .containsEntry("basis", "ratings");
        assertThat(Outcome.of("similar", "The Matrix", "--json", "-w", workspace)
                        .json())
                .containsEntry("movie", "2571");
        Outcome several = Outcome.of("similar", "star wars", "-w", workspace);
        assertThat(several.exitCode()).isEqualTo(2);
        assertThat(several.err()).contains("may be any of").contains("260 Star Wars: Episode IV - A New Hope (1977)");
    }

    @Test
    void predictSaysARatingOnTheScale() {
        Map<String, Object> answer = Outcome.of(
                        "predict", "42", "Toy Story (1995)", "-m", "biases", "--json", "-w", workspace)
                .json();

        assertThat((Double) answer.get("rating")).isBetween(0.5, 5.0);
        Outcome cannot = Outcome.of("predict", "42", "1", "-m", "implicit-als", "-w", workspace);
        assertThat(cannot.exitCode()).isEqualTo(2);
        assertThat(cannot.err()).contains("implicit-als cannot predict ratings");
    }

    private static void assertError(int exitCode, String message, String... arguments) {
        Outcome outcome = Outcome.of(arguments);
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(exitCode);
        assertThat(outcome.err()).contains(message).doesNotContain("\tat ");
        assertThat(outcome.err().lines()).hasSize(1);
        assertThat(outcome.out()).isEmpty();
    }
}
