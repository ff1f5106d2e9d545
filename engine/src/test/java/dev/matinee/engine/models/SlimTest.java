package dev.matinee.engine.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.RandomRatings;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.split.TrainingSet;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SlimTest {
    private static final Run RUN = Run.seeded(42).threads(1);
    private static final int USERS = 200;
    private static final int ITEMS = 50;
    private static final TrainingSet RATINGS = TrainingSet.everything(RandomRatings.of(7, USERS, ITEMS, 0));

    private static double[][] weights(Slim.Trained model) {
        int[] starts = ints(model, "starts");
        int[] targets = ints(model, "targets");
        float[] values = Objects.requireNonNull(model.tensors().get("weights")).floats();
        double[][] weights = new double[ITEMS][ITEMS];
        for (int row = 0; row < ITEMS; row++) {
            for (int at = starts[row]; at < starts[row + 1]; at++) {
                weights[row][targets[at]] = values[at];
            }
        }
        return weights;
    }

    private static int[] ints(Slim.Trained model, String name) {
        return Objects.requireNonNull(model.tensors().get(name)).ints();
    }

    /** The conditions of Karush, Kuhn and Tucker: the slope is 0 at every weight above 0, and not below 0 at one of 0. */
    @Test
    void theWeightsAreOptimal() {
        double l1 = 2;
        double l2 = 10;
        Slim.Trained model = Slim.defaults().l1(l1).l2(l2).train(RATINGS, RUN);
        double[][] w = weights(model);
        double[][] gram = new double[ITEMS][ITEMS];
        Interactions ratings = RATINGS.interactions();
        Rows byUser = ratings.byUser();
        double squares = 0;
        for (int user = 0; user < USERS; user++) {
            for (long a = byUser.start(user); a < byUser.end(user); a++) {
                squares += Math.pow(1 + byUser.rating(a), 2);
                for (long b = byUser.start(user); b < byUser.end(user); b++) {
                    gram[byUser.column(a)][byUser.column(b)] += (1 + byUser.rating(a)) * (1 + byUser.rating(b));
                }
            }
        }
        double unit = squares / ratings.size();
        int above = 0;
        for (int i = 0; i < ITEMS; i++) {
            assertThat(w[i][i]).isZero();
            for (int j = 0; j < ITEMS; j++) {
                double slope = (l1 + l2 * w[j][i]) * unit - gram[j][i];
                for (int k = 0; k < ITEMS; k++) {
                    slope += gram[j][k] * w[k][i];
                }
                if (w[j][i] > 0) {
                    above++;
                    assertThat(slope).isCloseTo(0, within(5e-3 * gram[j][j]));
                } else if (i != j) {
                    assertThat(slope).isGreaterThan(-5e-3 * gram[j][j]);
                }
            }
        }
        assertThat(above).isBetween(ITEMS, ITEMS * ITEMS - 2 * ITEMS);
    }

    @Test
    void moreOfL1LeavesFewerWeights() {
        int few = ints(Slim.defaults().l1(30).train(RATINGS, RUN), "targets").length;
        int many = ints(Slim.defaults().l1(1).train(RATINGS, RUN), "targets").length;
        assertThat(few).isLessThan(many);
    }

    @Test
    void candidatesLimitWhatComesIntoQuestion() {
        Slim.Trained model = Slim.defaults().l1(0).candidates(3).train(RATINGS, RUN);
        double[][] w = weights(model);
        double all = Arrays.stream(w)
                .flatMapToDouble(Arrays::stream)
                .filter(weight -> weight > 0)
                .count();
        assertThat(all).isPositive().isLessThanOrEqualTo(2 * 3 * ITEMS);
    }
}
