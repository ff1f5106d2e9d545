package dev.matinee.server.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment shows so far. Every interval holds with 95 % at all times at once, so it may be watched every day and the
 * experiment be ended when it is clear enough.
 *
 * @param plan the plan
 * @param control what became of the users of the control
 * @param treatment what became of the users of the treatment
 */
public record Evidence(ExperimentPlan plan, Outcome control, Outcome treatment) {
    private static final double ALPHA = 0.05;

    /** The probability by which more of the treatment's users like something than of the control's. */
    public Interval likes() {
        return difference(Outcome::likes);
    }

    /** The probability by which more of the treatment's users go to a movie than of the control's. */
    public Interval clicks() {
        return difference(Outcome::clicks);
    }

    /** Both arms' intervals hold with 97.5 %, so their difference does with 95 %. */
    private Interval difference(Function<Outcome, Rate> rate) {
        return ConfidenceSequence.of(rate.apply(treatment), ALPHA / 2)
                .minus(ConfidenceSequence.of(rate.apply(control), ALPHA / 2));
    }

    /** Users of the treatment among all. */
    Rate treated() {
        return new Rate(treatment.exposed(), treatment.exposed() + control.exposed());
    }

    /** Whether users did not come to the arms as planned. */
    public boolean isMismatched() {
        return SampleRatio.isOff(treated(), plan.share());
    }

    /** The evidence in the words of the API. */
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("control", arm(control));
        json.put("treatment", arm(treatment));
        json.put("likes", difference(likes()));
        json.put("clicks", difference(clicks()));
        Map<String, Object> ratio = new LinkedHashMap<>();
        ratio.put("planned", plan.share());
        ratio.put("treated", treated().hits());
        ratio.put("users", treated().trials());
        ratio.put("pValue", SampleRatio.pValue(treated(), plan.share()));
        ratio.put("alarm", isMismatched());
        json.put("sampleRatio", ratio);
        return json;
    }

    private static Map<String, Object> arm(Outcome outcome) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("exposed", outcome.exposed());
        json.put("settled", outcome.settled());
        json.put("likes", outcome.likes().toJson(ALPHA));
        json.put("clicks", outcome.clicks().toJson(ALPHA));
        return json;
    }

    private static Map<String, Object> difference(Interval interval) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("low", interval.low());
        json.put("high", interval.high());
        json.put("verdict", interval.low() > 0 ? "better" : interval.high() < 0 ? "worse" : "open");
        return json;
    }
}
