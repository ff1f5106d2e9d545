package dev.matinee.engine.models;

import java.util.random.RandomGenerator;

/** The standard normal distribution, and numbers drawn from it and its kin; the same bits on every machine. */
final class Normal {
    private static final double ROOT_OF_TWO_PI = 2.5066282746310002;
    private static final double FAR = 7.07106781186547;

    /** How deep the continued fraction of far tails goes. */
    private static final int FRACTION = 20;

    private Normal() {}

    /** The density at x. */
    static double density(double x) {
        return StrictMath.exp(-0.5 * x * x) / ROOT_OF_TWO_PI;
    }

    /**
     * The probability of a number below x, by the rational approximation of Hart 1968 (function 5666) and, far out, Laplace's
     * continued fraction.
     */
    static double below(double x) {
        double size = Math.abs(x);
        double tail = size > 37 ? 0 : tail(size, StrictMath.exp(-0.5 * size * size));
        return x > 0 ? 1 - tail : tail;
    }

    private static double tail(double x, double power) {
        if (x >= FAR) {
            double fraction = x;
            for (int depth = FRACTION; depth > 0; depth--) {
                fraction = x + depth / fraction;
            }
            return power / fraction / ROOT_OF_TWO_PI;
        }
        double above = 0.0352624965998911 * x + 0.700383064443688;
        above = above * x + 6.37396220353165;
        above = above * x + 33.912866078383;
        above = above * x + 112.079291497871;
        above = above * x + 221.213596169931;
        above = above * x + 220.206867912376;
        double under = 0.0883883476483184 * x + 1.75566716318264;
        under = under * x + 16.064177579207;
        under = under * x + 86.7807322029461;
        under = under * x + 296.564248779674;
        under = under * x + 637.333633378831;
        under = under * x + 793.826512519948;
        under = under * x + 440.413735824752;
        return power * above / under;
    }

    /** The number that a share of all numbers is below: Wichura 1988 (AS 241), 16 digits. */
    static double quantile(double share) {
        double q = share - 0.5;
        if (Math.abs(q) <= 0.425) {
            double r = 0.180625 - q * q;
            double above = 2509.0809287301227 * r + 33430.57558358813;
            above = above * r + 67265.7709270087;
            above = above * r + 45921.95393154987;
            above = above * r + 13731.69376550946;
            above = above * r + 1971.5909503065513;
            above = above * r + 133.14166789178438;
            above = above * r + 3.3871328727963665;
            double under = 5226.495278852854 * r + 28729.085735721943;
            under = under * r + 39307.89580009271;
            under = under * r + 21213.794301586597;
            under = under * r + 5394.196021424751;
            under = under * r + 687.1870074920579;
            under = under * r + 42.31333070160091;
            return q * above / (under * r + 1);
        }
        double tail = Math.max(Double.MIN_NORMAL, q < 0 ? share : 1 - share);
        double r = Math.sqrt(-StrictMath.log(tail));
        double size = r <= 5 ? nearTail(r - 1.6) : farTail(r - 5);
        return q < 0 ? -size : size;
    }

    private static double nearTail(double r) {
        double above = 0.0007745450142783414 * r + 0.022723844989269184;
        above = above * r + 0.2417807251774506;
        above = above * r + 1.2704582524523684;
        above = above * r + 3.6478483247632045;
        above = above * r + 5.769497221460691;
        above = above * r + 4.630337846156546;
        above = above * r + 1.4234371107496835;
        double under = 1.0507500716444169e-09 * r + 0.0005475938084995345;
        under = under * r + 0.015198666563616457;
        under = under * r + 0.14810397642748008;
        under = under * r + 0.6897673349851;
        under = under * r + 1.6763848301838038;
        under = under * r + 2.053191626637759;
        return above / (under * r + 1);
    }

    private static double farTail(double r) {
        double above = 2.0103343992922881e-07 * r + 2.7115555687434876e-05;
        above = above * r + 0.0012426609473880784;
        above = above * r + 0.026532189526576124;
        above = above * r + 0.29656057182850487;
        above = above * r + 1.7848265399172913;
        above = above * r + 5.463784911164114;
        above = above * r + 6.657904643501103;
        double under = 2.0442631033899397e-15 * r + 1.421511758316446e-07;
        under = under * r + 1.8463183175100548e-05;
        under = under * r + 0.0007868691311456133;
        under = under * r + 0.014875361290850615;
        under = under * r + 0.1369298809227358;
        under = under * r + 0.599832206555888;
        return above / (under * r + 1);
    }

    /** A normal number between two bounds, either of which may be infinite, by the inverse of the distribution. */
    static double between(double low, double high, RandomGenerator random) {
        // The side with the small probabilities is the exact one.
        if (low > 0) {
            return -between(-high, -low, random);
        }
        double from = below(low);
        double share = from + (below(high) - from) * random.nextDouble();
        double drawn = share > 0 ? quantile(share) : high;
        return Math.max(low, Math.min(high, drawn));
    }

    /** A number of the gamma distribution of this shape, at least 1, and rate: Marsaglia, Tsang 2000. */
    static double gamma(double shape, double rate, RandomGenerator random) {
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double root = 1 + c * x;
            double cube = root * root * root;
            if (cube > 0
                    && StrictMath.log(1 - random.nextDouble())
                            < 0.5 * x * x + d - d * cube + d * StrictMath.log(cube)) {
                return d * cube / rate;
            }
        }
    }
}
