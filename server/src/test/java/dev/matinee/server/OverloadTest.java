package dev.matinee.server;

import static dev.matinee.server.SampleService.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.data.catalog.Workspace;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** More than can be done, clients that dawdle, and the end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverloadTest {
    /** A hundred lists with diversity, which take some hundred milliseconds. */
    private static final String HEAVY = "{\"requests\":["
            + IntStream.range(1, 101)
                    .mapToObj(user -> "{\"user\":\"" + user + "\",\"diversity\":0.5,\"top\":100}")
                    .collect(Collectors.joining(","))
            + "]}";

    @SuppressWarnings("NullAway.Init")
    private Workspace workspace;

    @BeforeAll
    void ingest(@TempDir Path folder) {
        workspace = SampleService.workspace(folder.resolve("workspace"));
    }

    @Test
    void whatDoesNotGetItsTurnSoonIsTurnedAwayAndToldWhenToComeBack() throws InterruptedException {
        try (SampleService sample = SampleService.of(workspace, settings -> settings.concurrency(1))) {
            Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
            List<Thread> clients = new ArrayList<>();
            for (int client = 0; client < 12; client++) {
                clients.add(Thread.ofVirtual().start(() -> {
                    var answer = sample.post("/api/v1/recommendations:batch", HEAVY);
                    statuses.merge(answer.statusCode(), 1, Integer::sum);
                    if (answer.statusCode() == 503) {
                        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
                        assertThat(json(answer)).containsEntry("code", "busy");
                    }
                }));
            }
            for (Thread client : clients) {
                client.join();
            }
            assertThat(statuses).containsOnlyKeys(200, 503);
            assertThat(sample.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(sample.get("/api/v1/catalog").statusCode()).isEqualTo(200);
            assertThat(sample.get("/metrics").body()).contains("matinee_http_requests_active 0.0");
        }
    }

    @Test
    void whatIsUnderWayIsAnsweredBeforeTheEnd() throws InterruptedException {
        SampleService sample = SampleService.of(workspace);
        Map<String, Integer> answered = new ConcurrentHashMap<>();
        Thread client = Thread.ofVirtual()
                .start(() -> answered.put(
                        "status",
                        sample.post("/api/v1/recommendations:batch", HEAVY).statusCode()));
        Instant end = Instant.now().plusSeconds(30);
        while (!sample.get("/metrics").body().contains("matinee_http_requests_active 1.0")) {
            assertThat(Instant.now()).isBefore(end);
        }
        sample.close();
        client.join();
        assertThat(answered).containsEntry("status", 200);
    }

    @Test
    void aClientThatDawdlesIsCutOffAndHoldsNobodyUp() throws IOException {
        try (SampleService sample =
                SampleService.of(workspace, settings -> settings.concurrency(1).idle(Duration.ofSeconds(2)))) {
            URI address = sample.service().address();
            try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
                slow.setSoTimeout(60_000);
                OutputStream out = slow.getOutputStream();
                out.write(
                        ("POST /api/v1/recommendations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                        + "Content-Length: 100\r\n\r\n{")
                                .getBytes(StandardCharsets.US_ASCII));
                out.flush();
                // It takes no turn while its body comes.
                assertThat(sample.get("/api/v1/catalog").statusCode()).isEqualTo(200);
                Instant start = Instant.now();
                byte[] answer = slow.getInputStream().readAllBytes();
                assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(15));
                assertThat(new String(answer, StandardCharsets.UTF_8)).contains("408");
            }
        }
    }
}
