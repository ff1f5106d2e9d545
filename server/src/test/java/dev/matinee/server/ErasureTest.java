package dev.matinee.server;

import static dev.matinee.server.SampleService.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.Run;
import dev.matinee.engine.files.ModelFolder;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.models.Biases;
import dev.matinee.engine.models.ImplicitAls;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.split.TrainingSet;
import dev.matinee.lab.models.ModelStore;
import dev.matinee.server.store.Store;
import dev.matinee.server.store.StoreAddress;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user who is erased: from the next answer at once, from database, catalog and models for good. */
class ErasureTest {
    private static final String USER = "42";

    @Test
    void nothingOfAUserIsLeftAndTheModelsAreThoseOfARefit(@TempDir Path folder)
            throws IOException, InterruptedException {
        Workspace workspace = SampleService.workspace(folder.resolve("workspace"));
        String before = workspace.snapshots().current().orElseThrow();
        Instant erased;
        try (SampleService sample = SampleService.of(workspace)) {
            assertThat(sample.post(
                                    "/api/v1/experiments",
                                    "{\"name\":\"one\",\"control\":{\"model\":\"implicit-als\",\"version\":\"0001\"},"
                                            + "\"treatment\":{\"model\":\"biases\",\"version\":\"0001\"}}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(sample.post(
                                    "/api/v1/feedback",
                                    "{\"idempotencyKey\":\"a\",\"user\":\"" + USER
                                            + "\",\"movie\":\"318\",\"kind\":\"like\"}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(json(recommended(sample))).containsKey("arm").doesNotContainEntry("basis", "popular");

            Map<String, Object> receipt = json(sample.send(HttpRequest.newBuilder(sample.at("/api/v1/users/" + USER))
                    .DELETE()
                    .build()));

            erased = Instant.now();
            assertThat(receipt).containsEntry("state", "pending").containsEntry("events", 1L);
            assertThat(receipt.toString()).doesNotContain("user=" + USER);
            assertThat(json(recommended(sample))).containsEntry("basis", "popular");
            assertThat(sample.get("/api/v1/users/" + USER).statusCode()).isEqualTo(404);

            Map<String, Object> done = awaitDone(sample, String.valueOf(receipt.get("erasure")));
            String catalog = String.valueOf(done.get("catalog"));
            assertThat(catalog).isNotEqualTo(before);
            assertThat(done.get("models")).isEqualTo(Map.of("biases", "0002", "implicit-als", "0002"));
            assertThat(json(recommended(sample)))
                    .containsEntry("basis", "popular")
                    .containsEntry("version", "0002");
        }
        assertThat(rows(workspace, erased))
                .as("events of the user, and exposures before the end")
                .isZero();
        assertThat(workspace.snapshots().current()).contains(nextOf(before));
        assertThat(workspace.snapshots().matrices()).hasSize(1);
        assertThat(new ModelStore(workspace).versions("biases")).hasSize(1);
        assertRefit(workspace, folder);
    }

    private static String nextOf(String version) {
        return String.format("%04d", Long.parseLong(version) + 1);
    }

    private static HttpResponse<String> recommended(SampleService sample) {
        return sample.get("/api/v1/users/" + USER + "/recommendations");
    }

    private static Map<String, Object> awaitDone(SampleService sample, String erasure) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(120);
        while (true) {
            Map<String, Object> receipt = json(sample.get("/api/v1/erasures/" + erasure));
            if ("done".equals(receipt.get("state"))) {
                return receipt;
            }
            assertThat(Instant.now()).as(receipt.toString()).isBefore(end);
            Thread.sleep(100);
        }
    }

    private static long rows(Workspace workspace, Instant until) {
        try (Store store = Store.open(StoreAddress.in(workspace))) {
            return store.read(transaction -> transaction.first(
                            "SELECT (SELECT COUNT(*) FROM feedback_event WHERE user_id = ?)"
                                    + " + (SELECT COUNT(*) FROM exposure WHERE user_id = ? AND first_at < ?) AS n",
                            row -> row.whole("n"),
                            USER,
                            USER,
                            until))
                    .orElseThrow();
        }
    }

    /** Every model has the bytes of one that is trained on the ratings of the sample without the user's. */
    private static void assertRefit(Workspace workspace, Path folder) throws IOException {
        ModelStore store = new ModelStore(workspace);
        try (Catalog catalog = workspace.catalog()) {
            Interactions ratings = catalog.interactions(Run.seeded(42));
            assertThat(ratings.users().indexOf(USER)).isEmpty();
            assertThat(ratings.users().size()).isEqualTo(670);
            for (Settings<? extends Model> settings : List.<Settings<? extends Model>>of(
                    Biases.defaults(), ImplicitAls.defaults().factors(8).iterations(3))) {
                Model refit = settings.train(TrainingSet.everything(ratings), Run.seeded(42));
                Path copy = folder.resolve("refit-" + settings.model());
                ModelFolder.save(refit, copy, Map.of());
                Path served = workspace.modelsFolder().resolve(settings.model()).resolve("0002");
                assertThat(Files.mismatch(served.resolve("model.safetensors"), copy.resolve("model.safetensors")))
                        .as(settings.model())
                        .isEqualTo(-1);
            }
        }
        assertThat(store.list()).hasSize(2);
    }
}
