package dev.matinee.server.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.MatineeException;
import dev.matinee.server.shelf.ModelVersion;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExperimentPlanTest {
    private static final ModelVersion FIRST = new ModelVersion("implicit-als", "0001");
    private static final ModelVersion SECOND = new ModelVersion("ease", "0002");

    private static ExperimentPlan plan(String name, double share) {
        return new ExperimentPlan(name, FIRST, SECOND, share, Duration.ofDays(1), Guardrails.defaults());
    }

    private static double treated(ExperimentPlan plan) {
        return IntStream.range(0, 100_000)
                        .filter(user -> plan.arm("user " + user) == Arm.TREATMENT)
                        .count()
                / 100_000.0;
    }

    @Test
    void usersAreDividedAsPlanned() {
        assertThat(treated(plan("one", 0.5))).isCloseTo(0.5, within(0.005));
        assertThat(treated(plan("one", 0.03))).isCloseTo(0.03, within(0.002));
    }

    @Test
    void aUserStaysInAnArmForEver() {
        // These were in these arms when the rule was written down; another rule would move users who are in an
        // experiment.
        ExperimentPlan plan = plan("als-or-ease", 0.5);
        String arms = IntStream.rangeClosed(1, 12)
                .mapToObj(user -> plan.arm(Integer.toString(user)) == Arm.TREATMENT ? "T" : "C")
                .reduce("", String::concat);
        assertThat(arms).isEqualTo("TTTTCTCCTTCC");
    }

    @Test
    void aLargerShareOnlyAddsUsers() {
        ExperimentPlan small = plan("ramp", 0.1);
        ExperimentPlan large = plan("ramp", 0.4);
        assertThat(IntStream.range(0, 10_000).mapToObj(Integer::toString))
                .allMatch(user -> small.arm(user) == Arm.CONTROL || large.arm(user) == Arm.TREATMENT);
    }

    @Test
    void anotherExperimentDividesAnew() {
        ExperimentPlan one = plan("one", 0.5);
        ExperimentPlan two = plan("two", 0.5);
        long same = IntStream.range(0, 100_000)
                .mapToObj(Integer::toString)
                .filter(user -> one.arm(user) == two.arm(user))
                .count();
        assertThat(same / 100_000.0).isCloseTo(0.5, within(0.005));
    }

    @Test
    void plansThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> plan("one", 1))
                .isInstanceOf(MatineeException.class)
                .hasMessage("share must be above 0 and below 1, got 1.0");
        assertThatThrownBy(() -> plan("No!", 0.5)).isInstanceOf(MatineeException.class);
        assertThatThrownBy(
                        () -> new ExperimentPlan("one", FIRST, FIRST, 0.5, Duration.ofDays(1), Guardrails.defaults()))
                .isInstanceOf(MatineeException.class)
                .hasMessage("control and treatment must differ, both are implicit-als 0001");
        assertThatThrownBy(() -> new ModelVersion("../x", "0001")).isInstanceOf(MatineeException.class);
        assertThatThrownBy(() -> new Guardrails(0, 0.1, 0.1, 0.1)).isInstanceOf(MatineeException.class);
    }
}
