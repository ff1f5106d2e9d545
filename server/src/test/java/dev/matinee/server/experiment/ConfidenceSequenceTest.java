package dev.matinee.server.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Intervals that may be watched: simulated experiments, looked at all the time. */
class ConfidenceSequenceTest {
    private static final Run RUN = Run.seeded(42);
    private static final int EXPERIMENTS = 2000;
    private static final int USERS = 3000;

    /** The share of experiments in which an interval misses the truth at any look. */
    private static double misses(double truth, int first, int every, Predicate<Rate> holds) {
        int missed = 0;
        for (int experiment = 0; experiment < EXPERIMENTS; experiment++) {
            RandomStream random = RUN.random("experiment", experiment);
            int hits = 0;
            for (int user = 1; user <= USERS; user++) {
                hits += random.nextDouble() < truth ? 1 : 0;
                if (user >= first && (user - first) % every == 0 && !holds.test(new Rate(hits, user))) {
                    missed++;
                    break;
                }
            }
        }
        return (double) missed / EXPERIMENTS;
    }

    /** The interval for a fixed number of users: Wilson (1927). */
    private static Interval fixed(Rate seen) {
        double z = 1.959964;
        double n = seen.trials();
        double middle = (seen.share() + z * z / (2 * n)) / (1 + z * z / n);
        double half = z / (1 + z * z / n) * Math.sqrt(seen.share() * (1 - seen.share()) / n + z * z / (4 * n * n));
        return new Interval(middle - half, middle + half);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, 0.5, 0.93})
    void theTruthIsInTheIntervalAtEveryLook(double truth) {
        // What is in the interval is what the evidence is not against: much faster to look at, and tested below.
        assertThat(misses(truth, 1, 5, seen -> CoinMartingale.log(seen, truth, 1, 1) < -Math.log(0.05)))
                .isLessThanOrEqualTo(0.05);
    }

    @Test
    void theIntervalHoldsWhatTheEvidenceIsNotAgainst() {
        RandomStream random = RUN.random("rates", 0);
        for (int i = 0; i < 300; i++) {
            int trials = 1 + random.nextInt(5000);
            Rate seen = new Rate(random.nextInt(trials + 1), trials);
            double truth = 0.001 + 0.998 * random.nextDouble();
            assertThat(ConfidenceSequence.of(seen, 0.05).contains(truth))
                    .as("%s against %s", seen, truth)
                    .isEqualTo(CoinMartingale.log(seen, truth, 1, 1) < -Math.log(0.05));
        }
    }

    @Test
    void anIntervalForAFixedNumberWouldMissWhenWatched() {
        assertThat(misses(0.1, USERS, 1, seen -> fixed(seen).contains(0.1))).isLessThan(0.065);
        assertThat(misses(0.1, 100, 100, seen -> fixed(seen).contains(0.1))).isGreaterThan(0.15);
    }

    @Test
    void theIntervalIsWhereTheFormulaOfRobbinsEnds() {
        // (n+1) C(n,s) p^s (1-p)^(n-s) = alpha, computed exactly for n = 4, s = 1: 20 p (1-p)^3.
        Interval interval = ConfidenceSequence.of(new Rate(1, 4), 0.05);
        assertThat(20 * interval.low() * Math.pow(1 - interval.low(), 3)).isCloseTo(0.05, within(1e-9));
        assertThat(20 * interval.high() * Math.pow(1 - interval.high(), 3)).isCloseTo(0.05, within(1e-9));
        assertThat(interval.low()).isLessThan(0.25);
        assertThat(interval.high()).isGreaterThan(0.25);
    }

    @Test
    void nothingSeenSaysNothingAndMuchSeenSaysMuch() {
        assertThat(ConfidenceSequence.of(new Rate(0, 0), 0.05)).isEqualTo(new Interval(0, 1));
        assertThat(ConfidenceSequence.of(new Rate(0, 1000), 0.05).low()).isZero();
        assertThat(ConfidenceSequence.of(new Rate(1000, 1000), 0.05).high()).isEqualTo(1);
        Interval million = ConfidenceSequence.of(new Rate(300_000, 1_000_000), 0.05);
        assertThat(million.contains(0.3)).isTrue();
        assertThat(million.high() - million.low()).isLessThan(0.005);
    }
}
