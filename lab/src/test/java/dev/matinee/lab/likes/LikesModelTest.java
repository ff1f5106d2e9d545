package dev.matinee.lab.likes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.files.ModelFolder;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.Basis;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.split.TrainingSet;
import dev.matinee.lab.explain.LikeReasons;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A trained classifier on the embedded sample: files, strangers, reasons, bad input. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LikesModelTest {
    private static final Run RUN = Run.seeded(42).threads(2);
    private static final Map<String, Object> SMALL =
            Map.of("predictors", "biases", "factors", 3, "folds", 3, "trees", 20);

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Interactions ratings;

    @SuppressWarnings("NullAway.Init")
    private LikesModel model;

    @BeforeAll
    void train(@TempDir Path temporary) {
        folder = temporary;
        ratings = SampleRatings.sample(folder, RUN);
        model = LikesXgboost.defaults().with(SMALL).train(TrainingSet.everything(ratings), RUN);
    }

    @Test
    void aSavedModelAnswersAsBefore() {
        Path saved = folder.resolve("saved");
        ModelFolder.save(model, saved, model.card());
        LikesModel loaded = ModelFolder.load(saved, LikesFamilies.named("likes-xgboost"), model.training());
        for (String movie : List.of("1", "260", "318", "1721")) {
            assertThat(loaded.predict("15", movie, Rows.NO_TIME, RUN).probability())
                    .isEqualTo(model.predict("15", movie, Rows.NO_TIME, RUN).probability());
        }
        assertThat(loaded.threshold()).isCloseTo(model.threshold(), within(1e-6));
        assertThat(ModelFolder.card(saved).toString()).contains("user_bias", "rating");
    }

    @Test
    void oneThreadTrainsTheSameBytes() {
        LikesModel alone = LikesXgboost.defaults().with(SMALL).train(TrainingSet.everything(ratings), RUN.threads(1));
        Map<String, Tensor> others = alone.tensors();
        model.tensors().forEach((name, tensor) -> {
            Tensor other = Objects.requireNonNull(others.get(name));
            assertThat(other.values()).as(name).isEqualTo(tensor.values());
        });
    }

    @Test
    void strangersAndUnknownMoviesGetAProbabilityWithItsBasis() {
        LikesModel.Answer known = model.predict("15", "318", Rows.NO_TIME, RUN);
        LikesModel.Answer stranger = model.predict("nobody", "318", Rows.NO_TIME, RUN);
        LikesModel.Answer unrated = model.predict("15", "no such movie", Rows.NO_TIME, RUN);
        LikesModel.Answer nothing = model.predict("nobody", "no such movie", Rows.NO_TIME, RUN);
        assertThat(known.basis()).isEqualTo(Basis.PERSONAL);
        assertThat(known.missing()).isEmpty();
        assertThat(stranger.basis()).isEqualTo(Basis.POPULAR);
        assertThat(stranger.missing()).isEqualTo("user nobody has rated nothing");
        assertThat(unrated.basis()).isEqualTo(Basis.MEAN);
        assertThat(nothing.missing()).isEqualTo("neither user nobody nor no such movie has a rating");
        for (LikesModel.Answer answer : List.of(known, stranger, unrated, nothing)) {
            assertThat(answer.probability()).isBetween(0.01f, 0.99f);
        }
        assertThat(stranger.probability()).as("The Shawshank Redemption").isGreaterThan(0.6f);
    }

    @Test
    void reasonsSumToTheAnswerAndAreInWords() {
        LikesModel.Answer answer = model.predict("15", "318", Rows.NO_TIME, RUN);
        LikeReasons why = LikeReasons.of(model, answer, RUN);
        double sum = why.base()
                + why.reasons().stream().mapToDouble(LikeReasons.Reason::adds).sum();
        assertThat(sum).isCloseTo(why.score(), within(1e-4));
        assertThat(model.calibration().apply((float) (1 / (1 + Math.exp(-why.score())))))
                .isCloseTo(answer.probability(), within(1e-4f));
        assertThat(why.reasons())
                .extracting(LikeReasons.Reason::words)
                .anyMatch(words -> words.startsWith("you rate "));
        assertThat(why.reasons().getFirst().adds()).isNotZero();
    }

    @Test
    void ratingsOfOneClassAreRefused() {
        assertThatThrownBy(() -> LikesLogistic.defaults()
                        .with(Map.of("likeAt", 0.5))
                        .train(TrainingSet.everything(ratings), RUN))
                .isInstanceOf(MatineeException.class)
                .hasMessage("all of the 100004 ratings are likes at 0.5, so there is nothing to tell apart");
        assertThatThrownBy(() ->
                        LikesLogistic.defaults().with(Map.of("likeAt", 6)).train(TrainingSet.everything(ratings), RUN))
                .hasMessageStartingWith("none of the 100004 ratings");
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        LikesSettings settings = LikesXgboost.defaults();
        assertThatThrownBy(() -> settings.with(Map.of("predictors", "ease")))
                .hasMessageContaining("ease predicts no ratings");
        assertThatThrownBy(() -> settings.with(Map.of("predictors", "biases++")))
                .hasMessageContaining("predictors must be models that predict ratings");
        assertThatThrownBy(() -> settings.with(Map.of("tree", 3))).hasMessageContaining("trees");
        assertThatThrownBy(() -> LikeFeatures.of(
                        model.training(), settings.with(Map.of("features", "user_maen", "predictors", "none")), RUN))
                .hasMessageContaining("there is no feature user_maen (did you mean user_mean?)");
    }

    @Test
    void documentsFeaturesAreTheirs() {
        LikeFeatures features = LikeFeatures.of(
                model.training(),
                LikesForest.defaults().with(Map.of("features", "document-000", "predictors", "none")),
                RUN);
        assertThat(features.features())
                .extracting(Feature::name)
                .hasSize(14)
                .contains("user_mean", "user_count", "movie_mean", "movie_year", "user_factor_0", "user_factor_9");
    }
}
