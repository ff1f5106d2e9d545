package dev.matinee.lab.likes;

import dev.matinee.lab.segments.StudentT;

/** McNemar's test of whether two classifiers are right equally often, from the rows that only one of them decides rightly. */
final class McNemar {
    private static final long EXACT = 1000;

    /** So many degrees of freedom that Student's distribution is the normal one. */
    private static final double MANY = 1e7;

    private McNemar() {}

    static double pValue(long onlyFirst, long onlySecond) {
        long all = onlyFirst + onlySecond;
        if (all == 0) {
            return 1;
        }
        if (all <= EXACT) {
            return exact(Math.min(onlyFirst, onlySecond), all);
        }
        double difference = Math.max(0, Math.abs((double) onlyFirst - onlySecond) - 1);
        return StudentT.twoSided(difference / Math.sqrt((double) all), MANY);
    }

    /** Twice the probability of so few heads or fewer in so many throws of a fair coin. */
    private static double exact(long few, long all) {
        double logTerm = -all * StrictMath.log(2);
        double sum = 0;
        for (long heads = 0; heads <= few; heads++) {
            sum += StrictMath.exp(logTerm);
            logTerm += StrictMath.log((double) (all - heads) / (heads + 1));
        }
        return Math.min(1, 2 * sum);
    }
}
