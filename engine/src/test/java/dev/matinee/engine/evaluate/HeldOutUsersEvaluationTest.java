package dev.matinee.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.RandomRatings;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.models.Biases;
import dev.matinee.engine.models.Ease;
import dev.matinee.engine.recommend.Rated;
import dev.matinee.engine.recommend.Recommendation;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Request;
import dev.matinee.engine.split.HeldOutUsers;
import dev.matinee.engine.split.Split;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeldOutUsersEvaluationTest {
    private static final Run RUN = Run.seeded(42);
    private static final Split SPLIT = HeldOutUsers.share(0.3).split(RandomRatings.of(5, 150, 60, 0), RUN);

    @Test
    void modelsAreAskedJustAsAVisitorWouldAskThem() {
        Recommender model = Ease.defaults().train(SPLIT.training(), RUN);

        Evaluation evaluation = TopNEvaluation.at(5).relevant(3).measure(model, SPLIT, RUN);

        Interactions given = SPLIT.heldOut().given().orElseThrow();
        Rows toFind = SPLIT.heldOut().interactions().byUser();
        double hits = 0;
        int users = 0;
        for (int user = 0; user < toFind.rows(); user++) {
            Set<String> relevant = new HashSet<>();
            for (long at = toFind.start(user); at < toFind.end(user); at++) {
                if (toFind.rating(at) >= 3) {
                    relevant.add(given.items().id(toFind.column(at)));
                }
            }
            if (relevant.isEmpty()) {
                continue;
            }
            users++;
            List<Rated> history = new ArrayList<>();
            Rows rows = given.byUser();
            for (long at = rows.start(user); at < rows.end(user); at++) {
                history.add(new Rated(given.items().id(rows.column(at)), rows.rating(at)));
            }
            hits += model.recommend(Request.forHistory(history).top(5)).items().stream()
                    .map(Recommendation::item)
                    .filter(relevant::contains)
                    .count();
        }
        assertThat(evaluation.users()).isEqualTo(users);
        assertThat(evaluation.metric("precision@5").mean()).isCloseTo(hits / 5 / users, within(1e-12));
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        Recommender model = Ease.defaults().train(SPLIT.training(), RUN);

        assertThat(TopNEvaluation.at(5).measure(model, SPLIT, RUN.threads(2)).metrics())
                .isEqualTo(TopNEvaluation.at(5)
                        .measure(model, SPLIT, RUN.threads(1))
                        .metrics());
    }

    @Test
    void aModelThatCannotFoldInIsRefused() {
        FixedScores model = new FixedScores(SPLIT.training(), (user, item) -> item);

        assertThatThrownBy(() -> TopNEvaluation.at(5).measure(model, SPLIT, RUN))
                .hasMessage(
                        "fixed cannot be measured on users:0.3: it knows only the users it was trained on and cannot"
                                + " answer from a history");
    }

    @Test
    void predictedRatingsAreNotMeasured() {
        Biases.Trained model = Biases.defaults().train(SPLIT.training(), RUN);

        assertThatThrownBy(() -> RatingEvaluation.measure(model, SPLIT, RUN))
                .hasMessage("users:0.3 measures lists only: biases predicts ratings of users it was trained on");
    }
}
