package dev.matinee.server.jobs;

import static dev.matinee.server.SampleService.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.json.Json;
import dev.matinee.lab.models.ModelStore;
import dev.matinee.server.SampleService;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Work that takes long, asked for by HTTP and done in processes of their own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobsTest {
    private static final String TRAIN = "/api/v1/models/implicit-als:train";

    @SuppressWarnings("NullAway.Init")
    private Workspace workspace;

    @BeforeAll
    void ingest(@TempDir Path folder) {
        workspace = SampleService.workspace(folder.resolve("workspace"));
    }

    private static String settings(int factors, int iterations, boolean activate) {
        return "{\"settings\":{\"factors\":" + factors + ",\"iterations\":" + iterations + "},\"activate\":" + activate
                + "}";
    }

    private static String id(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return String.valueOf(json(answer).get("job"));
    }

    private static Map<String, Object> await(SampleService sample, String id, Predicate<Object> state)
            throws InterruptedException {
        Instant end = Instant.now().plusSeconds(120);
        while (true) {
            Map<String, Object> job = json(sample.get("/api/v1/jobs/" + id));
            if (state.test(job.get("state"))) {
                return job;
            }
            assertThat(Instant.now()).as(job.toString()).isBefore(end);
            Thread.sleep(50);
        }
    }

    private static Map<String, Object> ended(SampleService sample, String id) throws InterruptedException {
        return await(sample, id, state -> !Set.of("waiting", "running").contains(state));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> result(Map<String, Object> job) {
        return job.get("result") instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    @Test
    void aModelIsTrainedAndPutInUseWhileTheOldOneAnswers() throws InterruptedException {
        try (SampleService sample = SampleService.of(workspace)) {
            Map<String, Object> job = ended(sample, id(sample.post(TRAIN, settings(3, 2, true))));
            assertThat(job).as(job.toString()).containsEntry("state", "done");
            String version = String.valueOf(result(job).get("version"));
            assertThat(json(sample.get("/api/v1/users/42/recommendations"))).containsEntry("version", version);
            assertThat(sample.get("/metrics").body()).contains("matinee_jobs_ended{state=\"done\"} 1.0");

            HttpResponse<String> events =
                    sample.get("/api/v1/jobs/" + job.get("job") + "?follow=true", "Accept", "text/event-stream");
            assertThat(events.headers().firstValue("Content-Type"))
                    .get()
                    .asString()
                    .startsWith("text/event-stream");
            assertThat(events.body()).startsWith("event: end\ndata: {").contains("\"state\":\"done\"");
        }
    }

    @Test
    void aJobThatMakesNoSenseIsRefusedAtOnce() {
        try (SampleService sample = SampleService.of(workspace)) {
            assertThat(sample.post(TRAIN, "{\"settings\":{\"factos\":3}}").body())
                    .contains("did you mean factors?");
            assertThat(sample.post("/api/v1/models/implicit-asl:train", "{}").body())
                    .contains("did you mean implicit-als?");
            assertThat(sample.get("/api/v1/jobs/99999").statusCode()).isEqualTo(404);
            assertThat(sample.get("/api/v1/jobs/x").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void onlySoManyJobsWaitAndTheOneAtWorkCanBeStopped() throws InterruptedException {
        String before = new ModelStore(workspace).versions("implicit-als").toString();
        try (SampleService sample = SampleService.of(
                workspace, settings -> settings.jobs(JobSettings.defaults().waiting(1)))) {
            String long1 = id(sample.post(TRAIN, settings(60, 200, true)));
            await(sample, long1, "running"::equals);
            assertThat(sample.post(TRAIN, settings(60, 200, true)).statusCode()).isEqualTo(409);
            String next = id(sample.post(TRAIN, settings(61, 200, true)));
            HttpResponse<String> third = sample.post(TRAIN, settings(62, 200, true));
            assertThat(third.statusCode()).isEqualTo(503);
            assertThat(third.headers().firstValue("Retry-After")).isPresent();

            assertThat(json(sample.post("/api/v1/jobs/" + next + ":cancel", "{}")))
                    .containsEntry("state", "cancelled");
            sample.post("/api/v1/jobs/" + long1 + ":cancel", "{}");
            assertThat(ended(sample, long1)).containsEntry("state", "cancelled");
        }
        assertThat(new ModelStore(workspace).versions("implicit-als")).hasToString(before);
    }

    @Test
    void aProcessThatDiesChangesNothingAndIsSaid() throws InterruptedException {
        String before = new ModelStore(workspace).versions("implicit-als").toString();
        // Other tests may have left a database running for the next.
        Set<ProcessHandle> others = ProcessHandle.current().children().collect(Collectors.toSet());
        try (SampleService sample = SampleService.of(workspace)) {
            String id = id(sample.post(TRAIN, settings(60, 200, true)));
            await(sample, id, "running"::equals);
            Instant end = Instant.now().plusSeconds(60);
            Optional<ProcessHandle> job = Optional.empty();
            while (job.isEmpty()) {
                assertThat(Instant.now()).isBefore(end);
                Thread.sleep(20);
                job = ProcessHandle.current()
                        .children()
                        .filter(child -> !others.contains(child))
                        .findAny();
            }
            job.get().destroyForcibly();
            assertThat(ended(sample, id)).containsEntry("state", "failed");
            assertThat(String.valueOf(ended(sample, id).get("message"))).contains("died");
            assertThat(sample.get("/api/v1/users/42/recommendations").statusCode())
                    .isEqualTo(200);
        }
        assertThat(new ModelStore(workspace).versions("implicit-als")).hasToString(before);
    }

    @Test
    void aJobThatAServiceLeftIsMarkedAtTheNextStart() throws InterruptedException {
        String id;
        try (SampleService sample = SampleService.of(workspace)) {
            id = id(sample.post(TRAIN, settings(60, 200, false)));
            await(sample, id, "running"::equals);
        }
        try (SampleService sample = SampleService.of(workspace)) {
            assertThat(Set.of("failed", "cancelled"))
                    .contains(String.valueOf(
                            json(sample.get("/api/v1/jobs/" + id)).get("state")));
        }
    }

    /** Ratings of a user for movies that another model recommends. */
    private static String events(SampleService sample, int user) {
        List<Map<String, Object>> events = new ArrayList<>();
        if (json(sample.get("/api/v1/users/" + user + "/recommendations?model=biases&top=6"))
                        .get("items")
                instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof Map<?, ?> line) {
                    Map<String, Object> event = new LinkedHashMap<>();
                    event.put("idempotencyKey", user + " " + line.get("movie"));
                    event.put("user", Integer.toString(user));
                    event.put("movie", String.valueOf(line.get("movie")));
                    event.put("kind", "rating");
                    event.put("rating", 5);
                    events.add(event);
                }
            }
        }
        return Json.write(Map.of("events", events));
    }

    @Test
    void whatUsersSaidIsInTheNextCatalogAndCanBeGoneBackFrom(@TempDir Path folder) throws InterruptedException {
        Workspace own = SampleService.workspace(folder.resolve("workspace"));
        try (SampleService sample = SampleService.of(
                own, settings -> settings.jobs(JobSettings.defaults().keep(3)))) {
            Map<String, Object> idle = ended(sample, id(sample.post("/api/v1/models:retrain", "{}")));
            assertThat(String.valueOf(result(idle).get("why"))).contains("no rating has come");

            for (int user = 1; user <= 300; user++) {
                assertThat(sample.post("/api/v1/feedback", events(sample, user)).statusCode())
                        .isEqualTo(200);
            }
            Map<String, Object> job = ended(sample, id(sample.post("/api/v1/models:retrain", "{\"activate\":true}")));
            assertThat(job).as(job.toString()).containsEntry("state", "done");
            assertThat(result(job))
                    .as(job.toString())
                    .containsEntry("newRatings", 1800L)
                    .containsKey("comparison");
            assertThat(result(job)).as(job.toString()).containsEntry("activated", true);
            String catalog = String.valueOf(result(job).get("newCatalog"));
            awaitCatalog(sample, catalog);
            assertThat(json(sample.get("/api/v1/users/7/recommendations"))).containsEntry("version", "0002");

            HttpResponse<String> back = sample.post("/api/v1/models/implicit-als:activate", "{\"version\":\"0001\"}");
            assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
            assertThat(json(sample.get("/api/v1/users/42/recommendations"))).containsEntry("version", "0001");
            assertThat(json(sample.get("/health/ready")).get("catalog")).isNotEqualTo(catalog);
        }
    }

    private static void awaitCatalog(SampleService sample, String version) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(60);
        while (!version.equals(json(sample.get("/health/ready")).get("catalog"))) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(50);
        }
    }
}
