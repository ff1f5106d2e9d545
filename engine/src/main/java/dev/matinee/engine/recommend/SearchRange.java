package dev.matinee.engine.recommend;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.RandomStream;
import java.util.Locale;

/**
 * The numbers of a setting that are worth trying.
 *
 * @param low the lowest
 * @param high the highest
 * @param logarithmic whether equal ratios are equally likely instead of equal distances; the lowest must then be above 0
 * @param whole whether only whole numbers are meant
 */
public record SearchRange(double low, double high, boolean logarithmic, boolean whole) {
    /** Checks the bounds. */
    public SearchRange {
        if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw MatineeException.usage(
                    "a range must go from a lower number to a higher one, got " + low + " to " + high);
        }
        if (logarithmic && low <= 0) {
            throw MatineeException.usage("a logarithmic range must begin above 0, got " + low);
        }
    }

    /** A number drawn from the range, of four digits or whole. */
    public double draw(RandomStream random) {
        double share = random.nextDouble();
        double drawn = logarithmic ? low * Math.pow(high / low, share) : low + (high - low) * share;
        return Math.clamp(whole ? Math.rint(drawn) : rounded(drawn), low, high);
    }

    private static double rounded(double number) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.3e", number));
    }
}
