package dev.matinee.lab.best;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ForecastTest {
    @Test
    void whatCostsTheSameForAnyNumberOfUsersStaysSo() {
        assertThat(Forecast.extended(3, 3, 0.25)).isEqualTo(3);
        assertThat(Forecast.extended(4, 3, 0.25)).isEqualTo(3);
    }

    @Test
    void whatGrowsWithUsersLiesOnALine() {
        assertThat(Forecast.extended(1, 2, 0.25)).isCloseTo(8, within(1e-12));
        assertThat(Forecast.extended(1.5, 2, 0.25)).isCloseTo(5, within(1e-12));
    }

    @Test
    void whatGrowsFasterDoesSoByItsPowerButNotByChance() {
        assertThat(Forecast.extended(1, 4, 0.25)).isCloseTo(64, within(1e-9));
        assertThat(Forecast.extended(1, 20, 0.25)).isCloseTo(320, within(1e-9));
    }
}
