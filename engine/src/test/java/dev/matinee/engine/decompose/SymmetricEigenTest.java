package dev.matinee.engine.decompose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16, 50})
    void valuesAndVectorsMakeTheMatrixAgain(int size) {
        double[][] matrix = symmetric(size);
        SymmetricEigen eigen = SymmetricEigen.of(matrix);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double entry = 0;
                double product = 0;
                for (int k = 0; k < size; k++) {
                    entry += eigen.values()[k] * eigen.vectors()[k][i] * eigen.vectors()[k][j];
                    product += eigen.vectors()[i][k] * eigen.vectors()[j][k];
                }
                assertThat(entry).isCloseTo(matrix[Math.min(i, j)][Math.max(i, j)], within(1e-12 * size));
                assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-13 * size));
            }
        }
        assertThat(eigen.values()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void aKnownMatrixHasItsKnownValues() {
        SymmetricEigen eigen = SymmetricEigen.of(new double[][] {{2, 1, 0}, {1, 2, 0}, {0, 0, 5}});

        assertThat(eigen.values()).containsExactly(new double[] {5, 3, 1}, within(1e-14));
        assertThat(Math.abs(eigen.vectors()[1][0])).isCloseTo(Math.sqrt(0.5), within(1e-14));
    }

    @Test
    void aMatrixOfZerosHasValuesOfZero() {
        SymmetricEigen eigen = SymmetricEigen.of(new double[4][4]);

        assertThat(eigen.values()).containsOnly(0);
        assertThat(eigen.vectors()[2]).containsExactly(0, 0, 1, 0);
    }

    /** Entries below the diagonal are left NaN: they must not count. */
    private static double[][] symmetric(int size) {
        RandomStream random = new RandomStream(size);
        double[][] matrix = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                matrix[i][j] = j < i ? Double.NaN : random.nextGaussian();
            }
        }
        return matrix;
    }
}
