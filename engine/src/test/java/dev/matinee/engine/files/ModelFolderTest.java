package dev.matinee.engine.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.RandomRatings;
import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.models.Biases;
import dev.matinee.engine.models.ImplicitAls;
import dev.matinee.engine.models.ImplicitAlsModel;
import dev.matinee.engine.models.Popularity;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.Request;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.split.TrainingSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelFolderTest {
    private final TrainingSet training = TrainingSet.everything(RandomRatings.of(1, 30, 20, 0));

    @TempDir
    Path folder;

    static Stream<Settings<?>> settings() {
        return Stream.of(
                Popularity.defaults().by(Popularity.By.MEAN).halfLifeDays(365.25),
                Biases.defaults().sweeps(3),
                ImplicitAls.defaults().factors(5).iterations(2));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aLoadedModelIsTheSavedOne(Settings<?> settings) throws IOException {
        Model model = settings.train(training, Run.seeded(7));
        ModelFolder.save(model, folder, Map.of("rmse", 0.9));
        Model loaded = ModelFolder.load(folder, training);

        assertThat(loaded).hasSameClassAs(model);
        assertThat(loaded.settings()).isEqualTo(settings);
        assertThat(loaded.provenance()).isEqualTo(model.provenance());
        assertThat(loaded.tensors().keySet())
                .containsExactlyElementsOf(model.tensors().keySet());
        model.tensors().forEach((name, tensor) -> {
            assertThat(Tensor.floats(loaded.tensors(), name, tensor.shape())).isEqualTo(tensor.floats());
        });
        assertThat(ModelFolder.card(folder)).containsEntry("metrics", Map.of("rmse", 0.9));

        byte[] bytes = Files.readAllBytes(folder.resolve("model.safetensors"));
        byte[] card = Files.readAllBytes(folder.resolve("card.json"));
        ModelFolder.save(loaded, folder, Map.of("rmse", 0.9));
        assertThat(folder.resolve("model.safetensors")).hasBinaryContent(bytes);
        assertThat(folder.resolve("card.json")).hasBinaryContent(card);
    }

    @Test
    void theFileIsLaidOutAsSafetensorsSays() throws IOException {
        ImplicitAlsModel model = ImplicitAls.defaults().factors(5).iterations(1).train(training, Run.seeded(7));
        ModelFolder.save(model, folder, Map.of());

        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("model.safetensors")))
                .order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) file.getLong(0);
        assertThat(length % 8).isZero();
        Map<String, Object> header = Json.parseObject(new String(file.array(), 8, length, StandardCharsets.UTF_8));
        assertThat(header.get("userFactors"))
                .isEqualTo(Json.parse("{\"dtype\":\"F32\",\"shape\":[30,5],\"data_offsets\":[0,600]}"));
        assertThat(file.getFloat(8 + length + 4)).isEqualTo(Tensor.floats(model.tensors(), "userFactors", 30, 5)[1]);
        assertThat(file.capacity()).isEqualTo(8 + length + 4 * 5 * (30 + 20));
    }

    @Test
    void cutAndAlteredFilesAreRefused() throws IOException {
        ModelFolder.save(Biases.defaults().train(training, Run.seeded(7)), folder, Map.of());
        Path numbers = folder.resolve("model.safetensors");
        byte[] whole = Files.readAllBytes(numbers);
        byte[] altered = whole.clone();
        altered[altered.length - 3] ^= 1;

        for (byte[] bad : new byte[][] {altered, Arrays.copyOf(whole, whole.length / 2), new byte[0]}) {
            Files.write(numbers, bad);
            assertThatThrownBy(() -> ModelFolder.load(folder, training))
                    .isInstanceOfSatisfying(
                            MatineeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_DATA))
                    .hasMessageContaining("is damaged: its checksum is");
        }
        Files.write(numbers, whole);
        Path card = folder.resolve("card.json");
        String text = Files.readString(card);
        Files.writeString(card, text.substring(0, 40));
        assertThatThrownBy(() -> ModelFolder.load(folder, training))
                .hasMessageContaining("card.json is damaged: not JSON");
        Files.writeString(card, text.replace("\"format\": 1", "\"format\": 99"));
        assertThatThrownBy(() -> ModelFolder.load(folder, training))
                .hasMessageContaining("has the format 99, this version reads 1 to 1");
        Files.writeString(card, text.replace("\"biases\"", "\"biasses\""));
        assertThatThrownBy(() -> ModelFolder.load(folder, training))
                .hasMessageContaining("there is no model biasses (did you mean biases?)");
    }

    @Test
    void aModelOfOtherRatingsIsRefusedWithBothHashes() {
        ModelFolder.save(Biases.defaults().train(training, Run.seeded(7)), folder, Map.of());
        TrainingSet others = TrainingSet.everything(RandomRatings.of(2, 30, 20, 0));

        assertThatThrownBy(() -> ModelFolder.load(folder, others))
                .isInstanceOfSatisfying(
                        MatineeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContainingAll(training.hash(), others.hash());
        assertThatThrownBy(() -> ModelFolder.load(folder.resolve("none"), training))
                .hasMessage("there is no model in " + folder.resolve("none"));
    }

    @Test
    void popularityCountsRecentRatingsMore() {
        Popularity.Trained all = Popularity.defaults().train(training, Run.seeded(1));
        Popularity.Trained recent = Popularity.defaults().halfLifeDays(30).train(training, Run.seeded(1));

        assertThat(all.recommend(Request.forUser(training.interactions().users().id(0)))
                        .items())
                .isNotEmpty();
        float[] scores = new float[20];
        all.scores(0, scores);
        for (int item = 0; item < 20; item++) {
            assertThat(scores[item]).isEqualTo(training.interactions().byItem().count(item));
        }
        recent.scores(0, scores);
        for (int item = 0; item < 20; item++) {
            assertThat(scores[item])
                    .isBetween(0f, (float) training.interactions().byItem().count(item));
        }
    }
}
