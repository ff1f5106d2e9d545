package dev.matinee.engine.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.RandomRatings;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Rows;
import org.junit.jupiter.api.Test;

class TrainingShareTest {
    private static final Run RUN = Run.seeded(42);
    private static final Split SPLIT = Holdout.randomPerUser(0.2).split(RandomRatings.of(3, 300, 80, 0), RUN);

    @Test
    void aShareIsAboutThatManyOfTheTrainingRatingsAndNoOthers() {
        Split half = SPLIT.withTrainingShare(0.5, RUN);
        Rows all = SPLIT.training().interactions().byUser();
        Rows some = half.training().interactions().byUser();

        assertThat(some.size() / (double) all.size()).isCloseTo(0.5, within(0.03));
        for (int user = 0; user < some.rows(); user++) {
            for (long at = some.start(user); at < some.end(user); at++) {
                long there = all.position(user, some.column(at));
                assertThat(there).isNotNegative();
                assertThat(some.rating(at)).isEqualTo(all.rating(there));
            }
        }
        assertThat(half.heldOut()).isSameAs(SPLIT.heldOut());
        assertThat(half.hash()).isNotEqualTo(SPLIT.hash());
        assertThat(half.training().origin()).isEqualTo("random:0.2 seed 42, a share of 0.5");
    }

    @Test
    void aSmallerShareIsPartOfALargerOne() {
        Rows larger =
                SPLIT.withTrainingShare(0.6, RUN).training().interactions().byUser();
        Rows smaller =
                SPLIT.withTrainingShare(0.1, RUN).training().interactions().byUser();

        assertThat(smaller.size()).isPositive();
        for (int user = 0; user < smaller.rows(); user++) {
            for (int item : smaller.columns(user)) {
                assertThat(larger.contains(user, item)).isTrue();
            }
        }
        assertThat(SPLIT.withTrainingShare(1, RUN)).isSameAs(SPLIT);
    }

    @Test
    void sharesThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> SPLIT.withTrainingShare(0, RUN))
                .hasMessage("a share of the training ratings must be above 0 and at most 1, got 0.0");
        assertThatThrownBy(() -> SPLIT.withTrainingShare(Double.NaN, RUN)).hasMessageContaining("got NaN");
        assertThatThrownBy(() -> SPLIT.withTrainingShare(1e-9, RUN))
                .hasMessageContaining("leaves nothing to learn from");
    }
}
