package dev.matinee.engine.decompose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricInverseTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 49, 383, 384, 385, 777, 1000})
    void theMatrixTimesItsInverseIsTheIdentity(int size) {
        float[] matrix = positiveDefinite(size);
        float[] inverse = matrix.clone();
        SymmetricInverse.invert(inverse, size, Run.seeded(1));

        RandomStream random = new RandomStream(7);
        for (int trial = 0; trial < Math.min(size * size, 2000); trial++) {
            int row = random.nextInt(size);
            int column = trial % 4 == 0 ? row : random.nextInt(size);
            double product = 0;
            for (int k = 0; k < size; k++) {
                product += (double) matrix[row * size + k] * inverse[k * size + column];
            }
            assertThat(product).isCloseTo(row == column ? 1 : 0, within(1e-4));
            assertThat(inverse[row * size + column]).isEqualTo(inverse[column * size + row]);
        }
    }

    @Test
    void onlyTheUpperTriangleIsRead() {
        float[] whole = positiveDefinite(500);
        float[] upper = whole.clone();
        for (int row = 0; row < 500; row++) {
            for (int column = 0; column < row; column++) {
                upper[row * 500 + column] = Float.NaN;
            }
        }
        SymmetricInverse.invert(whole, 500, Run.seeded(1));
        SymmetricInverse.invert(upper, 500, Run.seeded(1));

        assertThat(upper).isEqualTo(whole);
    }

    @Test
    void theThreadsDoNotChangeABit() {
        float[] one = positiveDefinite(1100);
        float[] two = one.clone();
        SymmetricInverse.invert(one, 1100, Run.seeded(1).threads(1));
        SymmetricInverse.invert(two, 1100, Run.seeded(1).threads(3));

        assertThat(two).isEqualTo(one);
    }

    @Test
    void aMatrixThatIsNotPositiveDefiniteIsRefused() {
        float[] singular = {1, 1, 1, 1};

        assertThatThrownBy(() -> SymmetricInverse.invert(singular, 2, Run.seeded(1)))
                .isInstanceOf(MatineeException.class)
                .hasMessageContaining("not positive definite");
        assertThatThrownBy(() -> SymmetricInverse.invert(new float[3], 2, Run.seeded(1)))
                .hasMessage(
                        "a matrix to invert must have 1 to 46340 rows and as many columns, got 2 rows in 3 numbers");
    }

    /** A Gram matrix of random rows with a regularised diagonal. */
    private static float[] positiveDefinite(int size) {
        RandomStream random = new RandomStream(size);
        int depth = 20;
        double[] rows = new double[depth * size];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = random.nextGaussian();
        }
        float[] matrix = new float[size * size];
        for (int row = 0; row < size; row++) {
            for (int column = row; column < size; column++) {
                double sum = row == column ? 30 : 0;
                for (int k = 0; k < depth; k++) {
                    sum += rows[k * size + row] * rows[k * size + column];
                }
                matrix[row * size + column] = (float) sum;
                matrix[column * size + row] = (float) sum;
            }
        }
        return matrix;
    }
}
