package dev.matinee.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.Run;
import dev.matinee.engine.split.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConventionTest {
    /**
     * Six items; the model prefers low indexes. User 0 learned from 0, 1 and 2, so the list is 3 4 5; relevant are 3 and 5:
     * hits at places 1 and 3. User 1 learned from 0 and disliked the only held-out item.
     */
    private static final Split WORKED =
            TopNEvaluationTest.split(6, new float[][] {{0, 0, 5}, {0, 1, 5}, {0, 2, 5}, {1, 0, 5}}, new float[][] {
                {0, 3, 5}, {0, 5, 4}, {1, 4, 1}
            });

    @ParameterizedTest
    @CsvSource({
        // One place, two relevant items, one hit.
        "recall@1, recall=relevant, 0.5",
        "recall@1, recall=min-k, 1",
        "ndcg@1, ndcg=min-k, 1",
        // The ideal list of two gives 1 + 1 / log2(3) = 1.63093.
        "ndcg@1, ndcg=relevant, 0.6131471927654584",
        "map@1, map=min-k, 1",
        "map@1, map=relevant, 0.5",
        // Five places, of which three can be filled.
        "precision@5, precision=k, 0.4",
        "precision@5, precision=listed, 0.6666666666666666",
        // (1/1 + 2/3) / 2.
        "map@5, map=min-k, 0.8333333333333334",
        "map@5, map=relevant, 0.8333333333333334",
        // (1 + 1/2) / (1 + 1 / log2(3)).
        "ndcg@5, ndcg=min-k, 0.9197207891481876",
        // One user with the first hit at place 1, and one for whom nothing is relevant.
        "mrr@5, users=relevant, 1",
        "mrr@5, users=all, 0.5",
        "precision@5, users=all, 0.2"
    })
    void theWorkedExampleByEachConvention(String metric, String convention, double expected) {
        FixedScores model = new FixedScores(WORKED.training(), (user, item) -> -item);
        Conventions conventions = Conventions.standard().with(Convention.parse(convention));

        Evaluation evaluation = TopNEvaluation.at(1, 5).conventions(conventions).measure(model, WORKED, Run.seeded(1));

        assertThat(evaluation.metric(metric).mean()).isCloseTo(expected, within(1e-12));
    }

    @Test
    void theStandardIsTheFirstOfEachSubject() {
        assertThat(Conventions.standard().chosen())
                .containsExactly(
                        Convention.RECALL_RELEVANT,
                        Convention.NDCG_MIN_K,
                        Convention.MAP_MIN_K,
                        Convention.PRECISION_K,
                        Convention.USERS_RELEVANT);
    }

    @Test
    void conventionsAreReadAsTheyAreWritten() {
        Conventions chosen =
                Conventions.standard().with(Convention.RECALL_MIN_K).with(Convention.USERS_ALL);

        assertThat(Conventions.fromJson(chosen.toJson())).isEqualTo(chosen);
        assertThat(chosen.with(Convention.RECALL_RELEVANT).with(Convention.USERS_RELEVANT))
                .isEqualTo(Conventions.standard());
    }

    @Test
    void anUnknownConventionNamesTheNearest() {
        assertThatThrownBy(() -> Convention.parse("recall=mink"))
                .hasMessageStartingWith("there is no convention recall=mink (did you mean recall=min-k?)");
    }
}
