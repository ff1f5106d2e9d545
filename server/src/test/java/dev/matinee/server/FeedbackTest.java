package dev.matinee.server;

import static dev.matinee.server.SampleService.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.models.Popularity;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users did is in their next answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedbackTest {
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

    private HttpResponse<String> tell(String key, String user, String movie, String kind) {
        String[] parts = kind.split(" ", -1);
        return sample.post(
                "/api/v1/feedback",
                "{\"idempotencyKey\":\"" + key + "\",\"user\":\"" + user + "\",\"movie\":\"" + movie + "\",\"kind\":\""
                        + parts[0] + "\"" + (parts.length > 1 ? ",\"rating\":" + parts[1] : "") + "}");
    }

    @SuppressWarnings("unchecked")
    private Set<String> recommended(String user, String query) {
        Object items =
                Objects.requireNonNull(json(sample.get("/api/v1/users/" + user + "/recommendations?top=100" + query))
                        .get("items"));
        return ((List<Map<String, Object>>) items)
                .stream().map(item -> String.valueOf(item.get("movie"))).collect(Collectors.toSet());
    }

    @Test
    void anEventChangesTheNextAnswerWithin50Milliseconds() {
        String ask = "/api/v1/users/15/recommendations?top=20";
        String before = sample.get(ask).body();
        assertThat(before).contains("\"basis\":\"personal\"");
        List<Long> took = new ArrayList<>();
        List<Long> longer = new ArrayList<>();
        long soon = TimeUnit.MILLISECONDS.toNanos(50);
        // The machine may be busy with other things: then more are tried until one is in time.
        for (int i = 0; i < 9 || (i < 40 && Collections.min(took) >= soon); i++) {
            String movie = recommended("15", "").iterator().next();
            assertThat(tell("a" + i, "15", movie, "rating 5").body()).isEqualTo("{\"stored\":1,\"repeated\":0}");
            long acknowledged = System.nanoTime();
            String after = sample.get(ask).body();
            long changed = System.nanoTime();
            assertThat(sample.get(ask).body()).isEqualTo(after);
            took.add(changed - acknowledged);
            longer.add(changed - acknowledged - (System.nanoTime() - changed));
            assertThat(after)
                    .isNotEqualTo(before)
                    .contains("\"basis\":\"foldedIn\"")
                    .doesNotContain("\"movie\":\"" + movie + "\"");
            before = after;
        }
        // One must be in time, and most no later than the same answer again.
        assertThat(Collections.min(took)).isLessThan(soon);
        Collections.sort(longer);
        assertThat(longer.get(longer.size() / 2)).isLessThan(soon);
    }

    @Test
    void theAnswerIsTheSameAfterARestart() {
        tell("a", "20", "318", "like");
        tell("b", "20", "858", "dismissed");
        String ask = "/api/v1/users/20/recommendations?top=50";
        String before = sample.get(ask).body();
        sample.close();
        sample = SampleService.of(workspace);
        assertThat(sample.get(ask).body()).isEqualTo(before);
    }

    @Test
    void aUserWhomNobodyKnewGetsAPersonalAnswer() {
        assertThat(json(sample.get("/api/v1/users/new-one/recommendations"))).containsEntry("basis", "popular");
        tell("a", "new-one", "260", "rating 5");
        tell("b", "new-one", "1196", "like");
        Map<String, Object> answer =
                json(sample.get("/api/v1/users/new-one/recommendations?explain=true&strangers=fail"));
        assertThat(answer).containsEntry("basis", "foldedIn").containsEntry("user", "new-one");
        assertThat(recommended("new-one", "")).doesNotContain("260", "1196");
        Map<String, Object> user = json(sample.get("/api/v1/users/new-one"));
        assertThat(String.valueOf(user.get("history"))).contains("kind=like", "kind=rating", "rating=5.0");
        assertThat(String.valueOf(user.get("statistics"))).contains("ratings=1");
        assertThat(sample.get("/api/v1/users/new-one/predictions/318").body())
                .contains("no model knows user new-one yet");
    }

    @Test
    void whatWasDislikedOrDismissedIsNeverRecommended() {
        List<String> some = List.copyOf(recommended("21", "")).subList(0, 3);
        tell("a", "21", some.get(0), "dislike");
        tell("b", "21", some.get(1), "dismissed");
        tell("c", "21", some.get(2), "rating 1");
        for (String query : List.of("", "&model=implicit-als", "&diversity=0.5")) {
            assertThat(recommended("21", query)).as(query).doesNotContainAnyElementsOf(some);
        }
        assertThat(recommended("21", "&hideSeen=false")).doesNotContain(some.get(0), some.get(1));
        tell("d", "21", some.get(1), "like");
        Object history = json(sample.get("/api/v1/users/21?top=2")).get("history");
        assertThat(String.valueOf(history)).contains("movie=" + some.get(1), "kind=like");
    }

    @Test
    void aModelThatCannotFoldInLeavesOutWhatWasSeenSince(@TempDir Path folder) {
        Workspace own = SampleService.workspace(folder.resolve("workspace"));
        SampleService.train(own, Popularity.defaults());
        SampleService before = sample;
        try (SampleService other = SampleService.of(own, settings -> settings)) {
            sample = other;
            String favourite = recommended("22", "&model=popularity").iterator().next();
            tell("a", "22", favourite, "watched");
            assertThat(recommended("22", "&model=popularity")).isNotEmpty().doesNotContain(favourite);
        } finally {
            sample = before;
        }
    }

    @Test
    void manyEventsAreTakenAtOnceAndOnce() {
        String events = IntStream.range(0, 1000)
                .mapToObj(i -> "{\"idempotencyKey\":\"many" + i + "\",\"user\":\"crowd" + i % 10
                        + "\",\"movie\":\"318\",\"kind\":\"impression\",\"time\":\"2026-01-01T00:00:00Z\"}")
                .collect(Collectors.joining(",", "{\"events\":[", "]}"));
        assertThat(sample.post("/api/v1/feedback", events).body()).isEqualTo("{\"stored\":1000,\"repeated\":0}");
        assertThat(sample.post("/api/v1/feedback", events).body()).isEqualTo("{\"stored\":0,\"repeated\":1000}");
        assertThat(json(sample.get("/api/v1/users/crowd1/recommendations"))).containsEntry("basis", "popular");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "'user':'1','movie':'318','kind':'like'; 400; idempotencyKey is missing",
                "'idempotencyKey':'x','user':'1','movie':'no','kind':'like'; 404; there is no movie",
                "'idempotencyKey':'x','user':'1','movie':'318','kind':'lke'; 400; did you mean like?",
                "'idempotencyKey':'x','user':'1','movie':'318','kind':'rating'; 400; rating is missing",
                "'idempotencyKey':'x','user':'1','movie':'318','kind':'rating','rating':3.3; 400; on the scale 0.5..5:0.5",
                "'idempotencyKey':'x','user':'1','movie':'318','kind':'like','rating':3; 400; only events of kind rating",
                "'idempotencyKey':'x','user':'1','movie':'318','kind':'like','time':'yesterday'; 400; time must read like",
                "'idempotencyKey':'x','user':'1','movie':'318','kind':'like','time':'2999-01-01T00:00:00Z'; 400; not in the future",
                "'idempotencyKey':'x','user':'1','movie':'318','kind':'like','tme':'x'; 400; did you mean time?",
                "'idempotencyKey':'x','user':'\\ud800','movie':'318','kind':'like'; 400; halves of characters",
                "'events':[]; 400; events must have 1 to 1000 entries"
            })
    void eventsThatAreNotInOrderAreRefused(String body, int status, String why) {
        HttpResponse<String> answer = sample.post("/api/v1/feedback", "{" + body.replace('\'', '"') + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(why);
    }

    @Test
    void aKeyIsGoodForOneEventOfAUser() {
        assertThat(tell("same", "30", "318", "like").statusCode()).isEqualTo(200);
        assertThat(tell("same", "30", "858", "like").statusCode()).isEqualTo(409);
        assertThat(tell("same", "31", "858", "like").statusCode()).isEqualTo(200);
    }
}
