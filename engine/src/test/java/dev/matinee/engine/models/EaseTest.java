package dev.matinee.engine.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.RandomRatings;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.InteractionsBuilder;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.split.TrainingSet;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EaseTest {
    private static final Run RUN = Run.seeded(42).threads(1);
    private static final int ITEMS = 90;
    private static final TrainingSet RATINGS = TrainingSet.everything(RandomRatings.of(7, 300, ITEMS, 0));

    @ParameterizedTest
    @CsvSource({"10, 0, 0", "250, 0, 1", "40, 3, 0.5"})
    void theWeightsAreThoseOfThePaper(double regularization, double positive, double confidence) {
        Ease settings = Ease.defaults()
                .regularization(regularization)
                .positive(positive)
                .confidence(confidence);
        Ease.Trained model = settings.train(RATINGS, RUN);

        double[][] x = values(RATINGS.interactions(), positive, confidence);
        double meanSquare = Arrays.stream(x)
                .flatMapToDouble(Arrays::stream)
                .filter(value -> value > 0)
                .map(value -> value * value)
                .average()
                .orElseThrow();
        double[][] expected = weights(x, regularization * meanSquare);
        float[] found = tensor(model, "weights").floats();
        for (int i = 0; i < ITEMS; i++) {
            for (int j = 0; j < ITEMS; j++) {
                assertThat((double) found[i * ITEMS + j]).isCloseTo(expected[i][j], within(2e-4));
            }
        }
        float[] scores = new float[ITEMS];
        for (int user = 0; user < 300; user += 31) {
            model.scores(user, scores);
            for (int j = 0; j < ITEMS && Arrays.stream(x[user]).sum() > 0; j++) {
                double exact = 0;
                for (int i = 0; i < ITEMS; i++) {
                    exact += x[user][i] * expected[i][j];
                }
                assertThat((double) scores[j]).isCloseTo(exact, within(5e-3));
            }
        }
    }

    @Test
    void similarItemsAreThoseOfHighPartialCorrelation() {
        Ease.Trained model = Ease.defaults().regularization(20).confidence(0).train(RATINGS, RUN);
        float[] weights = tensor(model, "weights").floats();
        float[] similarities = new float[ITEMS];
        float[] back = new float[ITEMS];
        model.similarities(3, similarities);
        for (int other = 0; other < ITEMS; other++) {
            model.similarities(other, back);
            double product = (double) weights[3 * ITEMS + other] * weights[other * ITEMS + 3];
            assertThat(Math.abs((double) similarities[other])).isCloseTo(Math.sqrt(product), within(1e-6));
            assertThat(similarities[other]).isEqualTo(back[3]).isBetween(-1f, 1f);
        }
    }

    @Test
    void tooManyItemsAreRefusedWithTheMemoryTheyWouldNeed() {
        assertThatThrownBy(() -> Ease.defaults().maximumItems(50).train(RATINGS, RUN))
                .isInstanceOfSatisfying(MatineeException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.BAD_DATA);
                    assertThat(refused.remedy()).isEqualTo("raise maximumItems, or set beyondMaximum to keep-popular");
                })
                .hasMessage(
                        "ease would need 32400 bytes for 90 items, more than the setting maximumItems of 50 allows");
    }

    @Test
    void theMostPopularItemsCanBeLearnedAlone() {
        Ease settings = Ease.defaults().maximumItems(20).beyondMaximum(BeyondMaximum.KEEP_POPULAR);
        Ease.Trained model = settings.train(RATINGS, RUN);
        int[] kept = tensor(model, "items").ints();
        Rows byItem = RATINGS.interactions().byItem();

        assertThat(kept).hasSize(20).isSorted();
        int fewest = Arrays.stream(kept).map(byItem::count).min().orElseThrow();
        float[] scores = new float[ITEMS];
        model.scores(5, scores);
        for (int item = 0; item < ITEMS; item++) {
            if (Arrays.binarySearch(kept, item) < 0) {
                assertThat(byItem.count(item)).isLessThanOrEqualTo(fewest);
                assertThat(scores[item]).isZero();
            }
        }
        Ease.Trained same = settings.train(TrainingSet.everything(onlyItems(kept)), RUN);
        assertThat(tensor(same, "weights").floats())
                .containsExactly(tensor(model, "weights").floats());
    }

    @Test
    void whoeverLikedNothingIsScoredAsEverybodyTogether() {
        Ease.Trained model = Ease.defaults().positive(4.5).train(RATINGS, RUN);
        float[] stranger = new float[ITEMS];
        model.scores(new int[] {2, 5}, new float[] {1, 3}, stranger);
        double[] sum = new double[ITEMS];
        float[] scores = new float[ITEMS];
        Rows byUser = RATINGS.interactions().byUser();
        for (int user = 0; user < 300; user++) {
            boolean liked = false;
            for (long position = byUser.start(user); position < byUser.end(user); position++) {
                liked |= byUser.rating(position) >= 4.5;
            }
            model.scores(user, scores);
            for (int item = 0; item < ITEMS && liked; item++) {
                sum[item] += scores[item];
            }
            if (!liked) {
                assertThat(scores).containsExactly(stranger);
            }
        }
        for (int item = 0; item < ITEMS; item++) {
            assertThat((double) stranger[item]).isCloseTo(sum[item], within(1e-3 * Math.abs(sum[item]) + 1e-2));
        }
    }

    @Test
    void ratingsWithoutPositiveFeedbackAreRefused() {
        assertThatThrownBy(() -> Ease.defaults().positive(6).train(RATINGS, RUN))
                .isInstanceOf(MatineeException.class)
                .hasMessageEndingWith("ratings is 6.0 or more: there is no positive feedback");
    }

    private static Tensor tensor(Ease.Trained model, String name) {
        return Objects.requireNonNull(model.tensors().get(name));
    }

    private static Interactions onlyItems(int[] kept) {
        Interactions all = RATINGS.interactions();
        InteractionsBuilder builder = new InteractionsBuilder(all.users(), all.items());
        for (int user = 0; user < all.users().size(); user++) {
            for (long position = all.byUser().start(user);
                    position < all.byUser().end(user);
                    position++) {
                if (Arrays.binarySearch(kept, all.byUser().column(position)) >= 0) {
                    builder.add(
                            user, all.byUser().column(position), all.byUser().rating(position), Rows.NO_TIME);
                }
            }
        }
        return builder.build(RUN);
    }

    private static double[][] values(Interactions ratings, double positive, double confidence) {
        double[][] x = new double[ratings.users().size()][ITEMS];
        Rows byUser = ratings.byUser();
        for (int user = 0; user < x.length; user++) {
            for (long position = byUser.start(user); position < byUser.end(user); position++) {
                float rating = byUser.rating(position);
                x[user][byUser.column(position)] = rating >= positive ? 1 + confidence * rating : 0;
            }
        }
        return x;
    }

    /** Steck 2019, equation 8, by Gauss and Jordan in double precision. */
    private static double[][] weights(double[][] x, double regularization) {
        double[][] p = new double[ITEMS][2 * ITEMS];
        for (int i = 0; i < ITEMS; i++) {
            for (int j = 0; j < ITEMS; j++) {
                for (double[] user : x) {
                    p[i][j] += user[i] * user[j];
                }
            }
            p[i][i] += regularization;
            p[i][ITEMS + i] = 1;
        }
        for (int pivot = 0; pivot < ITEMS; pivot++) {
            double by = p[pivot][pivot];
            for (int column = 0; column < 2 * ITEMS; column++) {
                p[pivot][column] /= by;
            }
            for (int row = 0; row < ITEMS; row++) {
                double factor = p[row][pivot];
                for (int column = 0; column < 2 * ITEMS && row != pivot; column++) {
                    p[row][column] -= factor * p[pivot][column];
                }
            }
        }
        double[][] b = new double[ITEMS][ITEMS];
        for (int i = 0; i < ITEMS; i++) {
            for (int j = 0; j < ITEMS; j++) {
                b[i][j] = i == j ? 0 : -p[i][ITEMS + j] / p[j][ITEMS + j];
            }
        }
        return b;
    }
}
