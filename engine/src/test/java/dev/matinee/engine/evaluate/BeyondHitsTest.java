package dev.matinee.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.RandomRatings;
import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.split.Holdout;
import dev.matinee.engine.split.Split;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The measures beyond hits against their definitions taken literally. */
class BeyondHitsTest {
    private static final int USERS = 90;
    private static final int ITEMS = 60;
    private static final Run RUN = Run.seeded(42);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void randomDataAgreesWithTheDefinitions(long seed) {
        Split split = Holdout.randomPerUser(0.4).split(RandomRatings.of(seed, USERS, ITEMS, 0), RUN);
        float[] scores = new float[USERS * ITEMS];
        RandomStream random = new RandomStream(seed);
        for (int i = 0; i < scores.length; i++) {
            scores[i] = random.nextInt(12);
        }
        FixedScores model = new FixedScores(split.training(), (user, item) -> scores[user * ITEMS + item]);

        Evaluation evaluation = TopNEvaluation.at(1, 7, 25).relevant(3.5).measure(model, split, RUN.threads(1));

        for (int k : new int[] {1, 7, 25}) {
            check(split, model, evaluation, k);
        }
        assertThat(TopNEvaluation.at(1, 7, 25)
                        .relevant(3.5)
                        .measure(model, split, RUN.threads(2))
                        .metrics())
                .isEqualTo(evaluation.metrics());
    }

    private static void check(Split split, FixedScores model, Evaluation evaluation, int k) {
        Rows byUser = split.training().interactions().byUser();
        Rows byItem = split.training().interactions().byItem();
        Rows heldOut = split.heldOut().interactions().byUser();
        long learners =
                IntStream.range(0, USERS).filter(user -> byUser.count(user) > 0).count();
        int[] listed = new int[ITEMS];
        double novelty = 0;
        double diversity = 0;
        double serendipity = 0;
        double listPopularity = 0;
        double historyPopularity = 0;
        int users = 0;
        for (int user = 0; user < USERS; user++) {
            int who = user;
            Set<Integer> relevant = new HashSet<>();
            for (long at = heldOut.start(user); at < heldOut.end(user); at++) {
                if (heldOut.rating(at) >= 3.5f) {
                    relevant.add(heldOut.column(at));
                }
            }
            if (relevant.isEmpty()) {
                continue;
            }
            users++;
            List<Integer> list = top(byUser, who, k, item -> -model.predict(who, item));
            List<Integer> popular = top(byUser, who, k, item -> -byItem.count(item));
            list.forEach(item -> listed[item]++);
            novelty += list.stream()
                            .mapToDouble(item -> Math.log((double) learners / Math.max(1, byItem.count(item))))
                            .sum()
                    / Math.log(2)
                    / list.size();
            diversity += meanDistance(list, byItem);
            serendipity += list.stream()
                            .filter(relevant::contains)
                            .filter(item -> !popular.contains(item))
                            .count()
                    / (double) k;
            if (byUser.count(user) > 0) {
                listPopularity +=
                        list.stream().mapToInt(byItem::count).average().orElseThrow();
                historyPopularity += IntStream.of(byUser.columns(user))
                        .map(byItem::count)
                        .average()
                        .orElseThrow();
            }
        }
        expect(evaluation, "novelty@" + k, novelty / users);
        expect(evaluation, "diversity@" + k, diversity / users);
        expect(evaluation, "serendipity@" + k, serendipity / users);
        expect(evaluation, "popularityLift@" + k, listPopularity / historyPopularity - 1);
        expect(evaluation, "exposureGini@" + k, gini(listed));
    }

    private interface Cost {
        double of(int item);
    }

    private static List<Integer> top(Rows byUser, int user, int k, Cost cost) {
        return new ArrayList<>(IntStream.range(0, ITEMS)
                .filter(item -> !byUser.contains(user, item))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer item) -> cost.of(item))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(k)
                .toList());
    }

    private static double meanDistance(List<Integer> list, Rows byItem) {
        double sum = 0;
        int pairs = 0;
        for (int a : list) {
            for (int b : list) {
                if (a < b) {
                    long both = IntStream.of(byItem.columns(a))
                            .filter(user -> byItem.contains(b, user))
                            .count();
                    sum += both == 0 ? 1 : 1 - both / Math.sqrt((double) byItem.count(a) * byItem.count(b));
                    pairs++;
                }
            }
        }
        return pairs == 0 ? 0 : sum / pairs;
    }

    /** Half the mean difference of two items, as a share of the mean. */
    private static double gini(int[] counts) {
        double differences = 0;
        for (int a : counts) {
            for (int b : counts) {
                differences += Math.abs(a - b);
            }
        }
        return differences / (2.0 * counts.length * IntStream.of(counts).sum());
    }

    @Test
    void oneListForEverybodyIsAsUnequalAsCanBe() {
        Split split = Holdout.randomPerUser(0.3).split(RandomRatings.of(1, 400, ITEMS, 0), RUN);
        FixedScores model = new FixedScores(split.training(), (user, item) -> -item);

        Evaluation evaluation = TopNEvaluation.at(1).relevant(0.5).measure(model, split, RUN);

        assertThat(evaluation.metric("exposureGini@1").mean()).isGreaterThan(0.7);
        assertThat(evaluation.metric("exposureGini@1").hasInterval()).isFalse();
        assertThat(evaluation.metric("novelty@1").hasInterval()).isTrue();
    }

    private static void expect(Evaluation evaluation, String metric, double mean) {
        assertThat(evaluation.metric(metric).mean()).as(metric).isCloseTo(mean, within(1e-9));
    }
}
