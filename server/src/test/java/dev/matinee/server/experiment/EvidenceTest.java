package dev.matinee.server.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.server.shelf.ModelVersion;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    private static final ExperimentPlan PLAN = new ExperimentPlan(
            "als-or-ease",
            new ModelVersion("implicit-als", "0001"),
            new ModelVersion("ease", "0001"),
            0.5,
            Duration.ofHours(1),
            Guardrails.defaults());

    @Test
    void aClearDifferenceIsSeenAndASmallOneStaysOpen() {
        Evidence clear = new Evidence(PLAN, new Outcome(5000, 5000, 500, 1000), new Outcome(5010, 5000, 700, 1010));
        assertThat(clear.likes().low()).isPositive();
        assertThat(clear.clicks().contains(0)).isTrue();
        assertThat(clear.isMismatched()).isFalse();
        assertThat(clear.toJson().toString()).contains("verdict=better", "verdict=open", "alarm=false");
    }

    @Test
    void withoutUsersEverythingIsOpen() {
        Evidence none = new Evidence(PLAN, Outcome.NONE, Outcome.NONE);
        assertThat(none.likes()).isEqualTo(new Interval(-1, 1));
        assertThat(none.isMismatched()).isFalse();
    }

    @Test
    void anArmThatLosesItsUsersAlarms() {
        assertThat(new Evidence(PLAN, new Outcome(5000, 0, 0, 0), new Outcome(4500, 0, 0, 0)).isMismatched())
                .isTrue();
    }

    @Test
    void lastingHarmBreaksALimitAndAMomentDoesNot() {
        GuardCounts counts = new GuardCounts(Guardrails.defaults(), AnswerCounts.NONE);
        IntStream.range(0, 1000).forEach(i -> counts.answered(1_000_000, false));
        IntStream.range(0, 12).forEach(i -> counts.answered(900_000_000, false));
        assertThat(counts.broken()).isEmpty();
        IntStream.range(0, 60).forEach(i -> counts.answered(900_000_000, false));
        assertThat(counts.broken())
                .hasValueSatisfying(why -> assertThat(why)
                        .isEqualTo("72 of 1072 answers were slower than 200.0 ms, and at most 1.0 % may be"));

        GuardCounts failing = new GuardCounts(Guardrails.defaults(), AnswerCounts.NONE);
        IntStream.range(0, 20).forEach(i -> failing.failed());
        assertThat(failing.broken()).hasValueSatisfying(why -> assertThat(why).contains("failures"));

        GuardCounts empty = new GuardCounts(Guardrails.defaults(), AnswerCounts.NONE);
        IntStream.range(0, 100).forEach(i -> empty.answered(1_000_000, i % 2 == 0));
        assertThat(empty.broken()).hasValueSatisfying(why -> assertThat(why).contains("empty"));
    }
}
