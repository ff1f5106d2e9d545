package dev.matinee.engine.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.RandomStream;
import org.junit.jupiter.api.Test;

class AdamRowsTest {
    private static final int ROWS = 5;
    private static final int WIDTH = 3;
    private static final double RATE = 0.01;

    /** Adam as it is written in the paper, every weight at every step. */
    private static final class Dense {
        private final double[] weights = new double[ROWS * WIDTH];
        private final double[] first = new double[ROWS * WIDTH];
        private final double[] second = new double[ROWS * WIDTH];

        void step(double[] gradient, int step) {
            double rate = RATE * Math.sqrt(1 - Math.pow(0.999, step)) / (1 - Math.pow(0.9, step));
            for (int i = 0; i < weights.length; i++) {
                first[i] = 0.9 * first[i] + 0.1 * gradient[i];
                second[i] = 0.999 * second[i] + 0.001 * gradient[i] * gradient[i];
                weights[i] -= rate * first[i] / (Math.sqrt(second[i]) + 1e-7);
            }
        }
    }

    @Test
    void rowsThatWereNotTouchedMoveAsIfEveryStepHadMovedAllRows() {
        for (int steps : new int[] {1, 20, 700, 12_000, 40_000}) {
            RandomStream random = new RandomStream(steps);
            float[] weights = new float[ROWS * WIDTH];
            AdamRows rows = new AdamRows(weights, WIDTH, RATE);
            Dense dense = new Dense();
            for (int step = 1; step <= steps; step++) {
                double[] gradient = new double[ROWS * WIDTH];
                for (int row = 0; row < ROWS; row++) {
                    // The rarer, the higher the row; the last one never.
                    if (row < ROWS - 1 && random.nextInt((int) Math.pow(8, row)) == 0) {
                        int at = rows.touch(row, step);
                        for (int i = 0; i < WIDTH; i++) {
                            float g = (float) (0.5 + random.nextDouble());
                            gradient[row * WIDTH + i] = g;
                            rows.gradients()[at + i] += g;
                        }
                    }
                }
                rows.step(step);
                dense.step(gradient, step);
            }
            rows.settle(steps);
            for (int i = 0; i < weights.length; i++) {
                assertThat((double) weights[i])
                        .as("weight %d after %d steps", i, steps)
                        .isCloseTo(dense.weights[i], within(2e-3 * Math.abs(dense.weights[i]) + 1e-6));
            }
            assertThat(rows.learned(0)).isTrue();
            assertThat(rows.learned(ROWS - 1)).isFalse();
        }
    }

    @Test
    void gradientsOfARowThatIsTouchedTwiceAddUp() {
        AdamRows twice = new AdamRows(new float[WIDTH], WIDTH, RATE);
        twice.gradients()[twice.touch(0, 1)] += 1;
        twice.gradients()[twice.touch(0, 1)] -= 1;
        twice.step(1);
        float[] weights = new float[WIDTH];
        AdamRows moved = new AdamRows(weights, WIDTH, RATE);
        moved.gradients()[moved.touch(0, 1)] += 1;
        moved.step(1);

        assertThat(twice.touch(0, 2)).isZero();
        assertThat(twice.gradients()[0]).isZero();
        assertThat(weights[0]).isCloseTo((float) -RATE, within(1e-6f));
    }
}
