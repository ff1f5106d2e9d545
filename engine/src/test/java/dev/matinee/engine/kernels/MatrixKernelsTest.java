package dev.matinee.engine.kernels;

import static dev.matinee.engine.kernels.KernelCases.bound;
import static dev.matinee.engine.kernels.KernelCases.exactDot;
import static dev.matinee.engine.kernels.KernelCases.kernels;
import static dev.matinee.engine.kernels.KernelCases.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Kernels on matrices. */
class MatrixKernelsTest {
    @ParameterizedTest
    @MethodSource("dev.matinee.engine.kernels.KernelCases#widths")
    void productsWithAMatrixAreThoseOfItsRows(Kernels kernels, int width) {
        int count = 21;
        float[] rows = numbers(1, 2 + count * width);
        float[] x = numbers(2, 1 + width);
        float[] weights = numbers(3, 1 + count);
        float[] dots = new float[count + 1];
        kernels.dots(rows, 2, count, width, x, 1, dots, 1);
        float[] sum = new float[width + 1];
        kernels.addRows(rows, 2, count, width, weights, 1, sum, 1);

        for (int i = 0; i < count; i++) {
            double exact = exactDot(rows, 2 + i * width, x, 1, width);
            assertThat((double) dots[1 + i]).isCloseTo(exact, within(bound(width, width)));
        }
        for (int j = 0; j < width; j++) {
            double exact = 0;
            for (int i = 0; i < count; i++) {
                exact += (double) weights[1 + i] * rows[2 + i * width + j];
            }
            assertThat((double) sum[1 + j]).isCloseTo(exact, within(bound(count, count)));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.matinee.engine.kernels.KernelCases#widths")
    void productsWithASparseMatrixAreThoseOfItsRows(Kernels kernels, int width) {
        float[] table = numbers(1, 30 * width);
        int[] indexes = {99, 4, 4, 29, 0, 17, 99};
        float[] weights = numbers(2, indexes.length);
        float[] out = numbers(3, width + 2);
        float[] x = numbers(4, width + 1);
        float[] changed = table.clone();
        double[] expected = new double[width];
        double[] expectedTable = new double[table.length];
        Arrays.setAll(expected, j -> out[1 + j]);
        Arrays.setAll(expectedTable, j -> table[j]);
        for (int i = 1; i <= 5; i++) {
            for (int j = 0; j < width; j++) {
                expected[j] += (double) weights[i] * table[indexes[i] * width + j];
                expectedTable[indexes[i] * width + j] += (double) weights[i] * x[1 + j];
            }
        }
        float before = out[0];
        float after = out[width + 1];
        kernels.addChosenRows(table, width, indexes, weights, 1, 5, out, 1);
        kernels.addToChosenRows(x, 1, changed, width, indexes, weights, 1, 5);

        assertThat(out[0]).isEqualTo(before);
        assertThat(out[width + 1]).isEqualTo(after);
        for (int j = 0; j < width; j++) {
            assertThat((double) out[1 + j]).isCloseTo(expected[j], within(bound(6, 6)));
        }
        for (int j = 0; j < table.length; j++) {
            assertThat((double) changed[j]).isCloseTo(expectedTable[j], within(bound(3, 3)));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.matinee.engine.kernels.KernelCases#widths")
    void residualsOfChosenRowsAreAddedInOnePass(Kernels kernels, int width) {
        int count = 70;
        float[] table = numbers(1, 30 * width);
        int[] indexes =
                IntStream.range(0, count + 1).map(i -> i == 0 ? 99 : i * 7 % 30).toArray();
        float[] targets = numbers(2, indexes.length);
        float[] weights = numbers(3, indexes.length);
        float[] x = numbers(4, width);
        float[] out = numbers(5, width);
        double[] expected = new double[width];
        Arrays.setAll(expected, j -> out[j]);
        double gain = 0;
        for (int i = 1; i <= count; i++) {
            double product = exactDot(table, indexes[i] * width, x, 0, width);
            double residual = targets[i] - weights[i] * product;
            gain += targets[i] * product;
            for (int j = 0; j < width; j++) {
                expected[j] += residual * table[indexes[i] * width + j];
            }
        }
        float[] rows = new float[count * width];
        float found = kernels.gatherResiduals(table, width, indexes, targets, weights, 1, count, x, out, rows);
        float[] gathered = new float[count * width];
        kernels.gather(table, width, indexes, 1, count, gathered);

        assertThat((double) found).isCloseTo(gain, within(bound(width + count, (count + 1.0) * (width + 1))));
        assertThat(rows).containsExactly(gathered);
        for (int j = 0; j < width; j++) {
            assertThat((double) out[j])
                    .isCloseTo(expected[j], within(bound(width + count, (count + 1.0) * (width + 1))));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.matinee.engine.kernels.KernelCases#widths")
    void aBlockIsDescendedEntryAfterEntry(Kernels kernels, int width) {
        SparseBlock block = new SparseBlock(
                new int[] {4, 1, 2}, new int[] {0, 3, 4, 6}, new int[] {0, 5, 2, 5, 2, 3}, numbers(1, 6));
        FactorRows rows = new FactorRows(smaller(numbers(2, 5 * width), width), numbers(3, 5), numbers(4, 5));
        FactorRows columns = new FactorRows(smaller(numbers(5, 6 * width), width), numbers(6, 6), numbers(7, 6));
        double[][] exactRows = {doubles(rows.factors()), doubles(rows.biases())};
        double[][] exactColumns = {doubles(columns.factors()), doubles(columns.biases())};
        double loss = 0;
        for (int k = 0; k < 3; k++) {
            for (int i = block.starts()[k]; i < block.starts()[k + 1]; i++) {
                int row = block.rows()[k];
                int column = block.columns()[i];
                double error = block.values()[i] - exactRows[1][row] - exactColumns[1][column];
                for (int j = 0; j < width; j++) {
                    error -= exactRows[0][row * width + j] * exactColumns[0][column * width + j];
                }
                for (int j = 0; j < width; j++) {
                    double p = exactRows[0][row * width + j];
                    double q = exactColumns[0][column * width + j];
                    exactRows[0][row * width + j] += 0.1 * (error * q - 0.2 * rows.shares()[row] * p);
                    exactColumns[0][column * width + j] += 0.1 * (error * p - 0.2 * columns.shares()[column] * q);
                }
                exactRows[1][row] += 0.1 * (error - 0.3 * rows.shares()[row] * exactRows[1][row]);
                exactColumns[1][column] += 0.1 * (error - 0.3 * columns.shares()[column] * exactColumns[1][column]);
                loss += error * error;
            }
        }
        float[] before = rows.factors().clone();
        float[] biasesBefore = columns.biases().clone();
        kernels.descend(rows, columns, width, block, 0, 0.2f, 0.3f);
        kernels.descend(rows, columns, width, block.first(2), 0, 0.2f, 0.3f);
        assertThat(rows.factors()).as("after a step of 0").containsExactly(before);
        assertThat(columns.biases()).as("after a step of 0").containsExactly(biasesBefore);
        double found = kernels.descend(rows, columns, width, block, 0.1f, 0.2f, 0.3f);

        assertThat(found).isCloseTo(loss, within(1e-5));
        assertClose(rows.factors(), exactRows[0]);
        assertClose(rows.biases(), exactRows[1]);
        assertClose(columns.factors(), exactColumns[0]);
        assertClose(columns.biases(), exactColumns[1]);
    }

    /** Rows of about length 1, so that no step is large. */
    private static float[] smaller(float[] numbers, int width) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] /= (float) Math.sqrt(width);
        }
        return numbers;
    }

    private static double[] doubles(float[] numbers) {
        return IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).toArray();
    }

    private static void assertClose(float[] found, double[] exact) {
        for (int i = 0; i < exact.length; i++) {
            assertThat((double) found[i]).isCloseTo(exact[i], within(2e-6));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.matinee.engine.kernels.KernelCases#widths")
    void gatheredRowsAreTheChosenOnes(Kernels kernels, int width) {
        float[] table = numbers(1, 9 * width);
        float[] rows = new float[3 * width];
        kernels.gather(table, width, new int[] {7, 8, 0, 8}, 1, 3, rows);

        assertThat(Arrays.copyOfRange(rows, 0, width)).containsExactly(Arrays.copyOfRange(table, 8 * width, 9 * width));
        assertThat(Arrays.copyOfRange(rows, width, 2 * width)).containsExactly(Arrays.copyOf(table, width));
        assertThat(Arrays.copyOfRange(rows, 2 * width, 3 * width))
                .containsExactly(Arrays.copyOfRange(table, 8 * width, 9 * width));
    }

    @ParameterizedTest
    @MethodSource("dev.matinee.engine.kernels.KernelCases#widths")
    void gramMatricesAreSymmetricSumsOfOuterProducts(Kernels kernels, int width) {
        int count = 150;
        float[] rows = numbers(1, 3 + count * width);
        float[] weights = numbers(2, 1 + count);
        float[] plain = new float[width * width];
        float[] weighted = new float[width * width];
        kernels.addGram(rows, 3, count, width, plain);
        kernels.addGram(rows, 3, count, width, weights, 1, weighted);
        kernels.mirror(plain, width);

        for (int a = 0; a < width; a++) {
            for (int b = a; b < width; b++) {
                double exact = 0;
                double exactWeighted = 0;
                for (int i = 0; i < count; i++) {
                    double product = (double) rows[3 + i * width + a] * rows[3 + i * width + b];
                    exact += product;
                    exactWeighted += weights[1 + i] * product;
                }
                assertThat((double) plain[a * width + b]).isCloseTo(exact, within(bound(count, count)));
                assertThat(plain[b * width + a]).isEqualTo(plain[a * width + b]);
                assertThat((double) weighted[a * width + b]).isCloseTo(exactWeighted, within(bound(count, count)));
            }
        }
    }

    static Stream<Arguments> shapes() {
        return kernels()
                .flatMap(k -> Stream.of(
                        Arguments.of(k, 1, 1, 1),
                        Arguments.of(k, 4, 48, 64),
                        Arguments.of(k, 5, 49, 13),
                        Arguments.of(k, 193, 100, 385),
                        Arguments.of(k, 207, 13, 702)));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aProductIsTheSumOfOuterProducts(Kernels kernels, int rows, int columns, int depth) {
        float[] left = numbers(1, 2 + depth * (rows + 3));
        float[] right = numbers(2, 1 + depth * (columns + 2));
        float[] out = numbers(3, 5 + rows * (columns + 1));
        float[] before = out.clone();
        kernels.addProduct(-2, left, 2, rows + 3, rows, right, 1, columns + 2, columns, depth, out, 5, columns + 1);

        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double exact = before[5 + i * (columns + 1) + j];
                for (int k = 0; k < depth; k++) {
                    exact -= 2.0 * left[2 + k * (rows + 3) + i] * right[1 + k * (columns + 2) + j];
                }
                assertThat((double) out[5 + i * (columns + 1) + j])
                        .isCloseTo(exact, within(bound(depth, 2 * depth + 1)));
            }
            int beyond = 5 + i * (columns + 1) + columns;
            assertThat(out[beyond]).isEqualTo(before[beyond]);
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aProductOfStripsIsThatOfTheirColumns(Kernels kernels, int rows, int columns, int depth) {
        int width = kernels.stripWidth();
        int high = Math.min(rows, width);
        int wide = Math.min(columns, width);
        float[] left = numbers(1, 3 + depth * width);
        float[] right = numbers(2, 1 + depth * width);
        float[] product = numbers(3, 5 + high * (wide + 1));
        float[] expected = product.clone();
        kernels.addStrips(-2, left, 3, high, right, 1, wide, depth, product, 5, wide + 1);
        kernels.addProduct(-2, left, 3, width, high, right, 1, width, wide, depth, expected, 5, wide + 1);

        for (int i = 0; i < product.length; i++) {
            assertThat((double) product[i]).isCloseTo(expected[i], within(bound(depth, 2 * depth + 1)));
        }
    }

    @Test
    void tilesOfEitherHeightGiveTheSameProduct() {
        float[] left = numbers(1, 50 * 37);
        float[] right = numbers(2, 50 * 101);
        float[] low = new float[37 * 101];
        float[] high = new float[37 * 101];
        new VectorProduct(false).add(1, left, 0, 37, 37, right, 0, 101, 101, 50, low, 0, 101);
        new VectorProduct(true).add(1, left, 0, 37, 37, right, 0, 101, 101, 50, high, 0, 101);

        assertThat(low).isEqualTo(high);
    }

    @ParameterizedTest
    @MethodSource("dev.matinee.engine.kernels.KernelCases#sizes")
    void aFactoredMatrixSolvesItsEquations(Kernels kernels, int size) {
        float[] rows = numbers(1, 2 * size * size);
        float[] matrix = new float[size * size];
        kernels.addGram(rows, 0, 2 * size, size, matrix);
        for (int i = 0; i < size; i++) {
            matrix[i * size + i] += 1;
        }
        kernels.mirror(matrix, size);
        float[] solution = numbers(2, size + 1);
        float[] b = new float[size + 1];
        kernels.dots(matrix, 0, size, size, solution, 1, b, 1);
        float[] factor = matrix.clone();
        for (int row = 1; row < size; row++) {
            Arrays.fill(factor, row * size, row * size + row, Float.NaN);
        }
        kernels.factor(factor, size);
        kernels.solve(factor, size, b, 1);

        for (int i = 1; i <= size; i++) {
            assertThat(b[i]).isCloseTo(solution[i], within(2e-3f));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.matinee.engine.kernels.KernelCases#kernels")
    void aMatrixThatIsNotPositiveDefiniteIsRefusedByRow(Kernels kernels) {
        float[] matrix = new float[20 * 20];
        for (int i = 0; i < 20; i++) {
            matrix[i * 20 + i] = i == 13 ? -1 : 1;
        }

        assertThatThrownBy(() -> kernels.factor(matrix, 20))
                .isInstanceOfSatisfying(
                        MatineeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_DATA))
                .hasMessage("the 20 x 20 matrix is not positive definite: its pivot in row 13 is -1.0");
    }
}
