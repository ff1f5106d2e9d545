package dev.matinee.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.RandomRatings;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.split.HeldOutUsers;
import dev.matinee.engine.split.Holdout;
import dev.matinee.engine.split.Split;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserGroupsTest {
    private static final Run RUN = Run.seeded(42);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theMetricOfAGroupIsTheMeanOfItsUsers(long seed) {
        Split split = Holdout.randomPerUser(0.4).split(RandomRatings.of(seed, 120, 60, 0), RUN);
        FixedScores model = new FixedScores(split.training(), (user, item) -> (user * 31 + item * 17) % 23);
        Evaluation evaluation = TopNEvaluation.at(5).relevant(3).measure(model, split, RUN);
        UserGroups groups = UserGroups.byActivity(split);

        UserValues all = evaluation.values("ndcg@5");
        int users = 0;
        for (int group = 0; group < 4; group++) {
            int wanted = group;
            double[] own = IntStream.range(0, all.size())
                    .filter(i -> groups.byUser()[all.users()[i]] == wanted)
                    .mapToDouble(all::value)
                    .toArray();
            UserValues found = evaluation
                    .within(groups)
                    .getOrDefault(groups.labels().get(group), Map.of())
                    .getOrDefault("ndcg@5", all);
            users += found.size();
            assertThat(found.size()).isEqualTo(own.length);
            assertThat(found.mean())
                    .isCloseTo(
                            IntStream.range(0, own.length)
                                            .mapToDouble(i -> own[i])
                                            .sum()
                                    / own.length,
                            within(1e-12));
        }
        assertThat(users).isEqualTo(all.size());
    }

    @Test
    void activityOrdersUsersByWhatTheModelKnowsOfThem() {
        for (Split split : new Split[] {
            Holdout.randomPerUser(0.4).split(RandomRatings.of(1, 200, 60, 0), RUN),
            HeldOutUsers.share(0.5).split(RandomRatings.of(1, 200, 60, 0), RUN)
        }) {
            Rows known = split.heldOut()
                    .given()
                    .orElse(split.training().interactions())
                    .byUser();
            Rows heldOut = split.heldOut().interactions().byUser();
            int[] group = UserGroups.byActivity(split).byUser();
            for (int a = 0; a < group.length; a++) {
                assertThat(group[a] >= 0).isEqualTo(heldOut.count(a) > 0);
                for (int b = 0; b < group.length; b++) {
                    if (group[a] >= 0 && group[b] > group[a]) {
                        assertThat(known.count(b)).isGreaterThan(known.count(a));
                    }
                }
            }
        }
    }

    @Test
    void tasteTellsWhoLikesWhatFewRate() {
        // Items 0 and 1 are rated by all that are learned from, item 2 by one.
        Split split = TopNEvaluationTest.split(
                4,
                new float[][] {{0, 3, 5}, {1, 3, 5}, {2, 3, 5}, {0, 0, 5}, {1, 0, 5}, {0, 2, 5}},
                new float[][] {{0, 1, 5}, {1, 2, 5}, {2, 0, 5}, {2, 1, 1}});

        UserGroups groups = UserGroups.byTaste(split, 4);

        // Their relevant items have 0, 1 and 2 training ratings.
        assertThat(groups.labels()).containsExactly("niche", "mixed", "popular");
        assertThat(groups.byUser()).containsExactly(0, 1, 2);
    }

    @Test
    void labelsFromElsewhereGroupThoseWhoHaveOne() {
        UserGroups groups = UserGroups.of(
                "segment", Map.of("1", "cinephiles", "3", "families", "99", "nobody"), RandomRatings.numbers(3));

        assertThat(groups.labels()).containsExactly("cinephiles", "families", "nobody");
        assertThat(groups.byUser()).containsExactly(0, -1, 1);
    }
}
