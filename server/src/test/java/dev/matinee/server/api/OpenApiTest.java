package dev.matinee.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import dev.matinee.server.SampleService;
import dev.matinee.server.intake.Intake;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The routes and their answers are those of openapi.yaml. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
    private static final Map<String, Object> DOCUMENT = OpenApi.read().document();
    private static final Map<String, Object> PATHS = OpenApi.object(Objects.requireNonNull(DOCUMENT.get("paths")));

    @SuppressWarnings("NullAway.Init")
    private SampleService sample;

    @BeforeAll
    void serve(@TempDir Path folder) {
        Workspace workspace = SampleService.workspace(folder.resolve("workspace"));
        new Intake(workspace).check(Map.of("source", "sample"), Run.seeded(42));
        sample = SampleService.of(workspace);
    }

    @AfterAll
    void stop() {
        sample.close();
    }

    @Test
    void everyRouteIsDescribedAndEveryDescriptionIsARoute() {
        Set<String> described = new HashSet<>();
        PATHS.forEach((path, item) -> OpenApi.object(item)
                .keySet()
                .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        assertThat(sample.service().api().routes()).containsExactlyInAnyOrderElementsOf(described);
    }

    @Test
    void everyParameterIsDescribed() {
        for (Endpoint endpoint : sample.service().api().endpoints()) {
            Map<String, Object> operation = operation(endpoint);
            Set<String> query = new HashSet<>();
            Set<String> path = new HashSet<>();
            if (operation.get("parameters") instanceof List<?> parameters) {
                for (Object parameter : parameters) {
                    Map<String, Object> one = OpenApi.object(parameter);
                    ("path".equals(one.get("in")) ? path : query).add(String.valueOf(one.get("name")));
                }
            }
            assertThat(endpoint.parameters()).as(endpoint.path()).isEqualTo(query);
            path.forEach(name -> assertThat(endpoint.path()).contains("{" + name + "}"));
        }
    }

    private static Map<String, Object> operation(Endpoint endpoint) {
        Map<String, Object> item = OpenApi.object(Objects.requireNonNull(PATHS.get(endpoint.path())));
        return OpenApi.object(Objects.requireNonNull(item.get(endpoint.method().toLowerCase(Locale.ROOT))));
    }

    @Test
    void everyAnswerFitsItsDescription() {
        Map<String, String> bodies = Map.ofEntries(
                Map.entry(
                        "/api/v1/recommendations",
                        "{\"history\":[{\"movie\":\"318\",\"rating\":5},{\"movie\":\"858\",\"rating\":4.5}],\"top\":3}"),
                Map.entry(
                        "/api/v1/recommendations:batch",
                        "{\"requests\":[{\"user\":\"42\"},{\"user\":\"42\",\"genre\":\"Dramma\"}]}"),
                Map.entry("/api/v1/models/{name}:activate", "{}"),
                Map.entry(
                        "/api/v1/feedback",
                        "{\"idempotencyKey\":\"a\",\"user\":\"42\",\"movie\":\"318\",\"kind\":\"impression\"}"),
                Map.entry(
                        "/api/v1/experiments",
                        "{\"name\":\"one\",\"control\":{\"model\":\"implicit-als\",\"version\":\"0001\"},"
                                + "\"treatment\":{\"model\":\"biases\",\"version\":\"0001\"}}"),
                Map.entry("/api/v1/experiments/{name}:stop", "{}"),
                Map.entry("/api/v1/models/{name}:train", "{\"settings\":{\"factors\":2,\"iterations\":1}}"),
                Map.entry("/api/v1/models/{name}:tune", "{\"trials\":2}"),
                Map.entry("/api/v1/catalog:check", "{\"source\":\"sample\"}"),
                Map.entry("/api/v1/catalog:commit", "{}"),
                Map.entry("/api/v1/catalog:discard", "{}"),
                Map.entry("/api/v1/segments", "{\"k\":3,\"features\":[\"mean\",\"std\"]}"),
                Map.entry("/api/v1/models:retrain", "{\"activate\":false}"),
                Map.entry("/api/v1/jobs/{id}:cancel", "{}"));
        List<String> tried = new ArrayList<>();
        String erasure = "";
        for (Endpoint endpoint : sample.service().api().endpoints()) {
            Object example = operation(endpoint).get("x-example");
            HttpResponse<String> answer;
            if (endpoint.method().equals("DELETE")) {
                answer = sample.send(
                        HttpRequest.newBuilder(sample.at(endpoint.path().replace("{id}", "nobody")))
                                .DELETE()
                                .build());
                erasure = String.valueOf(SampleService.json(answer).get("erasure"));
            } else if (endpoint.path().equals("/api/v1/erasures/{id}")) {
                answer = sample.get("/api/v1/erasures/" + erasure);
            } else if (endpoint.method().equals("POST")) {
                String body = Objects.requireNonNull(bodies.get(endpoint.path()), endpoint.path());
                answer = sample.post(filled(endpoint.path()), body);
            } else if (example != null) {
                answer = sample.get(example.toString());
            } else {
                answer = sample.get(filled(endpoint.path()));
            }
            assertFits(endpoint, answer);
            tried.add(endpoint.path());
        }
        assertThat(tried).hasSameSizeAs(sample.service().api().endpoints());
    }

    /** A path with names that there are by the time it is asked for. */
    private static String filled(String path) {
        return path.replace("{name}", path.contains("experiments") ? "one" : "implicit-als")
                .replace("{id}", "1");
    }

    @Test
    void errorsFitTheirDescription() {
        Map<String, Integer> errors = new HashMap<>();
        errors.put("/api/v1/users/42/recommendations?genre=Dramma", 400);
        errors.put("/api/v1/users/nobody", 404);
        errors.put("/api/v1/users/42/predictions/none", 404);
        errors.put("/api/v1/movies", 400);
        errors.put("/api/v1/movies/none", 404);
        errors.forEach((path, status) -> {
            HttpResponse<String> answer = sample.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(status);
            assertProblem(answer);
        });
    }

    private static void assertProblem(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(new SchemaCheck(DOCUMENT)
                        .faults(Json.parse(answer.body()), Map.of("$ref", "#/components/schemas/Problem")))
                .isEmpty();
    }

    private static void assertFits(Endpoint endpoint, HttpResponse<String> answer) {
        SchemaCheck check = new SchemaCheck(DOCUMENT);
        Map<String, Object> responses =
                OpenApi.object(Objects.requireNonNull(operation(endpoint).get("responses")));
        String status = responses.containsKey("202") ? "202" : "200";
        assertThat(answer.statusCode())
                .as("%s: %s", endpoint.path(), answer.body())
                .isEqualTo(Integer.parseInt(status));
        Map<String, Object> content = OpenApi.object(
                Objects.requireNonNull(check.resolve(OpenApi.object(Objects.requireNonNull(responses.get(status))))
                        .get("content")));
        String type = content.keySet().iterator().next();
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
        if (type.equals("application/json")) {
            Map<String, Object> media = OpenApi.object(Objects.requireNonNull(content.get(type)));
            assertThat(check.faults(
                            Json.parse(answer.body()), OpenApi.object(Objects.requireNonNull(media.get("schema")))))
                    .as(endpoint.path())
                    .isEmpty();
        }
    }
}
