package dev.matinee.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HolmTest {
    @Test
    void theWorkedExampleIsRight() {
        // Ascending 0.005, 0.01, 0.03, 0.04 times 4, 3, 2, 1: 0.02, 0.03, 0.06, 0.04, which must not fall.
        assertThat(Holm.adjusted(new double[] {0.01, 0.04, 0.03, 0.005}))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void itRejectsJustWhatSteppingDownRejects(long seed) {
        RandomStream random = new RandomStream(seed);
        double[] pValues = new double[random.nextInt(1, 30)];
        Arrays.setAll(pValues, i -> Math.pow(random.nextDouble(), 4));

        double[] adjusted = Holm.adjusted(pValues);

        boolean[] rejected = new boolean[pValues.length];
        for (int step = 0; step < pValues.length; step++) {
            int smallest = -1;
            for (int i = 0; i < pValues.length; i++) {
                if (!rejected[i] && (smallest < 0 || pValues[i] < pValues[smallest])) {
                    smallest = i;
                }
            }
            if (pValues[smallest] > 0.05 / (pValues.length - step)) {
                break;
            }
            rejected[smallest] = true;
        }
        for (int i = 0; i < pValues.length; i++) {
            assertThat(adjusted[i] <= 0.05).as("test " + i).isEqualTo(rejected[i]);
        }
    }

    @Test
    void nothingToCorrectIsFine() {
        assertThat(Holm.adjusted(new double[0])).isEmpty();
        assertThat(Holm.adjusted(new double[] {0.04})).containsExactly(0.04);
    }
}
