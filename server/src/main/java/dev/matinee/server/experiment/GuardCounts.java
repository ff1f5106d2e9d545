package dev.matinee.server.experiment;

import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;

/** The answers of one arm: those in the store, which may be of other services and starts, and those since. Thread-safe. */
final class GuardCounts {
    /** Each of three limits in each of two arms may be wrong once in so many. */
    private static final double ALPHA = Guardrails.ALPHA / 6;

    private final Guardrails limits;
    private final LongAdder answers = new LongAdder();
    private final LongAdder slow = new LongAdder();
    private final LongAdder empty = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private AnswerCounts stored;

    GuardCounts(Guardrails limits, AnswerCounts stored) {
        this.limits = limits;
        this.stored = stored;
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

    /**
     * Hands over what was counted since this was done last, where that is anything; where it cannot be stored it is counted on.
     *
     * @param add adds it to what is stored and returns the sum
     */
    synchronized void store(UnaryOperator<AnswerCounts> add) {
        AnswerCounts since = new AnswerCounts(
                answers.sumThenReset(), slow.sumThenReset(), empty.sumThenReset(), failed.sumThenReset());
        if (since.equals(AnswerCounts.NONE)) {
            return;
        }
        boolean done = false;
        try {
            stored = add.apply(since);
            done = true;
        } finally {
            if (!done) {
                answers.add(since.answers());
                slow.add(since.slow());
                empty.add(since.empty());
                failed.add(since.failed());
            }
        }
    }

    /** All of them. */
    synchronized AnswerCounts all() {
        return stored.plus(new AnswerCounts(answers.sum(), slow.sum(), empty.sum(), failed.sum()));
    }

    /** Which limit is broken, in a clause. */
    Optional<String> broken() {
        AnswerCounts all = all();
        String tooSlow = "slower than " + limits.slowMilliseconds() + " ms";
        return broken(all, all.slow(), limits.slowShare(), tooSlow)
                .or(() -> broken(all, all.empty(), limits.emptyShare(), "empty"))
                .or(() -> broken(all, all.failed(), limits.failedShare(), "failures"));
    }

    /** What was bad is counted before the answer itself, so it may be ahead by a little. */
    private static Optional<String> broken(AnswerCounts all, long bad, double most, String what) {
        Rate rate = new Rate(bad, Math.max(bad, all.answers()));
        return rate.share() > most && ConfidenceSequence.of(rate, ALPHA).low() > most
                ? Optional.of(rate.hits() + " of " + rate.trials() + " answers were " + what + ", and at most "
                        + most * 100 + " % may be")
                : Optional.empty();
    }
}
