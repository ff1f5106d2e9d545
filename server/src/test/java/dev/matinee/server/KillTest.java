package dev.matinee.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.server.store.Store;
import dev.matinee.server.store.StoreAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service that is killed again and again while it is told what users do. The number of kills is that of the system property
 * {@code matinee.kills}.
 */
class KillTest {
    private static final int KILLS = Integer.getInteger("matinee.kills", 5);
    private static final int CLIENTS = 8;

    private final AtomicInteger next = new AtomicInteger();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<String> unanswered = new ConcurrentLinkedQueue<>();

    @Test
    void nothingAcknowledgedIsLostAndNothingCountsTwice(@TempDir Path folder) throws IOException, InterruptedException {
        Workspace workspace = SampleService.workspace(folder.resolve("workspace"));
        for (int kill = 0; kill < KILLS; kill++) {
            ServedProcess service = ServedProcess.of(workspace);
            AtomicBoolean enough = new AtomicBoolean();
            int before = acknowledged.size();
            List<Thread> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                clients.add(Thread.ofVirtual().start(() -> tell(service.address(), enough)));
            }
            Instant end = Instant.now().plusSeconds(60);
            while (acknowledged.size() < before + 20) {
                assertThat(Instant.now()).isBefore(end);
                Thread.sleep(5);
            }
            Thread.sleep(137L * kill % 700);
            service.kill();
            enough.set(true);
            for (Thread client : clients) {
                client.join();
            }
            Set<String> there = keys(workspace);
            assertThat(there).as("after kill %d", kill + 1).containsAll(acknowledged);
        }
        assertThat(acknowledged).hasSizeGreaterThan(KILLS * 10);
        try (SampleService sample = SampleService.of(workspace)) {
            int stored = acknowledged.size();
            for (String key : unanswered) {
                assertThat(sample.post("/api/v1/feedback", event(key)).statusCode())
                        .isEqualTo(200);
                stored++;
            }
            assertThat(keys(workspace)).hasSize(stored);
            assertThat(count(workspace)).isEqualTo(stored);
            for (String key : acknowledged.stream().limit(100).toList()) {
                assertThat(sample.post("/api/v1/feedback", event(key)).body()).contains("\"repeated\":1");
            }
            assertThat(count(workspace)).isEqualTo(stored);
        }
        System.out.println(KILLS + " kills: " + acknowledged.size() + " acknowledged events are all there, "
                + unanswered.size() + " without an answer count once after they were sent again");
    }

    private static String event(String key) {
        return "{\"idempotencyKey\":\"" + key
                + "\",\"user\":\"killed\",\"movie\":\"318\",\"kind\":\"rating\",\"rating\":4}";
    }

    private void tell(String address, AtomicBoolean enough) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (!enough.get()) {
                String key = "k" + next.incrementAndGet();
                HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/api/v1/feedback"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(event(key)))
                        .build();
                try {
                    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                    (answer.statusCode() == 200 ? acknowledged : unanswered).add(key);
                } catch (IOException killed) {
                    unanswered.add(key);
                    return;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Set<String> keys(Workspace workspace) {
        try (Store store = Store.open(StoreAddress.in(workspace))) {
            return new HashSet<>(store.<List<String>>read(transaction -> transaction.query(
                    "SELECT idempotency_key FROM feedback_event", row -> row.text("idempotency_key"))));
        }
    }

    private static long count(Workspace workspace) {
        try (Store store = Store.open(StoreAddress.in(workspace))) {
            return store.read(transaction ->
                            transaction.first("SELECT COUNT(*) AS n FROM feedback_event", row -> row.whole("n")))
                    .orElseThrow();
        }
    }
}
