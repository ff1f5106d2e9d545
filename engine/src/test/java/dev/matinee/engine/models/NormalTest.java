package dev.matinee.engine.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0.5",
        "1, 0.841344746068542948585",
        "-1, 0.158655253931457051415",
        "1.959963984540054, 0.975",
        "-3, 0.00134989803163009452665",
        "-8, 6.22096057427178e-16",
        "-20, 2.75362411860623e-89",
        "-40, 0",
        "40, 1"
    })
    void probabilitiesAreThoseOfTheTables(double x, double probability) {
        assertThat(Normal.below(x)).isCloseTo(probability, within(1e-12 * Math.max(probability, 1e-300)));
    }

    @Test
    void theQuantileUndoesTheProbability() {
        for (double x = -9; x < 5; x += 0.037) {
            assertThat(Normal.quantile(Normal.below(x))).isCloseTo(x, within(1e-9));
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, 0.5", "2, 3", "-9, -8.5", "30, 31", "-Infinity, -2", "1.5, Infinity", "-Infinity, Infinity"})
    void numbersBetweenBoundsHaveTheMeanOfTheCutDistribution(double low, double high) {
        RandomStream random = new RandomStream(3);
        int count = 50_000;
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double drawn = Normal.between(low, high, random);
            assertThat(drawn).isBetween(low, high);
            sum += drawn;
        }
        double share = low > 0 ? Normal.below(-low) - Normal.below(-high) : Normal.below(high) - Normal.below(low);
        double mean = (Normal.density(low) - Normal.density(high)) / share;
        assertThat(sum / count).isCloseTo(mean, within(0.02));
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5", "2.5, 4", "1000, 10"})
    void gammaNumbersHaveTheirMeanAndVariance(double shape, double rate) {
        RandomStream random = new RandomStream(4);
        int count = 100_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            double drawn = Normal.gamma(shape, rate, random);
            assertThat(drawn).isPositive();
            sum += drawn;
            squares += drawn * drawn;
        }
        double mean = sum / count;
        assertThat(mean).isCloseTo(shape / rate, within(0.02 * shape / rate));
        assertThat(squares / count - mean * mean).isCloseTo(shape / rate / rate, within(0.05 * shape / rate / rate));
    }
}
