package dev.matinee.lab.segments;

/** Student's distribution, for testing whether two means differ. */
public final class StudentT {
    private static final double[] LANCZOS = {
        676.5203681218851,
        -1259.1392167224028,
        771.3234287776531,
        -176.6150291621406,
        12.507343278686905,
        -0.13857109526572012,
        9.984369578019572e-06,
        1.5056327351493116e-07
    };

    private StudentT() {}

    /**
     * The probability of a difference at least this far from 0, either way, when the means are equal: Welch's test (1947)
     * for samples of different variance. 1 where there are too few numbers or no variance to test with.
     */
    public static double welch(
            double mean, double variance, long count, double otherMean, double otherVariance, long others) {
        if (count < 2 || others < 2) {
            return 1;
        }
        double own = variance / count;
        double other = otherVariance / others;
        double error = own + other;
        if (!(error > 0)) {
            return 1;
        }
        double freedom = error * error / (own * own / (count - 1) + other * other / (others - 1));
        return twoSided((mean - otherMean) / Math.sqrt(error), freedom);
    }

    /** The probability that a number of Student's distribution is at least this far from 0, either way. */
    public static double twoSided(double t, double freedom) {
        return regularizedBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
    }

    /** The regularised incomplete beta function by its continued fraction (Lentz's method). */
    private static double regularizedBeta(double x, double a, double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        if (x > (a + 1) / (a + b + 2)) {
            return 1 - regularizedBeta(1 - x, b, a);
        }
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a;
        double c = 1;
        double d = 1 / nonzero(1 - (a + b) * x / (a + 1));
        double fraction = d;
        for (int m = 1; m < 500; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / nonzero(1 + even * d);
            c = nonzero(1 + even / c);
            fraction *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / nonzero(1 + odd * d);
            c = nonzero(1 + odd / c);
            fraction *= d * c;
            if (Math.abs(d * c - 1) < 1e-15) {
                break;
            }
        }
        return front * fraction;
    }

    private static double nonzero(double value) {
        return Math.abs(value) < 1e-300 ? 1e-300 : value;
    }

    /** The logarithm of the gamma function for positive numbers (Lanczos 1964), to some 14 digits. */
    public static double logGamma(double x) {
        if (x < 0.5) {
            return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
        }
        double sum = 0.9999999999998099;
        for (int i = 0; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (x + i);
        }
        double t = x + LANCZOS.length - 1.5;
        return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
    }
}
