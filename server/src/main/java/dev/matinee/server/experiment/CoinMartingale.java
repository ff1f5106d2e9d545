package dev.matinee.server.experiment;

import dev.matinee.lab.segments.StudentT;

/**
 * The evidence that a coin does not fall on heads with probability p: the likelihood of what was seen, mixed over all
 * probabilities by a beta distribution, over its likelihood at p. For independent tosses of a coin with probability p this is
 * a martingale of mean 1, so the probability that it is ever 1/α or more, however long and often one looks, is at most α
 * (Ville 1939). Robbins (Annals of Mathematical Statistics 41, 1970) with the uniform distribution; Lindon, Malek
 * (Advances in Neural Information Processing Systems 35, 2022) with any Dirichlet distribution.
 */
final class CoinMartingale {
    private CoinMartingale() {}

    /**
     * Its natural logarithm, {@code ln B(a+s, b+n-s) - ln B(a, b) - s ln p - (n-s) ln(1-p)}.
     *
     * @param seen heads among all tosses: s of n
     * @param p the probability of heads, above 0 and below 1
     * @param a heads that the mixture counts beforehand; with {@code b} 1 every probability is as likely
     * @param b tails that the mixture counts beforehand
     */
    static double log(Rate seen, double p, double a, double b) {
        double heads = seen.hits();
        double tails = (double) seen.trials() - seen.hits();
        return logBeta(a + heads, b + tails) - logBeta(a, b) - heads * Math.log(p) - tails * Math.log1p(-p);
    }

    private static double logBeta(double a, double b) {
        return StudentT.logGamma(a) + StudentT.logGamma(b) - StudentT.logGamma(a + b);
    }
}
