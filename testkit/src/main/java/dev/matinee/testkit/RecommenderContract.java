package dev.matinee.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
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
import dev.matinee.engine.recommend.Strangers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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
public abstract class RecommenderContract<M extends Recommender, S extends Settings<M>> extends FamilyContract<M, S> {
    private static final float CLOSE = 1e-3f;

    /** The contract of one family with settings that suit data of a few dozen users and items. */
    protected RecommenderContract(ModelFamily<M, S> family, S settings) {
        super(family, settings, ratings -> ratings);
    }

    /** The same for a family that learns from what is known of items beside ratings, which is added to all ratings. */
    protected RecommenderContract(ModelFamily<M, S> family, S settings, UnaryOperator<Interactions> known) {
        super(family, settings, known);
    }

    /** Whether the order of the scores differs from user to user; otherwise the most popular item must come first. */
    protected boolean personal() {
        return true;
    }

    /** Whether it can tell tastes apart; a model that only knows how much better one item is than another cannot. */
    protected boolean findsWithheldItems() {
        return personal();
    }

    @Test
    void theWithheldItemComesFirst() {
        M model = ofCheckerboard();
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

    private boolean rates(int item) {
        return mixed.interactions().byItem().count(item) > 0;
    }

    private int rated() {
        return (int) IntStream.range(0, 40).filter(this::rates).count();
    }

    private boolean knows(int item) {
        return rates(item) || !mixed().provenance().features().isEmpty();
    }

    @Test
    void aHistoryOfWhatNobodyKnowsIsThatOfAStranger() {
        M model = mixed();
        List<Rated> history = IntStream.range(0, 40)
                .filter(item -> !knows(item))
                .mapToObj(item -> new Rated(Integer.toString(item + 1), 5))
                .toList();
        assertThat(model.recommend(Request.forHistory(history).top(50)))
                .isEqualTo(model.recommend(Request.forHistory(List.of()).top(50)))
                .satisfies(answer -> assertThat(answer.items()).hasSize(rated()));
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
            boolean isFound = model instanceof FindsSimilar && knows(item - 1);
            assertThat(ids(similar))
                    .hasSize(isFound ? 39 : rated() - (rates(item - 1) ? 1 : 0))
                    .doesNotContain(id)
                    .doesNotHaveDuplicates();
            assertThat(similar.basis()).isEqualTo(isFound ? Basis.RATINGS : Basis.POPULAR);
        }
        assertThatThrownBy(() -> model.similar("no such item", 5))
                .isInstanceOfSatisfying(
                        MatineeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    void itemsOfOneColourAreSimilar() {
        M model = ofCheckerboard();
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

    private Set<String> seen(Recommender model, int user) {
        return Set.copyOf(Arrays.stream(mixed.interactions().byUser().columns(user))
                .mapToObj(item -> model.items().id(item))
                .toList());
    }

    private static List<String> ids(Recommendations answer) {
        return answer.items().stream().map(Recommendation::item).toList();
    }
}
