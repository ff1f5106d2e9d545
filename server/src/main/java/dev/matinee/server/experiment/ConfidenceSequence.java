package dev.matinee.server.experiment;

import dev.matinee.engine.MatineeException;
import java.util.function.DoubleUnaryOperator;

/**
 * An interval for a probability that may be looked at after every trial: with probability 1 - α it holds the true one at all
 * times at once. An interval for a fixed number of trials does not: looked at every day, it sooner or later misses.
 *
 * <p>It holds the probabilities p against which {@link CoinMartingale} with the uniform mixture has never had evidence of 1/α:
 * {@code (n+1) C(n,s) p^s (1-p)^(n-s) > α} (Robbins 1970). Trials must be independent and have the same probability.
 */
public final class ConfidenceSequence {
    private static final int HALVINGS = 60;

    private ConfidenceSequence() {}

    /**
     * The interval at this moment.
     *
     * @param seen what was seen
     * @param alpha how probable it may be that the interval ever misses, above 0 and below 1
     */
    public static Interval of(Rate seen, double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw MatineeException.usage("alpha must be above 0 and below 1, got " + alpha);
        }
        if (seen.trials() == 0) {
            return new Interval(0, 1);
        }
        double limit = -Math.log(alpha);
        DoubleUnaryOperator excess = p -> CoinMartingale.log(seen, p, 1, 1) - limit;
        double middle = seen.share();
        return new Interval(
                seen.hits() == 0 ? 0 : edge(excess, 0, middle),
                seen.hits() == seen.trials() ? 1 : edge(excess, 1, middle));
    }

    /** Where between a probability that is out and one that is in the interval ends; on the side of the one that is out. */
    private static double edge(DoubleUnaryOperator excess, double out, double in) {
        double outer = out;
        double inner = in;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (outer + inner) / 2;
            if (excess.applyAsDouble(middle) >= 0) {
                outer = middle;
            } else {
                inner = middle;
            }
        }
        return outer;
    }
}
