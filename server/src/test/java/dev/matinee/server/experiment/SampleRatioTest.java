package dev.matinee.server.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import org.junit.jupiter.api.Test;

class SampleRatioTest {
    private static final int EXPERIMENTS = 2000;

    /** In how many of the experiments it alarms at any time, where users come to the treatment with this probability. */
    private static int alarms(double planned, double real, int users) {
        int alarms = 0;
        for (int experiment = 0; experiment < EXPERIMENTS; experiment++) {
            RandomStream random = Run.seeded(7).random("users", experiment);
            int treated = 0;
            for (int user = 1; user <= users; user++) {
                treated += random.nextDouble() < real ? 1 : 0;
                if (SampleRatio.isOff(new Rate(treated, user), planned)) {
                    alarms++;
                    break;
                }
            }
        }
        return alarms;
    }

    @Test
    void whatIsAsPlannedDoesNotAlarmHoweverOftenOneLooks() {
        assertThat(alarms(0.5, 0.5, 2000)).isLessThanOrEqualTo(6);
        assertThat(alarms(0.1, 0.1, 2000)).isLessThanOrEqualTo(6);
    }

    @Test
    void lostUsersAlarm() {
        assertThat(alarms(0.5, 0.4, 2000)).isGreaterThan(EXPERIMENTS * 99 / 100);
        assertThat(SampleRatio.pValue(new Rate(0, 0), 0.5)).isEqualTo(1);
    }
}
