package dev.matinee.lab.likes;

import dev.matinee.engine.MatineeException;
import java.util.Arrays;

/**
 * How the probability is chosen from which on a row is called a like: by what is best on rows that were not learned from.
 *
 * @param kind what for
 * @param number the cost of a false like in missed ones, or the probability itself
 */
record ThresholdRule(Kind kind, double number) {
    /** What a threshold is chosen for. */
    enum Kind {
        ACCURACY,
        F1,
        COST,
        FIXED
    }

    /** Reads {@code accuracy}, {@code f1}, {@code cost:2} or {@code 0.5}. */
    static ThresholdRule parse(String text) {
        if (text.equals("accuracy")) {
            return new ThresholdRule(Kind.ACCURACY, 1);
        }
        if (text.equals("f1")) {
            return new ThresholdRule(Kind.F1, 0);
        }
        try {
            double number = Double.parseDouble(text.startsWith("cost:") ? text.substring(5) : text);
            if (text.startsWith("cost:") && number > 0 && number < 1e6) {
                return new ThresholdRule(Kind.COST, number);
            }
            if (!text.startsWith("cost:") && number > 0 && number < 1) {
                return new ThresholdRule(Kind.FIXED, number);
            }
        } catch (NumberFormatException notANumber) {
            throw refused(text);
        }
        throw refused(text);
    }

    private static MatineeException refused(String text) {
        return MatineeException.usage(
                "threshold must be accuracy, f1, cost:N such as cost:2, or a probability above 0 and below 1, got "
                        + text);
    }

    /** The best threshold for these probabilities; the middle between two neighbours. */
    double choose(float[] probabilities, byte[] likes) {
        if (kind == Kind.FIXED) {
            return number;
        }
        long[] order = new long[probabilities.length];
        long allLikes = 0;
        for (int row = 0; row < order.length; row++) {
            order[row] = (long) Float.floatToIntBits(probabilities[row] + 0f) << 32 | row;
            allLikes += likes[row];
        }
        Arrays.sort(order);
        double best = Double.NEGATIVE_INFINITY;
        double threshold = 0.5;
        long liked = 0;
        long called = 0;
        for (int at = order.length - 1; at >= -1; at--) {
            float above = called == 0 ? 1 : probabilities[(int) order[at + 1]];
            float below = at < 0 ? 0 : probabilities[(int) order[at]];
            if (called == 0 || at < 0 || above != below) {
                double value = value(liked, called - liked, allLikes - liked);
                if (value > best) {
                    best = value;
                    threshold = called == 0 ? Math.nextUp(below) : ((double) above + below) / 2;
                }
            }
            if (at >= 0) {
                liked += likes[(int) order[at]];
                called++;
            }
        }
        return threshold;
    }

    private double value(long hits, long falseLikes, long missed) {
        return kind == Kind.F1
                ? hits == 0 ? 0 : 2.0 * hits / (2.0 * hits + falseLikes + missed)
                : -(number * falseLikes + missed);
    }
}
