package dev.matinee.server.experiment;

import static dev.matinee.server.SampleService.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.server.SampleService;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Experiments by HTTP: who gets what, what is counted, what ends them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExperimentsTest {
    @SuppressWarnings("NullAway.Init")
    private Workspace workspace;

    @BeforeAll
    void ingest(@TempDir Path folder) {
        workspace = SampleService.workspace(folder.resolve("workspace"));
    }

    private static HttpResponse<String> begin(SampleService sample, String name, String more) {
        return sample.post(
                "/api/v1/experiments",
                "{\"name\":\"" + name + "\",\"control\":{\"model\":\"implicit-als\",\"version\":\"0001\"},"
                        + "\"treatment\":{\"model\":\"biases\",\"version\":\"0001\"}" + more + "}");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> at(Map<String, Object> json, String... names) {
        Map<String, Object> inner = json;
        for (String name : names) {
            inner = inner.get(name) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
        }
        return inner;
    }

    private static long answers(SampleService sample, String experiment) {
        Map<String, Object> shown = json(sample.get("/api/v1/experiments/" + experiment));
        return Stream.of("control", "treatment")
                .mapToLong(arm -> (Long) at(shown, "answers", arm).getOrDefault("answers", -1L))
                .sum();
    }

    @Test
    void usersGetTheModelOfTheirArmAndWhatTheyDoCounts() throws InterruptedException {
        try (SampleService sample = SampleService.of(workspace)) {
            assertThat(begin(sample, "one", ",\"windowSeconds\":1").statusCode())
                    .isEqualTo(200);
            assertThat(begin(sample, "two", "").statusCode()).isEqualTo(409);
            int treated = 0;
            for (int user = 1; user <= 40; user++) {
                Map<String, Object> answer = json(sample.get("/api/v1/users/" + user + "/recommendations?top=3"));
                boolean treatment = "treatment".equals(answer.get("arm"));
                treated += treatment ? 1 : 0;
                assertThat(answer)
                        .containsEntry("experiment", "one")
                        .containsEntry("model", treatment ? "biases" : "implicit-als");
                assertThat(json(sample.get("/api/v1/users/" + user + "/recommendations")))
                        .containsEntry("arm", answer.get("arm"));
                if (treatment) {
                    sample.post(
                            "/api/v1/feedback",
                            "{\"idempotencyKey\":\"like\",\"user\":\"" + user
                                    + "\",\"movie\":\"318\",\"kind\":\"like\"}");
                }
            }
            assertThat(treated).isBetween(8, 32);
            assertThat(json(sample.get("/api/v1/users/1/recommendations?model=biases")))
                    .doesNotContainKey("arm");
            Thread.sleep(1500);
            Map<String, Object> shown = json(sample.get("/api/v1/experiments/one"));
            assertThat(at(shown, "evidence", "treatment"))
                    .containsEntry("exposed", (long) treated)
                    .containsEntry("settled", (long) treated);
            assertThat(at(shown, "evidence", "treatment", "likes")).containsEntry("hits", (long) treated);
            assertThat(at(shown, "evidence", "control", "likes")).containsEntry("hits", 0L);
            assertThat(at(shown, "evidence", "likes")).containsEntry("verdict", "better");
            assertThat(at(shown, "evidence", "clicks")).containsEntry("verdict", "open");
            assertThat(at(shown, "evidence", "sampleRatio")).containsEntry("alarm", false);
        }
        // It goes on after a restart, and ends on request.
        try (SampleService sample = SampleService.of(workspace)) {
            assertThat(json(sample.get("/api/v1/users/1/recommendations"))).containsEntry("experiment", "one");
            // 40 users asked twice, and one of them once more.
            assertThat(answers(sample, "one")).isEqualTo(81);
            assertThat(json(sample.post("/api/v1/experiments/one:stop", "{}")))
                    .containsEntry("state", "stopped")
                    .containsEntry("why", "stopped on request");
            assertThat(json(sample.get("/api/v1/users/1/recommendations"))).doesNotContainKey("experiment");
            assertThat(answers(sample, "one")).isEqualTo(81);
            assertThat(begin(sample, "one", "").statusCode()).isEqualTo(409);
            assertThat(sample.get("/api/v1/experiments/oen").body()).contains("did you mean one?");
        }
    }

    @Test
    void aBrokenGuardrailEndsIt() throws InterruptedException {
        try (SampleService sample = SampleService.of(workspace)) {
            assertThat(begin(sample, "guarded", ",\"guardrails\":{\"slowMilliseconds\":0.0001}")
                            .statusCode())
                    .isEqualTo(200);
            Instant end = Instant.now().plusSeconds(60);
            while ("running"
                    .equals(json(sample.get("/api/v1/experiments/guarded")).get("state"))) {
                for (int user = 1; user <= 20; user++) {
                    sample.get("/api/v1/users/" + user + "/recommendations");
                }
                assertThat(Instant.now()).isBefore(end);
            }
            assertThat(String.valueOf(
                            json(sample.get("/api/v1/experiments/guarded")).get("why")))
                    .contains("answers were slower than");
        }
    }

    @Test
    void whatCannotBeServedIsNoArm() {
        try (SampleService sample = SampleService.of(workspace)) {
            HttpResponse<String> answer = sample.post(
                    "/api/v1/experiments",
                    "{\"name\":\"none\",\"control\":{\"model\":\"implicit-als\",\"version\":\"0001\"},"
                            + "\"treatment\":{\"model\":\"implicit-als\",\"version\":\"0099\"}}");
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(sample.get("/api/v1/experiments/none").statusCode()).isEqualTo(404);
        }
    }
}
