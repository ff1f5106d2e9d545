package dev.matinee.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.files.ModelFolder;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.recommend.FindsSimilar;
import dev.matinee.engine.recommend.FoldsIn;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.engine.recommend.Recommendations;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Request;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.split.TrainingSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every family must keep to when it trains, saves, loads and is set; the other half of {@link RecommenderContract}.
 *
 * @param <M> the model
 * @param <S> its settings
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FamilyContract<M extends Recommender, S extends Settings<M>> {
    private static final Run RUN = Run.seeded(42).threads(1);

    private final ModelFamily<M, S> family;
    private final S settings;
    private final UnaryOperator<Interactions> known;
    /** Ratings of 60 users and 40 items. */
    final TrainingSet mixed;

    private @Nullable M ofMixed;

    FamilyContract(ModelFamily<M, S> family, S settings, UnaryOperator<Interactions> known) {
        this.family = family;
        this.settings = settings;
        this.known = known;
        this.mixed = TrainingSet.everything(known.apply(ToyRatings.mixed()));
    }

    /** The checkerboard whose withheld items the model must find: of likes, or of stars for models that need dislikes. */
    protected Interactions checkerboard() {
        return Checkerboard.ofLikes(16);
    }

    /** Hardly any ratings, in four ways. */
    static Stream<Interactions> scantRatings() {
        return Stream.of(ToyRatings.single(), ToyRatings.oneUser(), ToyRatings.none(3, 2), ToyRatings.none(0, 0));
    }

    /** The model of {@link #mixed}, trained once for all tests. */
    final M mixed() {
        if (ofMixed == null) {
            ofMixed = settings.train(mixed, RUN);
        }
        return ofMixed;
    }

    /** The model of the {@link #checkerboard()}. */
    final M ofCheckerboard() {
        return settings.train(TrainingSet.everything(known.apply(checkerboard())), RUN);
    }

    @ParameterizedTest
    @MethodSource("scantRatings")
    void scantRatingsGiveFiniteScoresOrAnErrorInOneSentence(Interactions scant) {
        M model;
        try {
            model = settings.train(TrainingSet.everything(known.apply(scant)), RUN);
        } catch (MatineeException refused) {
            assertThat(scant.size()).as("ratings that were refused").isZero();
            assertThat(refused.code()).isEqualTo(ErrorCode.BAD_DATA);
            assertThat(refused.getMessage()).isNotBlank().doesNotContain("\n");
            return;
        }
        assertAllFinite(model);
    }

    @Test
    void everyScoreIsFinite() {
        assertAllFinite(mixed());
        assertAllFinite(ofCheckerboard());
    }

    private static void assertAllFinite(Recommender model) {
        int items = model.items().size();
        float[] scores = new float[items];
        for (int user = 0; user < model.users().size(); user++) {
            model.scores(user, scores);
            assertFinite(scores, "scores of user " + user);
            for (int item = 0; item < items && model instanceof RatingPredictor predictor; item++) {
                assertFinite(new float[] {predictor.predict(user, item)}, "predictions for user " + user);
            }
        }
        for (int item = 0; item < items; item++) {
            if (model instanceof FoldsIn folding) {
                folding.scores(new int[] {item}, new float[] {3}, scores);
                assertFinite(scores, "scores for a history of item " + item);
            }
            if (model instanceof FindsSimilar similar) {
                similar.similarities(item, scores);
                assertFinite(scores, "similarities to item " + item);
            }
        }
    }

    private static void assertFinite(float[] scores, String what) {
        for (float score : scores) {
            assertThat(Float.isFinite(score)).as(what).isTrue();
        }
    }

    @Test
    void scoresOfManyUsersAreThoseOfEach() {
        M model = mixed();
        int items = model.items().size();
        int[] users = {3, 59, 0, 3, 17, 58, 41, 2, 5};
        float[] block = new float[(users.length - 2) * items];
        model.scores(users, 1, users.length - 1, block);
        float[] alone = new float[items];
        for (int i = 0; i < users.length - 2; i++) {
            model.scores(users[i + 1], alone);
            assertThat(Arrays.copyOfRange(block, i * items, (i + 1) * items)).containsExactly(alone);
        }
    }

    @Test
    void aSavedModelAnswersAndIsSavedAsBefore(@TempDir Path folder) throws IOException {
        M model = mixed();
        ModelFolder.save(model, folder.resolve("first"), Map.of("ndcg@10", 0.25));
        M again = ModelFolder.load(folder.resolve("first"), family, mixed);
        ModelFolder.save(again, folder.resolve("second"), Map.of("ndcg@10", 0.25));

        assertSameBytes(folder.resolve("first"), folder.resolve("second"));
        assertThat(again.settings()).isEqualTo(model.settings());
        assertThat(again.provenance()).isEqualTo(model.provenance());
        float[] before = new float[model.items().size()];
        float[] after = new float[model.items().size()];
        for (int user = 0; user < model.users().size(); user++) {
            model.scores(user, before);
            again.scores(user, after);
            assertThat(after).containsExactly(before);
        }
        for (String item : List.of("1", "17", "40")) {
            assertThat(again.similar(item, 50)).isEqualTo(model.similar(item, 50));
        }
    }

    @Test
    void threadsDoNotChangeAByte(@TempDir Path folder) throws IOException {
        ModelFolder.save(settings.train(mixed, RUN), folder.resolve("one"), Map.of());
        ModelFolder.save(settings.train(mixed, RUN.threads(2)), folder.resolve("two"), Map.of());
        assertSameBytes(folder.resolve("one"), folder.resolve("two"));
    }

    private static void assertSameBytes(Path one, Path other) throws IOException {
        for (String file : List.of("model.safetensors", "card.json")) {
            assertThat(Files.mismatch(one.resolve(file), other.resolve(file)))
                    .as(file)
                    .isEqualTo(-1);
        }
    }

    @Test
    void aModelOfOtherRatingsIsRefusedWithBothHashes(@TempDir Path folder) {
        TrainingSet others = TrainingSet.everything(Checkerboard.ofLikes(16));
        ModelFolder.save(mixed(), folder.resolve("model"), Map.of());
        assertThatThrownBy(() -> ModelFolder.load(folder.resolve("model"), family, others))
                .isInstanceOfSatisfying(
                        MatineeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining(mixed.hash())
                .hasMessageContaining(others.hash());
    }

    @Test
    void theBirthRecordNamesRatingsAndSeed() {
        M model = mixed();
        assertThat(model.settings()).isEqualTo(settings);
        assertThat(model.settings().model()).isEqualTo(family.name());
        assertThat(model.training()).isSameAs(mixed);
        assertThat(model.provenance().trainingHash()).isEqualTo(mixed.hash());
        assertThat(model.provenance().ratings()).isEqualTo(mixed.interactions().size());
        assertThat(model.provenance().seed()).isEqualTo(42);
        assertThat(model.provenance().kernels()).startsWith(System.getProperty("matinee.kernels", ""));
        assertThat(model.bytes()).isPositive();
    }

    @Test
    void settingsSurviveJson() {
        SettingsSchema<S> schema = SettingsSchema.of(settings);
        String json = Json.write(schema.values(settings));
        assertThat(schema.with(family.defaults(), Json.parseObject(json))).isEqualTo(settings);
        assertThat(schema.fields()).isNotEmpty().allSatisfy(field -> {
            assertThat(field.description()).isNotBlank();
            assertThat(field.values()).isNotBlank().doesNotContain("Infinity");
        });
    }

    @Test
    void anUnknownSettingNamesTheNearestKnownOne() {
        SettingsSchema<S> schema = SettingsSchema.of(settings);
        String known = schema.fields().getFirst().name();
        assertThatThrownBy(() -> schema.with(settings, Map.of(known + "x", 1)))
                .isInstanceOfSatisfying(
                        MatineeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                .hasMessageContaining("did you mean " + known);
        assertThatThrownBy(() -> schema.with(settings, Map.of(known, "nonsense")))
                .isInstanceOfSatisfying(
                        MatineeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                .hasMessageContaining("got nonsense");
    }

    @Test
    void trainingStopsWhenAsked() {
        assertThatThrownBy(() -> settings.train(mixed, RUN.cancelledWhen(() -> true)))
                .isInstanceOfSatisfying(
                        MatineeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    }

    @Test
    void manyThreadsMayAskAtOnce() {
        M model = mixed();
        Recommendations[] answers = new Recommendations[60];
        RUN.threads(4).parallel(60, user -> answers[user] = ask(model, user));
        for (int user = 0; user < 60; user++) {
            assertThat(answers[user]).isEqualTo(ask(model, user));
        }
    }

    private static Recommendations ask(Recommender model, int user) {
        return model.recommend(Request.forUser(model.users().id(user)));
    }
}
