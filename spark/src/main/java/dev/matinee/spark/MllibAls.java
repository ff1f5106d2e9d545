package dev.matinee.spark;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.models.AlternatingLeastSquares;
import dev.matinee.engine.models.ImplicitAls;
import dev.matinee.engine.recommend.Settings;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.ml.recommendation.ALS;

/**
 * What MLlib's {@link ALS} is told so that it lowers the loss that our settings stand for.
 *
 * <p>With n_u and n_i the ratings of a user and an item, MLlib lowers, for {@code implicitPrefs = false},
 *
 * <pre>
 * sum_S (v - x_u.y_i)^2 + regParam (sum_u n_u |x_u|^2 + sum_i n_i |y_i|^2)
 * </pre>
 *
 * which is the loss of {@link AlternatingLeastSquares} without biases and with frequencyScaling 1, where v is the rating less the
 * mean m of all and regParam is regularization; the prediction then is m + x_u.y_i.
 *
 * <p>For {@code implicitPrefs = true} and v &gt; 0 (Hu, Koren, Volinsky 2008), it lowers
 *
 * <pre>
 * sum_S (1 + alpha v) (1 - x_u.y_i)^2 + sum_(not S) (x_u.y_i)^2 + regParam (sum_u n_u |x_u|^2 + sum_i n_i |y_i|^2)
 * </pre>
 *
 * The loss of {@link ImplicitAls} with objective HU_KOREN_VOLINSKY, frequencyScaling 1, confidence a, unobservedWeight w and
 * regularization l is
 *
 * <pre>
 * sum_S (1 + a r) (1 - x_u.y_i)^2 + w sum_(not S) (x_u.y_i)^2 + l (sum_u n_u |x_u|^2 + sum_i n_i |y_i|^2)
 * </pre>
 *
 * which is w times MLlib's for {@code alpha = 1}, {@code v = (1 + a r) / w - 1} and {@code regParam = l / w}. So every w is
 * honoured for which each v is above 0, that is, a cell with feedback weighs more than one without. No other objective,
 * scaling or solver has an equivalent, and they are refused.
 *
 * @param als MLlib's settings, all but the columns
 * @param positive the lowest rating that is handed over
 * @param scale what a rating is multiplied with
 * @param shift what is added to it then: v
 */
record MllibAls(ALS als, double positive, double scale, double shift) {
    /**
     * After how many iterations what was done is written down and begun anew from. In between, each task is told of all before
     * it, and after too many its description no longer fits a thread's stack.
     */
    private static final int CHECKPOINTS = 3;

    /**
     * How many ratings a block of users, and one of items, holds about. The first factors are drawn block by block, so their number
     * depends on the data alone and not on how many cores there are.
     */
    private static final long RATINGS_OF_A_BLOCK = 500_000;

    private static final int MOST_BLOCKS = 256;

    private static final String ELSEWHERE = "; set it so, or leave out --engine spark";

    /** Whether a family is one of those that MLlib trains. */
    static boolean trains(String family) {
        return family.equals(ImplicitAls.FAMILY.name()) || family.equals(AlternatingLeastSquares.FAMILY.name());
    }

    /** The settings that differ from a family's defaults at the beginning: the best found, of those that MLlib can honour. */
    static Map<String, String> differing(String family) {
        if (family.equals(ImplicitAls.FAMILY.name())) {
            return Map.of(
                    "objective", "hu-koren-volinsky",
                    "solver", "cholesky",
                    "frequencyScaling", "1",
                    "unobservedWeight", "1",
                    "confidence", "0.5",
                    "regularization", "0.2");
        }
        if (family.equals(AlternatingLeastSquares.FAMILY.name())) {
            return Map.of("biases", "false");
        }
        throw refused(family);
    }

    /**
     * What MLlib is told.
     *
     * @param mean the mean of all ratings
     * @throws MatineeException {@code USAGE} for settings that it cannot honour, in one sentence
     */
    static MllibAls of(Settings<?> settings, Interactions ratings, float mean) {
        return switch (settings) {
            case ImplicitAls implicit ->
                implicit(implicit, ratings.lowestRating()).blocks(ratings.size());
            case AlternatingLeastSquares explicit -> explicit(explicit, mean).blocks(ratings.size());
            default -> throw refused(settings.model());
        };
    }

    private MllibAls blocks(long ratings) {
        als.setNumBlocks(Math.clamp(Math.ceilDiv(ratings, RATINGS_OF_A_BLOCK), 2, MOST_BLOCKS));
        return this;
    }

    /** Why a family is not trained on Spark. */
    static MatineeException refused(String family) {
        return MatineeException.usage("the engine spark trains " + ImplicitAls.FAMILY.name() + " and "
                + AlternatingLeastSquares.FAMILY.name() + ", not " + family + "; leave out --engine spark");
    }

    private static MllibAls explicit(AlternatingLeastSquares settings, float mean) {
        require(!settings.biases(), "biases", "false", true);
        require(settings.frequencyScaling() == 1, "frequencyScaling", "1", settings.frequencyScaling());
        ALS als = als(settings.factors(), settings.iterations(), settings.regularization());
        return new MllibAls(als, Double.NEGATIVE_INFINITY, 1, -mean);
    }

    private static MllibAls implicit(ImplicitAls settings, float lowest) {
        require(
                settings.objective() == ImplicitAls.Objective.HU_KOREN_VOLINSKY,
                "objective",
                "hu-koren-volinsky",
                spelt(settings.objective()));
        require(settings.frequencyScaling() == 1, "frequencyScaling", "1", settings.frequencyScaling());
        require(settings.solver() == ImplicitAls.Solver.CHOLESKY, "solver", "cholesky", spelt(settings.solver()));
        double w = settings.unobservedWeight();
        double least = 1 + settings.confidence() * Math.max(lowest, settings.positive());
        if (!(w > 0 && least > w)) {
            throw MatineeException.usage(
                    "MLlib needs 0 < unobservedWeight < 1 + confidence * rating, and got the weight " + w
                            + " where the lowest rating comes to " + least + ELSEWHERE);
        }
        ALS als = als(settings.factors(), settings.iterations(), settings.regularization() / w)
                .setImplicitPrefs(true)
                .setAlpha(1);
        return new MllibAls(als, settings.positive(), settings.confidence() / w, 1 / w - 1);
    }

    /** As settings spell it. */
    private static String spelt(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void require(boolean honoured, String name, String only, Object got) {
        if (!honoured) {
            throw MatineeException.usage("MLlib can only honour " + name + "=" + only + ", got " + got + ELSEWHERE);
        }
    }

    private static ALS als(int factors, int iterations, double regularization) {
        return new ALS()
                .setRank(factors)
                .setMaxIter(iterations)
                .setRegParam(regularization)
                .setCheckpointInterval(CHECKPOINTS)
                .setUserCol("user")
                .setItemCol("item")
                .setRatingCol("rating");
    }
}
