package dev.matinee.testkit.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.files.ModelFolder;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.recommend.Model;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenModelsTest {
    static List<Path> folders() throws IOException, URISyntaxException {
        URL root = Objects.requireNonNull(GoldenModelsTest.class.getResource("/golden/models"));
        try (Stream<Path> all = Files.walk(Path.of(root.toURI()))) {
            return all.filter(path -> path.endsWith("card.json"))
                    .map(Path::getParent)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void aModelOfAnyReleasedFormatAnswersAsItDid(Path folder) throws IOException {
        Model model = ModelFolder.load(folder, GoldenModels.training());
        Map<String, Object> now = GoldenModels.answers(model);
        Map<String, Object> then = Json.parseObject(Files.readString(folder.resolve("answers.json")));

        assertThat(now.keySet()).isEqualTo(then.keySet());
        for (String what : then.keySet()) {
            List<?> before = (List<?>) Objects.requireNonNull(then.get(what));
            List<?> after = (List<?>) Objects.requireNonNull(now.get(what));
            assertThat(after).hasSameSizeAs(before);
            for (int item = 0; item < before.size(); item++) {
                double expected = ((Number) before.get(item)).doubleValue();
                assertThat(((Number) after.get(item)).doubleValue())
                        .as(what)
                        .isCloseTo(expected, within(1e-5 * Math.max(1, Math.abs(expected))));
            }
        }
    }

    @Test
    void theFirstFormatIsKept() throws IOException, URISyntaxException {
        assertThat(folders())
                .map(folder -> folder.getParent().getFileName() + "/" + folder.getFileName())
                .contains(
                        "format-1/popularity",
                        "format-1/biases",
                        "format-1/cluster-mean",
                        "format-1/item-neighbors",
                        "format-1/implicit-als",
                        "format-1/pure-svd",
                        "format-1/bayesian-mf",
                        "format-1/biased-mf",
                        "format-1/svd-plus-plus",
                        "format-1/als",
                        "format-1/user-neighbors",
                        "format-1/slope-one",
                        "format-1/embedding-dot",
                        "format-1/blend",
                        "format-1/content",
                        "format-1/hybrid",
                        "format-1/hybrid-weighted",
                        "format-1/hybrid-switching");
    }
}
