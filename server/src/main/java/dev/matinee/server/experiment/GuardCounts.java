package dev.matinee.server.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** The answers of one arm since the process began. Thread-safe. */
final class GuardCounts {
    /** Each of three limits in each of two arms may be wrong once in so many. */
    private static final double ALPHA = Guardrails.ALPHA / 6;

    private final Guardrails limits;
    private final LongAdder answers = new LongAdder();
    private final LongAdder slow = new LongAdder();
    private final LongAdder empty = new LongAdder();
    private final LongAdder failed = new LongAdder();

    GuardCounts(Guardrails limits) {
        this.limits = limits;
    }

    /** Counts an answer of the arm's model. */
    void answered(long nanoseconds, boolean isEmpty) {
        if (nanoseconds > limits.slowMilliseconds() * 1e6) {
            slow.increment();
        }
        if (isEmpty) {
            empty.increment();
        }
        answers.increment();
    }

    /** Counts an answer that the arm's model failed to give. */
    void failed() {
        failed.increment();
        answers.increment();
    }

    /** Which limit is broken, in a clause. */
    Optional<String> broken() {
        String tooSlow = "slower than " + limits.slowMilliseconds() + " ms";
        return broken(slow, limits.slowShare(), tooSlow)
                .or(() -> broken(empty, limits.emptyShare(), "empty"))
                .or(() -> broken(failed, limits.failedShare(), "failures"));
    }

    private Optional<String> broken(LongAdder bad, double most, String what) {
        Rate rate = rate(bad);
        return rate.share() > most && ConfidenceSequence.of(rate, ALPHA).low() > most
                ? Optional.of(rate.hits() + " of " + rate.trials() + " answers were " + what + ", and at most "
                        + most * 100 + " % may be")
                : Optional.empty();
    }

    /** What was bad is counted before the answer itself, so a sum that is read meanwhile may be ahead by a little. */
    private Rate rate(LongAdder bad) {
        long hits = bad.sum();
        return new Rate(hits, Math.max(hits, answers.sum()));
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("answers", answers.sum());
        json.put("slow", slow.sum());
        json.put("empty", empty.sum());
        json.put("failed", failed.sum());
        return json;
    }
}
