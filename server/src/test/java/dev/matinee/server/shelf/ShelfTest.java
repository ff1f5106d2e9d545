package dev.matinee.server.shelf;

import static dev.matinee.server.SampleService.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.ingest.Ingest;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.ingest.Sources;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.Run;
import dev.matinee.engine.models.ImplicitAls;
import dev.matinee.server.SampleService;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Models come and go while requests are answered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShelfTest {
    private static final String ASK = "/api/v1/users/42/recommendations?top=3";

    @SuppressWarnings("NullAway.Init")
    private Workspace workspace;

    @BeforeAll
    void ingest(@TempDir Path folder) {
        workspace = SampleService.workspace(folder.resolve("workspace"));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(20);
        }
    }

    @Test
    void aModelIsSwappedWithoutADroppedRequest() throws InterruptedException {
        try (SampleService sample = SampleService.of(workspace)) {
            Set<Object> versions = ConcurrentHashMap.newKeySet();
            AtomicInteger failures = new AtomicInteger();
            AtomicBoolean enough = new AtomicBoolean();
            Thread asking = Thread.ofVirtual().start(() -> {
                while (!enough.get()) {
                    var answer = sample.get(ASK);
                    if (answer.statusCode() == 200) {
                        versions.add(String.valueOf(json(answer).get("version")));
                    } else {
                        failures.incrementAndGet();
                    }
                }
            });
            await(() -> !versions.isEmpty());
            String next = SampleService.train(
                    workspace, ImplicitAls.defaults().factors(4).iterations(2));
            await(() -> versions.contains(next));
            enough.set(true);
            asking.join();
            assertThat(failures).hasValue(0);
            assertThat(versions).hasSizeGreaterThanOrEqualTo(2);

            String before = versions.stream()
                    .filter(version -> !version.equals(next))
                    .findAny()
                    .orElseThrow()
                    .toString();
            assertThat(sample.post("/api/v1/models/implicit-als:activate", "{\"version\":\"" + before + "\"}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(json(sample.get(ASK))).containsEntry("version", before);
        }
    }

    @Test
    void aModelCutInHalfIsRefusedAndTheOldOneGoesOn() throws IOException, InterruptedException {
        try (SampleService sample = SampleService.of(workspace)) {
            String before = String.valueOf(json(sample.get(ASK)).get("version"));
            String damaged = SampleService.train(
                    workspace, ImplicitAls.defaults().factors(5).iterations(1));
            Path numbers = workspace
                    .modelsFolder()
                    .resolve("implicit-als")
                    .resolve(damaged)
                    .resolve("model.safetensors");
            Files.writeString(workspace.modelsFolder().resolve("implicit-als").resolve("CURRENT"), before + "\n");
            await(() -> before.equals(json(sample.get(ASK)).get("version")));
            try (FileChannel file = FileChannel.open(numbers, StandardOpenOption.WRITE)) {
                file.truncate(file.size() / 2);
            }
            var refusal = sample.post("/api/v1/models/implicit-als:activate", "{\"version\":\"" + damaged + "\"}");
            assertThat(refusal.statusCode()).isEqualTo(422);
            assertThat(json(sample.get(ASK))).containsEntry("version", before);
            Files.writeString(workspace.modelsFolder().resolve("implicit-als").resolve("CURRENT"), damaged + "\n");
            await(() -> sample.get("/api/v1/models").body().contains("\"refused\":[{"));
            assertThat(json(sample.get(ASK))).containsEntry("version", before);
            SampleService.train(workspace, ImplicitAls.defaults().factors(6).iterations(1));
        }
    }

    @Test
    void aModelThatIsTooLargeIsRefusedAndOthersAnswer() {
        try (SampleService sample = SampleService.of(workspace, settings -> settings.memory(1000))) {
            assertThat(json(sample.get(ASK))).containsEntry("basis", "popular").containsEntry("model", null);
            assertThat(sample.get("/api/v1/users/42/recommendations?model=implicit-als")
                            .body())
                    .contains("needs", "bytes of memory");
        }
    }

    @Test
    void aNewCatalogWaitsForItsModel(@TempDir Path folder) throws IOException, InterruptedException {
        Workspace own = SampleService.workspace(folder.resolve("workspace"));
        try (SampleService sample = SampleService.of(own)) {
            Path csv = Files.writeString(
                    folder.resolve("ratings.csv"),
                    "userId,movieId,rating,timestamp\n1,318,5,1\n2,318,4,2\n1,858,3,3\n");
            try (Source source = Sources.open(csv.toString(), SourceOptions.none())) {
                Ingest.of(source, IngestOptions.defaults()).into(own, Run.seeded(1));
            }
            await(() -> sample.get("/api/v1/models").body().contains("no model was trained on it yet"));
            assertThat(json(sample.get("/health/ready"))).containsEntry("catalog", "0001");
            SampleService.train(own, ImplicitAls.defaults().factors(2).iterations(1));
            await(() -> "0002".equals(json(sample.get("/health/ready")).get("catalog")));
            assertThat(json(sample.get("/api/v1/users/2/recommendations"))).containsEntry("basis", "personal");
        }
    }
}
