package dev.matinee.engine.decompose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrthonormalColumnsTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "40, 3", "207, 16", "301, 17", "500, 48", "702, 150", "20, 32"})
    void columnsAreOrthonormalAndThoseThatSayNothingNewAre0(int rows, int columns) {
        RandomStream random = Run.seeded(7).random("matrix", columns);
        float[] matrix = new float[rows * columns];
        for (int row = 0; row < rows; row++) {
            double common = random.nextGaussian();
            for (int column = 0; column < columns; column++) {
                // Nearly parallel columns of very different lengths, and every fifth is the sum of the two before it.
                matrix[row * columns + column] =
                        (float) ((common + 0.01 * random.nextGaussian()) * Math.pow(10, column % 7 - 3));
                if (column % 5 == 4) {
                    matrix[row * columns + column] =
                            matrix[row * columns + column - 1] + matrix[row * columns + column - 2];
                }
            }
        }
        OrthonormalColumns.of(matrix, rows, columns);
        int kept = 0;
        for (int one = 0; one < columns; one++) {
            double length = product(matrix, rows, columns, one, one);
            if (length == 0) {
                continue;
            }
            kept++;
            assertThat(length).isCloseTo(1, within(1e-4));
            for (int other = 0; other < one; other++) {
                assertThat(product(matrix, rows, columns, one, other)).isCloseTo(0, within(1e-4));
            }
        }
        int independent = columns - columns / 5;
        assertThat(kept).isEqualTo(Math.min(rows, independent));
    }

    private static double product(float[] matrix, int rows, int columns, int one, int other) {
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += (double) matrix[row * columns + one] * matrix[row * columns + other];
        }
        return sum;
    }
}
