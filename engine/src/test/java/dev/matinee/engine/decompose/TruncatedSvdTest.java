package dev.matinee.engine.decompose;

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
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TruncatedSvdTest {
    private static final Run RUN = Run.seeded(42).threads(1);
    private static final int USERS = 200;
    private static final int ITEMS = 60;
    private static final Interactions RATINGS = RandomRatings.of(3, USERS, ITEMS, 0);

    static Stream<CellValues> values() {
        return Stream.of(CellValues.ratings(), CellValues.centred(), CellValues.binary());
    }

    @ParameterizedTest
    @MethodSource("values")
    void singularValuesAreRootsOfTheEigenvaluesOfTheGramMatrix(CellValues values) {
        double[][] dense = dense(RATINGS, values);
        double[][] gram = new double[ITEMS][ITEMS];
        for (double[] row : dense) {
            for (int i = 0; i < ITEMS; i++) {
                for (int j = 0; j < ITEMS; j++) {
                    gram[i][j] += row[i] * row[j];
                }
            }
        }
        SymmetricEigen exact = SymmetricEigen.of(gram);
        SingularVectors found = TruncatedSvd.of(8).iterations(30).values(values).decompose(RATINGS, RUN);

        for (int c = 0; c < 8; c++) {
            double expected = Math.sqrt(exact.values()[c]);
            assertThat(found.singularValues()[c]).isCloseTo(expected, within(1e-4 * expected));
        }
    }

    @Test
    void fewIterationsOverestimateNothingAndComeClose() {
        double[] exact =
                TruncatedSvd.of(5).iterations(40).decompose(RATINGS, RUN).singularValues();
        double before = 0;
        for (int iterations : new int[] {1, 2, 5}) {
            double[] found = TruncatedSvd.of(5)
                    .oversampling(3)
                    .iterations(iterations)
                    .decompose(RATINGS, RUN)
                    .singularValues();
            for (int c = 0; c < 5; c++) {
                assertThat(found[c]).isLessThan(exact[c] * 1.00001).isGreaterThan(0.9 * exact[c]);
            }
            assertThat(Arrays.stream(found).sum()).isGreaterThan(before);
            before = Arrays.stream(found).sum();
        }
    }

    @Test
    void directionsAreOrthonormalAndProjectionsOrthogonal() {
        SingularVectors found = TruncatedSvd.of(20).iterations(2).decompose(RATINGS, RUN);
        float[] users = TruncatedSvd.of(20).transform(found, RATINGS, RUN);
        for (int a = 0; a < 20; a++) {
            for (int b = 0; b < 20; b++) {
                double square = a == b ? found.singularValues()[a] * found.singularValues()[a] : 0;
                assertThat(product(found.itemVectors(), 20, a, b)).isCloseTo(a == b ? 1 : 0, within(1e-5));
                assertThat(product(users, 20, a, b))
                        .isCloseTo(square, within(1e-5 * found.singularValues()[0] * found.singularValues()[a]));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void explainedVarianceIsThatOfTheTransformedUsers(CellValues values) {
        TruncatedSvd svd = TruncatedSvd.of(6).iterations(2).values(values);
        SingularVectors found = svd.decompose(RATINGS, RUN);
        float[] users = svd.transform(found, RATINGS, RUN);
        double[][] dense = dense(RATINGS, values);
        double total = 0;
        for (int item = 0; item < ITEMS; item++) {
            int column = item;
            total += variance(
                    Arrays.stream(dense).mapToDouble(row -> row[column]).toArray());
        }
        double explained = 0;
        for (int c = 0; c < 6; c++) {
            double[] column = new double[USERS];
            for (int user = 0; user < USERS; user++) {
                column[user] = users[user * 6 + c];
            }
            assertThat(found.explainedVariance()[c]).isCloseTo(variance(column), within(1e-4 * variance(column)));
            explained += found.explainedVarianceRatio(c);
        }
        assertThat(found.totalVariance()).isCloseTo(total, within(1e-5 * total));
        assertThat(explained).isBetween(0.1, 1.0);
    }

    @Test
    void theNumberFarthestFromZeroIsPositiveInEveryDirection() {
        SingularVectors found = TruncatedSvd.of(10).decompose(RATINGS, RUN);
        for (int c = 0; c < 10; c++) {
            double largest = 0;
            for (int item = 0; item < ITEMS; item++) {
                double value = found.itemVectors()[item * 10 + c];
                largest = Math.abs(value) > Math.abs(largest) ? value : largest;
            }
            assertThat(largest).isPositive();
        }
    }

    @Test
    void threadsDoNotChangeABit() {
        SingularVectors one = TruncatedSvd.of(9).decompose(RATINGS, RUN);
        SingularVectors two = TruncatedSvd.of(9).decompose(RATINGS, RUN.threads(2));

        assertThat(two.itemVectors()).containsExactly(one.itemVectors());
        assertThat(two.singularValues()).containsExactly(one.singularValues());
        assertThat(two.explainedVariance()).containsExactly(one.explainedVariance());
    }

    @Test
    void beyondTheRankAllIsZero() {
        InteractionsBuilder builder = new InteractionsBuilder(RandomRatings.numbers(5), RandomRatings.numbers(4));
        for (int user = 0; user < 3; user++) {
            builder.add(user, 0, 3, Rows.NO_TIME);
            builder.add(user, 2, 4, Rows.NO_TIME);
        }
        builder.add(4, 3, 2, Rows.NO_TIME);
        SingularVectors found = TruncatedSvd.of(7).decompose(builder.build(RUN), RUN);

        assertThat(found.singularValues())
                .containsExactly(new double[] {Math.sqrt(3 * 25), 2, 0, 0, 0, 0, 0}, within(1e-5));
        assertThat(found.itemVectors()[0]).isCloseTo(0.6f, within(1e-6f));
        assertThat(found.itemVectors()[2 * 7]).isCloseTo(0.8f, within(1e-6f));
        for (int c = 2; c < 7; c++) {
            assertThat(found.singularValues()[c]).isZero();
            assertThat(found.itemVectors()[c]).isZero();
        }
    }

    @Test
    void whereNothingVariesNothingIsExplained() {
        Interactions nothing = new InteractionsBuilder(RandomRatings.numbers(3), RandomRatings.numbers(2)).build(RUN);
        SingularVectors found = TruncatedSvd.of(2).decompose(nothing, RUN);

        assertThat(found.singularValues()).containsOnly(0);
        assertThat(found.explainedVarianceRatio(0)).isZero();
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> TruncatedSvd.of(0)).hasMessage("components must be at least 1, got 0");
        assertThatThrownBy(() -> TruncatedSvd.of(2).iterations(0)).hasMessage("iterations must be at least 1, got 0");
        assertThatThrownBy(() -> TruncatedSvd.of(2).oversampling(-1))
                .hasMessage("oversampling must be at least 0, got -1");
        assertThatThrownBy(() -> TruncatedSvd.of(20_000_000).decompose(RATINGS, RUN))
                .hasMessage(
                        "components must be at most 10737408 for 200 users or items, with oversampling, got 20000010");
        SingularVectors found = TruncatedSvd.of(2).decompose(RATINGS, RUN);
        Interactions others = RandomRatings.of(1, 5, 7, 0);
        assertThatThrownBy(() -> TruncatedSvd.of(2).transform(found, others, RUN))
                .hasMessage("the decomposition is of 60 items, and the ratings are of 7");
    }

    @Test
    void aStoppedRunIsCancelled() {
        assertThatThrownBy(() -> TruncatedSvd.of(2).decompose(RATINGS, RUN.cancelledWhen(() -> true)))
                .isInstanceOfSatisfying(
                        MatineeException.class,
                        error -> assertThat(error.code()).isEqualTo(ErrorCode.CANCELLED));
    }

    private static double[][] dense(Interactions ratings, CellValues values) {
        Rows rows = ratings.byUser();
        double[][] dense = new double[rows.rows()][ratings.items().size()];
        for (int user = 0; user < rows.rows(); user++) {
            float[] row = new float[rows.count(user)];
            values.read(rows, user, row);
            for (int i = 0; i < row.length; i++) {
                dense[user][rows.column(rows.start(user) + i)] = row[i];
            }
        }
        return dense;
    }

    private static double product(float[] table, int width, int a, int b) {
        double sum = 0;
        for (int row = 0; row < table.length; row += width) {
            sum += (double) table[row + a] * table[row + b];
        }
        return sum;
    }

    private static double variance(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Arrays.stream(values).map(x -> (x - mean) * (x - mean)).average().orElse(0);
    }
}
