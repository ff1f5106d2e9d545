package dev.matinee.server.shelf;

import static dev.matinee.server.SampleService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.split.TrainingSet;
import dev.matinee.lab.likes.LikesForest;
import dev.matinee.lab.likes.LikesModel;
import dev.matinee.lab.likes.LikesStore;
import dev.matinee.server.SampleService;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The probability of a like, by a classifier that is trained while the service runs. */
class LikesShelfTest {
    private static final Run RUN = Run.seeded(42).threads(2);
    private static final String ASK = "/api/v1/users/15/predictions/318?model=biases";

    private static LikesModel train(Workspace workspace, Map<String, Object> changes) {
        try (Catalog catalog = workspace.catalog()) {
            LikesModel model = LikesForest.defaults()
                    .with(Map.of("predictors", "none", "factors", 0, "folds", 3, "trees", 10, "sample", 5_000))
                    .with(Map.of("features", "user_mean+movie_mean"))
                    .with(changes)
                    .train(TrainingSet.everything(catalog.interactions(RUN)), RUN);
            new LikesStore(workspace).save(model, 1);
            return model;
        }
    }

    @Test
    void aClassifierIsServedOnceItIsThereAndLeakingOnesNever(@TempDir Path folder) throws InterruptedException {
        Workspace workspace = SampleService.workspace(folder.resolve("workspace"));
        try (SampleService sample = SampleService.of(workspace)) {
            assertThat(json(sample.get(ASK)))
                    .containsEntry("basis", "personal")
                    .containsEntry("likeProbability", null)
                    .containsEntry("likeModel", null);

            train(workspace, Map.of("drawing", "as-in-document"));
            Thread.sleep(Duration.ofMillis(200));
            assertThat(json(sample.get(ASK))).containsEntry("likeModel", null);

            LikesModel model = train(workspace, Map.of("likeAt", 3.5));
            Map<String, Object> answer = Map.of();
            Instant end = Instant.now().plusSeconds(60);
            while (answer.get("likeModel") == null && Instant.now().isBefore(end)) {
                Thread.sleep(20);
                answer = json(sample.get(ASK));
            }
            assertThat(answer)
                    .containsEntry("model", "biases")
                    .containsEntry("likeModel", "likes-forest")
                    .containsEntry("likeAt", 3.5)
                    .containsKey("rating");
            float expected = model.predict("15", "318", Rows.NO_TIME, RUN).probability();
            assertThat(((Number) answer.getOrDefault("likeProbability", -1)).doubleValue())
                    .isCloseTo(expected, within(1e-6));
        }
    }
}
