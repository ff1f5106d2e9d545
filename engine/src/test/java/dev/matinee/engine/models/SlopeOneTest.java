package dev.matinee.engine.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.RandomRatings;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.InteractionsBuilder;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.split.TrainingSet;
import org.junit.jupiter.api.Test;

class SlopeOneTest {
    private static final Run RUN = Run.seeded(1).threads(2);

    private static TrainingSet ratings(float[][] rows) {
        InteractionsBuilder builder =
                new InteractionsBuilder(RandomRatings.numbers(rows.length), RandomRatings.numbers(rows[0].length));
        for (int user = 0; user < rows.length; user++) {
            for (int item = 0; item < rows[user].length; item++) {
                if (rows[user][item] > 0) {
                    builder.add(user, item, rows[user][item], Rows.NO_TIME);
                }
            }
        }
        return TrainingSet.everything(builder.build(RUN));
    }

    @Test
    void whoGivesAnItemTwoGivesTheOneThatOthersLikeHalfAStarMoreTwoAndAHalf() {
        SlopeOne.Trained model = SlopeOne.defaults().train(ratings(new float[][] {{1, 1.5f}, {2, 0}, {3, 3}}), RUN);

        // Of the two who rated both, one gives half a star more and one no more.
        assertThat(model.predict(1, 1)).isCloseTo(2.25f, within(1e-6f));
    }

    @Test
    void differencesCountByHowManyUsersTheyRestOn() {
        // Item 3 is 1 above item 1 for two users, and 2 below item 2 for one.
        TrainingSet training = ratings(new float[][] {{2, 0, 3}, {3, 0, 4}, {0, 5, 3}, {2, 4, 0}});
        SlopeOne.Trained weighted = SlopeOne.defaults().train(training, RUN);
        SlopeOne.Trained firm = SlopeOne.defaults().minimumCommon(2).train(training, RUN);

        assertThat(weighted.predict(3, 2)).isCloseTo((2 * (2 + 1) + (4 - 2)) / 3f, within(1e-6f));
        assertThat(firm.predict(3, 2)).isCloseTo(2 + 1, within(1e-6f));
    }

    @Test
    void withoutUsersInCommonTheBaselineAnswers() {
        TrainingSet training = ratings(new float[][] {{5, 4, 0}, {0, 0, 2}});
        SlopeOne.Trained model = SlopeOne.defaults().train(training, RUN);
        Biases.Trained baseline = Biases.defaults().train(training, RUN);

        assertThat(model.predict(0, 2)).isEqualTo(baseline.predict(0, 2));
        assertThat(model.predict(1, 0)).isEqualTo(baseline.predict(1, 0));
    }

    @Test
    void moreItemsThanAllowedAreRefusedWithTheMemoryTheyWouldTake() {
        TrainingSet training = TrainingSet.everything(RandomRatings.of(3, 20, 40, 0));

        assertThatThrownBy(() -> SlopeOne.defaults().maximumItems(39).train(training, RUN))
                .isInstanceOf(MatineeException.class)
                .hasMessage("slope-one would need 6240 bytes for 40 items, more than the setting maximumItems of 39"
                        + " allows");
    }

    @Test
    void moreItemsThanMemoryAllowsAreRefused() {
        int items = 65_536;
        InteractionsBuilder builder = new InteractionsBuilder(RandomRatings.numbers(1), RandomRatings.numbers(items));
        for (int item = 0; item < items; item++) {
            builder.add(0, item, 3, Rows.NO_TIME);
        }
        TrainingSet training = TrainingSet.everything(builder.build(RUN));
        long bytes = 4L * items * (items - 1);
        assumeTrue(Runtime.getRuntime().maxMemory() < bytes);

        assertThatThrownBy(() -> SlopeOne.defaults().maximumItems(items).train(training, RUN))
                .isInstanceOf(MatineeException.class)
                .hasMessageContaining("slope-one would need " + bytes + " bytes")
                .hasMessageContaining("and Java may use");
    }
}
