package dev.matinee.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.files.ModelFolder;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.Basis;
import dev.matinee.engine.recommend.Explains;
import dev.matinee.engine.recommend.FindsSimilar;
import dev.matinee.engine.recommend.FoldsIn;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.Rated;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.engine.recommend.Recommendation;
import dev.matinee.engine.recommend.Recommendations;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Request;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.recommend.Strangers;
import dev.matinee.engine.split.TrainingSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every family of recommenders must pass before it is used. A test of a family extends this class and says which
 * family, with which settings, and whether it is personal; the tests are inherited.
 *
 * <pre>{@code
 * class PopularityContractTest extends RecommenderContract<Popularity.Trained, Popularity> {
 *     PopularityContractTest() {
 *         super(Popularity.FAMILY, Popularity.defaults());
 *     }
 *
 *     protected boolean personal() {
 *         return false;
 *     }
 * }
 * }</pre>
 *
 * @param <M> the model
 * @param <S> its settings
 */
public abstract class RecommenderContract<M extends Recommender, S extends Settings<M>> {
    private static final Run RUN = Run.seeded(42).threads(1);
    private static final float CLOSE = 1e-3f;

    private final ModelFamily<M, S> family;
    private final S settings;
    private final UnaryOperator<Interactions> known;
    private final TrainingSet mixed;

    /** The contract of one family with settings that suit data of a few dozen users and items. */
    protected RecommenderContract(ModelFamily<M, S> family, S settings) {
        this(family, settings, ratings -> ratings);
    }

    /** The same for a family that learns from what is known of items beside ratings, which is added to all ratings. */
    protected RecommenderContract(ModelFamily<M, S> family, S settings, UnaryOperator<Interactions> known) {
        this.family = family;
        this.settings = settings;
        this.known = known;
        this.mixed = TrainingSet.everything(known.apply(ToyRatings.mixed()));
    }

    /** Whether the order of the scores differs from user to user; otherwise the most popular item must come first. */
    protected boolean personal() {
        return true;
    }

    /** Whether it can tell tastes apart; a model that only knows how much better one item is than another cannot. */
    protected boolean findsWithheldItems() {
        return personal();
    }

    /** The checkerboard whose withheld items the model must find: of likes, or of stars for models that need dislikes. */
    protected Interactions checkerboard() {
        return Checkerboard.ofLikes(16);
    }

    /** Hardly any ratings, in four ways. */
    static Stream<Interactions> scantRatings() {
        return Stream.of(ToyRatings.single(), ToyRatings.oneUser(), ToyRatings.none(3, 2), ToyRatings.none(0, 0));
    }

    private M mixed() {
        return settings.train(mixed, RUN);
    }

    @Test
    void theWithheldItemComesFirst() {
        M model = settings.train(TrainingSet.everything(known.apply(checkerboard())), RUN);
        for (int n = 0; n < model.users().size() && findsWithheldItems(); n++) {
            Recommendations answer =
                    model.recommend(Request.forUser(model.users().id(n)));
            assertThat(answer.items().getFirst().item()).isEqualTo(model.items().id(n));
            assertThat(answer.basis()).isEqualTo(Basis.PERSONAL);
        }
    }

