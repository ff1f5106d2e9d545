package dev.matinee.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.RandomRatings;
import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.InteractionsBuilder;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.split.Holdout;
import dev.matinee.engine.split.Predefined;
import dev.matinee.engine.split.Split;
import dev.matinee.engine.split.TrainingSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopNEvaluationTest {
    private static final Run RUN = Run.seeded(42);

    /**
     * Eight items; the model prefers low indexes. User 0 learned from item 0 and liked 1, 4 and 7, disliked 2: his list is
     * 1 2 3 4 5 6 7. User 1 learned from item 1 and liked 6: her list is 0 2 3 4 5 6 7. User 2 liked nothing held out.
     */
    private static final Split WORKED = split(8, new float[][] {{0, 0, 5}, {1, 1, 5}, {2, 1, 3}}, new float[][] {
        {0, 1, 4}, {0, 2, 2}, {0, 4, 5}, {0, 7, 4.5f}, {1, 6, 5}, {2, 5, 3}
    });

    @Test
    void theWorkedExampleIsRight() {
        FixedScores model = new FixedScores(WORKED.training(), (user, item) -> -item);

        Evaluation at4 = TopNEvaluation.at(4).measure(model, WORKED, RUN);

        // User 0: hits at places 1 and 4 of 4, three relevant. User 1: none, one relevant.
        double log5 = Math.log(5) / Math.log(2);
        double ideal = 1 + 1 / (Math.log(3) / Math.log(2)) + 1 / 2.0;
        expect(at4, "ndcg@4", (1 + 1 / log5) / ideal / 2);
        expect(at4, "recall@4", 2 / 3.0 / 2);
        expect(at4, "recallCapped@4", 2 / 3.0 / 2);
        expect(at4, "precision@4", 2 / 4.0 / 2);
        expect(at4, "map@4", (1 / 1.0 + 2 / 4.0) / 3 / 2);
        expect(at4, "mrr@4", 1 / 2.0);
        expect(at4, "hitRate@4", 1 / 2.0);
        // Listed are 1 2 3 4 and 0 2 3 4.
        expect(at4, "coverage@4", 5 / 8.0);
        assertThat(at4.users()).isEqualTo(2);
        assertThat(at4.usersLeftOut()).isEqualTo(1);
        assertThat(at4.ratings()).isEqualTo(4);
        assertThat(at4.values("mrr@4").users()).containsExactly(0, 1);
        assertThat(at4.values("mrr@4").totals()).containsExactly(1, 0);
    }

    @Test
    void aShortCutoffCapsWhatCanBeRecalled() {
        FixedScores model = new FixedScores(WORKED.training(), (user, item) -> user == 0 && item == 4 ? 1 : -item);

        Evaluation at2 = TopNEvaluation.at(2).measure(model, WORKED, RUN);

        // User 0 gets 4 and 1, both relevant, of three; user 1 gets 0 and 2.
        expect(at2, "ndcg@2", 1 / 2.0);
        expect(at2, "recall@2", 2 / 3.0 / 2);
        expect(at2, "recallCapped@2", 1 / 2.0);
        expect(at2, "map@2", 1 / 2.0);
    }

    @Test
    void placesBeyondTheCandidatesCountAsMisses() {
        FixedScores model = new FixedScores(WORKED.training(), (user, item) -> -item);

        Evaluation at100 = TopNEvaluation.at(100).measure(model, WORKED, RUN);

        // The one item seen in training is never listed, so seven places are filled.
        expect(at100, "precision@100", (3 + 1) / 100.0 / 2);
        expect(at100, "recall@100", 1);
        expect(at100, "mrr@100", (1 + 1 / 6.0) / 2);
        expect(at100, "coverage@100", 1);
    }

    @Test
    void metricsComeInTheOrderOfTheMeasuresAndAscendingPlaces() {
        FixedScores model = new FixedScores(WORKED.training(), (user, item) -> -item);

        assertThat(TopNEvaluation.at(3, 1, 3).measure(model, WORKED, RUN).metrics())
                .extractingFromEntries(Map.Entry::getKey)
                .containsExactly(
                        "ndcg@1",
                        "ndcg@3",
                        "recall@1",
                        "recall@3",
                        "recallCapped@1",
                        "recallCapped@3",
                        "precision@1",
                        "precision@3",
                        "map@1",
                        "map@3",
                        "mrr@1",
                        "mrr@3",
                        "hitRate@1",
                        "hitRate@3",
                        "serendipity@1",
                        "serendipity@3",
                        "novelty@1",
                        "novelty@3",
                        "diversity@1",
                        "diversity@3",
                        "popularityLift@1",
                        "popularityLift@3",
                        "exposureGini@1",
                        "exposureGini@3",
                        "coverage@1",
                        "coverage@3");
    }

    @Test
    void equalScoresAreListedByAscendingIndex() {
        FixedScores model = new FixedScores(WORKED.training(), (user, item) -> 7);

        assertThat(TopNEvaluation.at(1)
                        .measure(model, WORKED, RUN)
                        .values("mrr@1")
                        .totals())
                .containsExactly(1, 0);
    }

    @Test
    void relevantIsFourFifthsOfTheHighestRatingUnlessNamed() {
        FixedScores model = new FixedScores(WORKED.training(), (user, item) -> -item);

        assertThat(TopNEvaluation.at(4).relevantFrom(WORKED)).isEqualTo(4);
        Evaluation all = TopNEvaluation.at(4).relevant(0.5).measure(model, WORKED, RUN);
        assertThat(all.users()).isEqualTo(3);
        assertThat(all.usersLeftOut()).isZero();
        assertThat(all.ratings()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void randomDataAgreesWithTheDefinitionsTakenLiterally(long seed) {
        Split split = Holdout.randomPerUser(0.4).split(RandomRatings.of(seed, 90, 60, 0), RUN);
        float[] scores = new float[90 * 60];
        RandomStream random = new RandomStream(seed);
        for (int i = 0; i < scores.length; i++) {
            scores[i] = random.nextInt(12);
        }
        FixedScores model = new FixedScores(split.training(), (user, item) -> scores[user * 60 + item]);

        Evaluation evaluation = TopNEvaluation.at(1, 7, 25).relevant(3.5).measure(model, split, RUN);

        for (int k : new int[] {1, 7, 25}) {
            Map<String, Double> expected = literally(split, model, k, 3.5f);
            expected.forEach((name, mean) ->
                    assertThat(evaluation.metric(name).mean()).as(name).isCloseTo(mean, within(1e-12)));
        }
    }

    /** The definitions, by sorting all candidates and looking. */
    private static Map<String, Double> literally(Split split, FixedScores model, int k, float threshold) {
        Rows heldOut = split.heldOut().interactions().byUser();
        Rows training = split.training().interactions().byUser();
        Map<String, Double> sums = new LinkedHashMap<>();
        Set<Integer> listed = new HashSet<>();
        int users = 0;
        for (int user = 0; user < heldOut.rows(); user++) {
            Set<Integer> relevant = new HashSet<>();
            for (long at = heldOut.start(user); at < heldOut.end(user); at++) {
                if (heldOut.rating(at) >= threshold) {
                    relevant.add(heldOut.column(at));
                }
            }
            if (relevant.isEmpty()) {
                continue;
            }
            users++;
            int who = user;
            List<Integer> list = new ArrayList<>(IntStream.range(0, 60)
                    .filter(item -> !training.contains(who, item))
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer item) -> -model.predict(who, item))
                            .thenComparing(Comparator.naturalOrder()))
                    .limit(k)
                    .toList());
            listed.addAll(list);
            List<Integer> hits = IntStream.range(0, list.size())
                    .filter(place -> relevant.contains(list.get(place)))
                    .mapToObj(place -> place + 1)
                    .toList();
            double gain =
                    hits.stream().mapToDouble(TopNEvaluationTest::discount).sum();
            double ideal = IntStream.rangeClosed(1, Math.min(k, relevant.size()))
                    .mapToDouble(TopNEvaluationTest::discount)
                    .sum();
            double precisions = IntStream.range(0, hits.size())
                    .mapToDouble(i -> (i + 1.0) / hits.get(i))
                    .sum();
            sums.merge("ndcg@" + k, gain / ideal, Double::sum);
            sums.merge("recall@" + k, hits.size() / (double) relevant.size(), Double::sum);
            sums.merge("recallCapped@" + k, hits.size() / (double) Math.min(k, relevant.size()), Double::sum);
            sums.merge("precision@" + k, hits.size() / (double) k, Double::sum);
            sums.merge("map@" + k, precisions / Math.min(k, relevant.size()), Double::sum);
            sums.merge("mrr@" + k, hits.isEmpty() ? 0 : 1.0 / hits.getFirst(), Double::sum);
            sums.merge("hitRate@" + k, hits.isEmpty() ? 0.0 : 1.0, Double::sum);
        }
        int counted = users;
        sums.replaceAll((name, sum) -> sum / counted);
        sums.put("coverage@" + k, listed.size() / 60.0);
        return sums;
    }

    private static double discount(int place) {
        return Math.log(2) / Math.log(place + 1);
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        Split split = Holdout.randomPerUser(0.3).split(RandomRatings.of(9, 1500, 40, 0), RUN);
        FixedScores model = new FixedScores(split.training(), (user, item) -> (user * 31 + item * 17) % 23);

        Evaluation one = TopNEvaluation.at(5, 10).measure(model, split, RUN.threads(1));
        Evaluation two = TopNEvaluation.at(5, 10).measure(model, split, RUN.threads(2));

        assertThat(two.metrics()).isEqualTo(one.metrics());
        assertThat(two.values("ndcg@10").totals())
                .isEqualTo(one.values("ndcg@10").totals());
    }

    @Test
    void blocksOfAnySizeGetTheirOwnScores() {
        // So many items that few users fit in a block, and the last block is short.
        int items = 300_000;
        InteractionsBuilder all = new InteractionsBuilder(RandomRatings.numbers(11), RandomRatings.numbers(items));
        List<int[]> tests = new ArrayList<>();
        for (int user = 0; user < 11; user++) {
            all.add(user, 3, 5, Rows.NO_TIME);
            all.add(user, 1000 * (user + 1), 5, Rows.NO_TIME);
            tests.add(new int[] {user, 1000 * (user + 1)});
        }
        Split split = predefined(all.build(RUN), tests);
        FixedScores model =
                new FixedScores(split.training(), (user, item) -> item == 3 ? 2 : item == 1000 * (user + 1) ? 1 : 0);

        Evaluation evaluation = TopNEvaluation.at(1).measure(model, split, RUN);

        expect(evaluation, "mrr@1", 1);
        expect(evaluation, "coverage@1", 11.0 / items);
    }

    @Test
    void aModelThatMayHaveSeenTheHeldOutRatingsIsRefused() {
        Interactions all = RandomRatings.of(3, 50, 20, 0);
        Split split = Holdout.randomPerUser(0.3).split(all, RUN);
        FixedScores cheat = new FixedScores(TrainingSet.everything(all), (user, item) -> 0);

        assertThatThrownBy(() -> TopNEvaluation.at(10).measure(cheat, split, RUN))
                .isInstanceOfSatisfying(
                        MatineeException.class,
                        error -> assertThat(error.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessage("fixed was trained on all ratings, not on the training ratings of random:0.3 seed 42, so it"
                        + " may have seen what it would be measured on");
    }

    @Test
    void nothingRelevantIsAnErrorThatNamesTheRating() {
        FixedScores model = new FixedScores(WORKED.training(), (user, item) -> 0);

        assertThatThrownBy(() -> TopNEvaluation.at(10).relevant(5.5).measure(model, WORKED, RUN))
                .isInstanceOfSatisfying(
                        MatineeException.class,
                        error -> assertThat(error.code()).isEqualTo(ErrorCode.BAD_DATA))
                .hasMessage("no held-out rating is 5.5 or more, so nothing counts as relevant");
    }

    @Test
    void scoresThatAreNotNumbersAreADefectOfTheModel() {
        FixedScores model = new FixedScores(WORKED.training(), (user, item) -> item == 3 ? Float.NaN : item);

        assertThatThrownBy(() -> TopNEvaluation.at(10).measure(model, WORKED, RUN))
                .hasMessage("fixed gave user 1 scores that are not numbers");
    }

    @Test
    void placesMustBePositive() {
        assertThatThrownBy(() -> TopNEvaluation.at(10, 0)).hasMessage("at must be at least 1, got 0");
        assertThatThrownBy(() -> TopNEvaluation.at()).hasMessage("at needs at least one number of places, such as 10");
        assertThatThrownBy(() -> TopNEvaluation.at(1).relevant(Double.NaN))
                .hasMessage("relevant must be a rating, got NaN");
    }

    @Test
    void measuringStopsOnRequest() {
        Split split = Holdout.randomPerUser(0.3).split(RandomRatings.of(9, 1500, 40, 0), RUN);
        AtomicBoolean stop = new AtomicBoolean();
        FixedScores model = new FixedScores(split.training(), (user, item) -> {
            stop.set(true);
            return item;
        });

        assertThatThrownBy(() -> TopNEvaluation.at(5).measure(model, split, RUN.cancelledWhen(stop::get)))
                .isInstanceOfSatisfying(
                        MatineeException.class,
                        error -> assertThat(error.code()).isEqualTo(ErrorCode.CANCELLED));
    }

    private static void expect(Evaluation evaluation, String metric, double mean) {
        assertThat(evaluation.metric(metric).mean()).as(metric).isCloseTo(mean, within(1e-12));
    }

    static Split split(int items, float[][] training, float[][] heldOut) {
        int users = 1
                + IntStream.range(0, heldOut.length)
                        .map(i -> (int) heldOut[i][0])
                        .max()
                        .orElse(0);
        InteractionsBuilder all = new InteractionsBuilder(RandomRatings.numbers(users), RandomRatings.numbers(items));
        List<int[]> tests = new ArrayList<>();
        for (float[] row : training) {
            all.add((int) row[0], (int) row[1], row[2], Rows.NO_TIME);
        }
        for (float[] row : heldOut) {
            all.add((int) row[0], (int) row[1], row[2], Rows.NO_TIME);
            tests.add(new int[] {(int) row[0], (int) row[1]});
        }
        return predefined(all.build(RUN), tests);
    }

    private static Split predefined(Interactions all, List<int[]> tests) {
        int[] users = tests.stream().mapToInt(pair -> pair[0]).toArray();
        int[] items = tests.stream().mapToInt(pair -> pair[1]).toArray();
        return Predefined.of(List.of(new Predefined.TestPairs("worked", users, items)))
                .split(all, RUN);
    }
}
