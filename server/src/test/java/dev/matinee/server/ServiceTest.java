package dev.matinee.server;

import static dev.matinee.server.SampleService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service answers, to good requests and to bad ones. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceTest {
    @SuppressWarnings("NullAway.Init")
    private Workspace workspace;

    @SuppressWarnings("NullAway.Init")
    private SampleService sample;

    @BeforeAll
    void serve(@TempDir Path folder) {
        workspace = SampleService.workspace(folder.resolve("workspace"));
        sample = SampleService.of(workspace);
    }

    @AfterAll
    void stop() {
        sample.close();
    }

    private static List<Map<String, Object>> items(HttpResponse<String> answer) {
        return list(json(answer), "items");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> json, String name) {
        return json.get(name) instanceof List<?> list ? (List<Map<String, Object>>) list : List.of();
    }

    @Test
    void aUserGetsUnseenMoviesAndWhatTheyRestOn() {
        HttpResponse<String> answer = sample.get("/api/v1/users/42/recommendations?top=5");

        assertThat(json(answer))
                .containsEntry("user", "42")
                .containsEntry("basis", "personal")
                .containsEntry("model", "implicit-als")
                .containsEntry("version", "0001");
        List<Object> seen = list(json(sample.get("/api/v1/users/42?top=1000")), "history").stream()
                .map(line -> line.get("movie"))
                .toList();
        assertThat(items(answer)).hasSize(5).noneMatch(item -> seen.contains(item.get("movie")));
        assertThat(items(sample.get("/api/v1/users/42/recommendations?hideSeen=false&top=100")))
                .anyMatch(item -> seen.contains(item.get("movie")));
    }

    @Test
    void filtersHoldForEveryMovie() {
        List<Map<String, Object>> items =
                items(sample.get("/api/v1/users/42/recommendations?genre=comedy&from=1990&to=1999&top=20"));
        assertThat(items).hasSize(20).allSatisfy(item -> {
            assertThat((List<?>) item.get("genres")).anyMatch("Comedy"::equals);
            assertThat((Long) item.get("year")).isBetween(1990L, 1999L);
        });
        assertThat(items(sample.get("/api/v1/users/42/recommendations?diversity=0.9")))
                .isNotEqualTo(items(sample.get("/api/v1/users/42/recommendations")));
    }

    @Test
    void aVisitorsHistoryIsFoldedInAndHidden() {
        HttpResponse<String> answer = sample.post(
                "/api/v1/recommendations",
                "{\"history\":[{\"movie\":\"260\",\"rating\":5},{\"movie\":\"1196\",\"rating\":5}],\"explain\":true}");
        assertThat(json(answer)).containsEntry("basis", "foldedIn").containsEntry("user", null);
        assertThat(items(answer))
                .hasSize(10)
                .noneMatch(item -> List.of("260", "1196").contains(item.get("movie")));
        assertThat(items(answer))
                .anySatisfy(item -> assertThat(list(item, "reasons")).isNotEmpty());
    }

    @Test
    void anUnknownUserGetsWhatIsAskedFor() {
        assertThat(json(sample.get("/api/v1/users/nobody/recommendations"))).containsEntry("basis", "popular");
        assertThat(json(sample.get("/api/v1/users/nobody/recommendations?strangers=empty")))
                .containsEntry("basis", "none")
                .containsEntry("items", List.of());
        assertThat(sample.get("/api/v1/users/nobody/recommendations?strangers=fail")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aBatchAnswersEachForItself() {
        List<Map<String, Object>> answers = list(
                json(sample.post(
                        "/api/v1/recommendations:batch",
                        "{\"requests\":[{\"user\":\"42\",\"top\":3},{\"user\":\"1\",\"genre\":\"Dramma\"}]}")),
                "answers");
        assertThat(answers).hasSize(2);
        assertThat(list(answers.getFirst(), "items"))
                .isEqualTo(items(sample.get("/api/v1/users/42/recommendations?top=3")));
        assertThat(String.valueOf(answers.getLast().get("error"))).contains("did you mean Drama?");
    }

    @Test
    void whatIsNotNamedRightIsNamedInTheAnswer() {
        assertThat(json(sample.get("/api/v1/users/42/recommendations?gnere=Drama"))
                        .get("detail"))
                .asString()
                .contains("there is no parameter gnere (did you mean genre?)");
        assertThat(json(sample.get("/api/v1/users/42/recommendations?genre=Dramma"))
                        .get("detail"))
                .asString()
                .contains("did you mean Drama?");
        assertThat(json(sample.get("/api/v1/users/42/recommendations?model=implicit-asl"))
                        .get("detail"))
                .asString()
                .contains("did you mean implicit-als?");
        assertThat(json(sample.get("/api/v1/movies?search=qqqqqqqqqqqqqq")))
                .containsEntry("found", 0L)
                .containsKey("nearest");
    }

    @Test
    void moviesAreFoundByTitleAndOrderedByScore() {
        assertThat(items(sample.get("/api/v1/movies?search=GODFATHER%20the")).getFirst())
                .containsEntry("movie", "858");
        assertThat(json(sample.get("/api/v1/movies/858"))).containsEntry("year", 1972L);
        List<Map<String, Object>> best = items(sample.get("/api/v1/movies/top?genre=Horror&top=5"));
        List<Double> scores = best.stream()
                .map(item -> item.get("score") instanceof Double score ? score : Double.NaN)
                .toList();
        assertThat(scores).hasSize(5).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void moviesAreFoundWhileTheirTitleIsTypedAndInSpiteOfTypos() {
        assertThat(items(sample.get("/api/v1/movies?search=shawsh")).getFirst()).containsEntry("movie", "318");
        assertThat(items(sample.get("/api/v1/movies?search=the%20matrix")).getFirst())
                .containsEntry("movie", "2571");
        Map<String, Object> typo = json(sample.get("/api/v1/movies?search=godfahter"));
        assertThat(typo).containsEntry("typos", 1L);
        assertThat(list(typo, "items").getFirst()).containsEntry("movie", "858");
    }

    @Test
    void similarMoviesAreThoseOfTheSamePeopleOrOfTheSameContentOrBoth() {
        assertThat(items(sample.get("/api/v1/movies/260/similar?top=4"))).hasSize(4);
        Map<String, Object> content = json(sample.get("/api/v1/movies/1/similar?by=content&top=5"));
        assertThat(content).containsEntry("basis", "content").containsEntry("model", null);
        assertThat(list(content, "items")).hasSize(5).allSatisfy(item -> {
            assertThat((List<?>) item.get("genres")).anyMatch("Animation"::equals);
            assertThat(list(item, "shared")).isNotEmpty();
        });
        Map<String, Object> mixed = json(sample.get("/api/v1/movies/1/similar?by=mixed&top=5"));
        assertThat(mixed).containsEntry("basis", "mixed").containsEntry("model", "implicit-als");
        assertThat(sample.get("/api/v1/movies/1/similar?by=content&model=implicit-als")
                        .statusCode())
                .isEqualTo(400);
        assertThat(sample.get("/api/v1/movies/1/similar?by=magic").statusCode()).isEqualTo(400);
    }

    @Test
    void newVisitorsAreAskedAboutMoviesThatManyKnow() {
        List<Map<String, Object>> questions = items(sample.get("/api/v1/visitors/questions?top=10"));
        assertThat(questions)
                .hasSize(10)
                .allSatisfy(item -> assertThat((Double) item.get("known")).isGreaterThan(0.1));
        Object first = Objects.requireNonNull(questions.getFirst().get("movie"));
        assertThat(items(sample.get("/api/v1/visitors/questions?except=" + first)))
                .noneMatch(item -> first.equals(item.get("movie")));
    }

    @Test
    void whatIsKnownNeedsNoSecondAnswer() {
        HttpResponse<String> answer = sample.get("/api/v1/movies/858");
        String tag = answer.headers().firstValue("ETag").orElseThrow();
        assertThat(answer.headers().firstValue("Cache-Control")).contains("public, max-age=60");
        HttpResponse<String> again = sample.get("/api/v1/movies/858", "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void everyAnswerHasItsNameAndGuardsTheReader() {
        HttpResponse<String> answer = sample.get("/api/v1/models", "X-Request-Id", "from-outside-1");
        assertThat(answer.headers().firstValue("X-Request-Id")).contains("from-outside-1");
        assertThat(sample.get("/api/v1/models", "X-Request-Id", "a b\"c")
                        .headers()
                        .firstValue("X-Request-Id"))
                .get()
                .asString()
                .matches("[0-9a-f]{12}-[0-9]+");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/users/42/recommendations?top=0 400",
                "GET /api/v1/users/42/recommendations?top=ten 400",
                "GET /api/v1/users/42/recommendations?top=1&top=2 400",
                "GET /api/v1/users/42/recommendations?diversity=NaN 400",
                "GET /api/v1/nothing 404",
                "DELETE /api/v1/models 405",
                "GET /api/v1/users/..%2f..%2fetc%2fpasswd 400",
                "GET /api/v1/users/%00 400",
                "GET /api/v1/users/%ff%fe 400",
                "GET /api/v1/movies/%27%20OR%201=1-- 404",
                "GET /api/v1/../../etc/passwd 404",
                "GET /api/v1/movies?search=%zz 400"
            })
    void badRequestsGetProblems(String given) throws IOException {
        String[] parts = given.split(" ", -1);
        String answer = raw(parts[0] + " " + parts[1] + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 " + parts[2]).contains("application/problem+json");
        assertThat(answer).doesNotContain("java.", "Exception", "jetty", "Jetty");
    }

    @Test
    void onlyRequestsUnderTheNamesOfThisMachineAreAnswered() throws IOException {
        assertThat(raw("GET /api/v1/models HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void headersHaveALimit() throws IOException {
        assertThat(raw("GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(),
                        sample.service().address().getPort());
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            socket.setSoTimeout(10_000);
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void onlyJsonOfModestSizeIsRead() {
        assertThat(status("text/plain", "{}")).isEqualTo(415);
        assertThat(status("application/json; charset=utf-16", "{}")).isEqualTo(415);
        assertThat(status("application/json", "{\"history\":")).isEqualTo(422);
        assertThat(status("application/json", "[".repeat(100_000))).isEqualTo(422);
        assertThat(status("application/json", "{\"x\":\"" + "x".repeat(300_000) + "\"}"))
                .isEqualTo(413);
        assertThat(status("application/json", "{\"history\":[{\"movie\":\"260\",\"rating\":11}]}"))
                .isEqualTo(400);
        assertThat(status("application/json", "{\"history\":[{\"movie\":\"no\",\"rating\":1}]}"))
                .isEqualTo(404);
    }

    private int status(String type, String body) {
        return sample.send(HttpRequest.newBuilder(sample.at("/api/v1/recommendations"))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build())
                .statusCode();
    }

    @Test
    void healthAndCountsAreToldToOperators() {
        assertThat(json(sample.get("/health/ready")))
                .containsEntry("status", "ready")
                .containsEntry("version", "0001");
        sample.get("/api/v1/catalog");
        assertThat(sample.get("/metrics").body())
                .contains(
                        "matinee_http_requests_seconds_count{method=\"GET\",route=\"/api/v1/catalog\",status=\"200\"}")
                .contains("jvm_memory_used_bytes");
    }

    @Test
    void whatOtherMachinesCouldReachIsRefusedWithoutKeys() {
        assertThatThrownBy(() -> Service.start(
                        workspace, ServiceSettings.defaults().host("0.0.0.0").port(0), Run.seeded(1)))
                .isInstanceOf(MatineeException.class)
                .hasMessageContaining("other machines could reach the service");
        assertThatThrownBy(() -> Service.start(
                        workspace,
                        ServiceSettings.defaults()
                                .port(sample.service().address().getPort()),
                        Run.seeded(1)))
                .isInstanceOf(MatineeException.class)
                .hasMessageContaining("another program does");
    }
}
