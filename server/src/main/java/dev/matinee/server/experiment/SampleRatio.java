package dev.matinee.server.experiment;

/**
 * Whether users came to the arms in the proportion that was planned. Where they did not, something lost or added users of one
 * arm, and nothing that the experiment shows can be trusted.
 *
 * <p>The sequential test of Lindon, Malek (Advances in Neural Information Processing Systems 35, 2022): the mixture counts
 * {@value #CONCENTRATION} users in the planned proportion beforehand. It may be looked at after every user: the probability
 * that it ever alarms where nothing is wrong is at most {@value #ALPHA}.
 */
public final class SampleRatio {
    /** How probable a false alarm may be, over all looks together. */
    public static final double ALPHA = 0.001;

    private static final double CONCENTRATION = 100;

    private SampleRatio() {}

    /**
     * The sequential p-value at this moment.
     *
     * @param treated users of the treatment among all
     * @param planned the share of users that should be in the treatment
     */
    public static double pValue(Rate treated, double planned) {
        double log = CoinMartingale.log(treated, planned, CONCENTRATION * planned, CONCENTRATION * (1 - planned));
        return Math.min(1, Math.exp(-log));
    }

    /** Whether it alarms. */
    public static boolean isOff(Rate treated, double planned) {
        return pValue(treated, planned) <= ALPHA;
    }
}