    @Test
    void whatEverybodyLikesComesFirstForThoseWhoseTasteIsUnknown() {
        M model = mixed();
        for (String id : List.of("1", "59", "60")) {
            Recommendations answer = model.recommend(Request.forUser(id).top(3));
            assertThat(answer.items()).hasSize(3);
            if (!personal()) {
                assertThat(answer.items().getFirst().item()).isEqualTo("1");
                assertThat(answer.basis()).isEqualTo(Basis.POPULAR);
            }
        }
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
        assertAllFinite(settings.train(TrainingSet.everything(known.apply(checkerboard())), RUN));
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
    void aStrangerGetsWhatTheRequestSays() {
        M model = mixed();
        Request request = Request.forUser("nobody").top(5);

        assertThatThrownBy(() -> model.recommend(request.strangers(Strangers.FAIL)))
                .isInstanceOfSatisfying(
                        MatineeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessageContaining("nobody");
        assertThat(model.recommend(request.strangers(Strangers.EMPTY)))
                .isEqualTo(new Recommendations(Basis.NONE, List.of()));
        Recommendations popular = model.recommend(request.strangers(Strangers.POPULAR));
        assertThat(popular.basis()).isEqualTo(Basis.POPULAR);
        assertThat(popular.items()).hasSize(5);
        assertThat(popular.items().getFirst().item()).isEqualTo("1");
        assertThat(model.recommend(Request.forHistory(List.of()).top(5))).isEqualTo(popular);
        assertThat(model.recommend(
                        Request.forHistory(List.of(new Rated("nothing", 5))).top(5)))
                .isEqualTo(popular);
    }

    @Test
    void seenItemsAreHiddenUnlessAskedFor() {
        M model = mixed();
        Set<String> seen = seen(model, 7);
        List<String> unseen = ids(model.recommend(Request.forUser("8").top(1000)));
        List<String> all = ids(model.recommend(Request.forUser("8").top(1000).hideSeen(false)));

        assertThat(seen).isNotEmpty();
        assertThat(unseen).doesNotContainAnyElementsOf(seen).hasSize(40 - seen.size());
        assertThat(all).containsAll(seen).containsAll(unseen).hasSize(40);
    }

    @Test
    void answersAreRankedByScoreAndTiesByItem() {
        M model = mixed();
        float[] scores = new float[40];
        for (int user = 0; user < model.users().size(); user++) {
            String id = model.users().id(user);
            List<Recommendation> items = model.recommend(
                            Request.forUser(id).top(Integer.MAX_VALUE).hideSeen(false))
                    .items();
            model.scores(user, scores);
            assertThat(items)
                    .hasSize(40)
                    .isSortedAccordingTo(Comparator.comparingDouble(Recommendation::score)
                            .reversed()
                            .thenComparingInt(item -> Integer.parseInt(item.item())));
            for (int rank = 1; rank <= 40; rank++) {
                Recommendation item = items.get(rank - 1);
                assertThat(item.rank()).isEqualTo(rank);
                assertThat(item.score()).isEqualTo(scores[Integer.parseInt(item.item()) - 1]);
            }
            assertThat(items).extracting(Recommendation::item).doesNotHaveDuplicates();
        }
    }

    @Test
    void whatDoesNotComeIntoQuestionIsLeftOut() {
        M model = mixed();
        Rows byItem = mixed.interactions().byItem();
        Request all = Request.forUser("60").top(100);

        List<String> excluding = ids(model.recommend(all.exclude(List.of("1", "2", "no such item"))));
        assertThat(excluding).hasSize(38).doesNotContain("1", "2");
        assertThat(ids(model.recommend(all.allowing(item -> item < 3)))).containsExactlyInAnyOrder("1", "2", "3");
        assertThat(ids(model.recommend(all.minimumRatings(20))))
                .isNotEmpty()
                .allMatch(id -> byItem.count(Integer.parseInt(id) - 1) >= 20)
                .hasSize((int) IntStream.range(0, 40)
                        .filter(item -> byItem.count(item) >= 20)
                        .count());
        assertThat(model.recommend(all.allowing(item -> false)).items()).isEmpty();
    }

    @Test
    void aVisitorIsAnsweredAsTheUserWithTheSameHistory() {
        M model = mixed();
        if (!(model instanceof FoldsIn folding)) {
            assertThatThrownBy(() -> model.recommend(Request.forHistory(List.of(new Rated("1", 5)))))
                    .isInstanceOfSatisfying(
                            MatineeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE));
            return;
        }
        float[] known = new float[40];
        float[] folded = new float[40];
        for (int user = 0; user < 58; user++) {
            int[] items = mixed.interactions().byUser().columns(user);
            List<Rated> history = history(user);
            float[] ratings = new float[items.length];
            for (int i = 0; i < items.length; i++) {
                ratings[i] = history.get(i).rating();
            }
            folding.scores(items, ratings, folded);
            model.scores(user, known);
            float largest = 1;
            for (float score : known) {
                largest = Math.max(largest, Math.abs(score));
            }
            assertThat(folded).containsExactly(known, within(CLOSE * largest));

            Recommendations answer =
                    model.recommend(Request.forHistory(history.reversed()).top(40));
            assertThat(answer.basis()).isEqualTo(personal() ? Basis.FOLDED_IN : Basis.POPULAR);
            assertThat(answer.items())
                    .hasSize(40 - items.length)
                    .allSatisfy(item -> assertThat(item.score()).isEqualTo(folded[Integer.parseInt(item.item()) - 1]));
        }
    }

    private List<Rated> history(int user) {
        Rows byUser = mixed.interactions().byUser();
        List<Rated> history = new ArrayList<>();
        for (long position = byUser.start(user); position < byUser.end(user); position++) {
            history.add(new Rated(Integer.toString(byUser.column(position) + 1), byUser.rating(position)));
        }
        return history;
    }

    @Test
    void whatTheItemsOfAHistoryAddIsItsScore() {
        M model = mixed();
        if (!(model instanceof Explains explaining)) {
            return;
        }
        float[] scores = new float[40];
        for (int user = 1; user < 58; user += 7) {
            int[] items = mixed.interactions().byUser().columns(user);
            float[] ratings = new float[items.length];
            for (int i = 0; i < items.length; i++) {
                ratings[i] = history(user).get(i).rating();
            }
            explaining.scores(items, ratings, scores);
            float[] contributions = new float[items.length];
            for (int item = 0; item < 38; item++) {
                explaining.contributions(items, ratings, item, contributions);
                double sum = 0;
                for (float contribution : contributions) {
                    sum += contribution;
                }
                assertThat(sum)
                        .as("score of item " + item)
                        .isCloseTo(scores[item], within(1e-3 * Math.max(1, Math.abs(sum))));
            }
        }
    }

    @Test
    void similarItemsLeaveOutTheItemItself() {
        M model = mixed();
        for (int item = 1; item <= 40; item++) {
            String id = Integer.toString(item);
            Recommendations similar = model.similar(id, 100);
            assertThat(ids(similar)).hasSize(39).doesNotContain(id).doesNotHaveDuplicates();
            assertThat(similar.basis()).isEqualTo(model instanceof FindsSimilar ? Basis.RATINGS : Basis.POPULAR);
        }
        assertThatThrownBy(() -> model.similar("no such item", 5))
                .isInstanceOfSatisfying(
                        MatineeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    void itemsOfOneColourAreSimilar() {
        M model = settings.train(TrainingSet.everything(known.apply(checkerboard())), RUN);
        if (model instanceof FindsSimilar) {
            for (int item = 0; item < model.items().size(); item++) {
                int colour = item % 2;
                assertThat(ids(model.similar(model.items().id(item), 3)))
                        .allMatch(id -> (Integer.parseInt(id) - 1) % 2 == colour);
            }
        }
    }

    @Test
    void predictedRatingsLieWithinTheScale() {
        M model = mixed();
        if (model instanceof RatingPredictor predictor) {
            for (int user = 0; user < 60; user++) {
                for (int item = 0; item < 40; item++) {
                    assertThat(predictor.predict(user, item)).isBetween(0.5f, 5f);
                }
            }
        }
    }

    @Test
    void predictionsOfAllItemsAreThoseOfEach() {
        M model = mixed();
        if (model instanceof RatingPredictor predictor) {
            float[] all = new float[40];
            for (int user = 0; user < 60; user++) {
                predictor.predictions(user, all);
                for (int item = 0; item < 40; item++) {
                    assertThat(all[item]).isEqualTo(predictor.predict(user, item));
                }
            }
        }
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

    private Set<String> seen(Recommender model, int user) {
        return Set.copyOf(Arrays.stream(mixed.interactions().byUser().columns(user))
                .mapToObj(item -> model.items().id(item))
                .toList());
    }

    private static List<String> ids(Recommendations answer) {
        return answer.items().stream().map(Recommendation::item).toList();
    }
}
