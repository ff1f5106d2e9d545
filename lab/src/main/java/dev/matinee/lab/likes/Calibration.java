package dev.matinee.lab.likes;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.recommend.Tensor;
import java.util.Arrays;

/**
 * Turns scores into probabilities that hold: of rows that get 0.7, seven in ten are likes. Learned from rows that the
 * classifier did not learn from. It keeps the order of scores.
 */
public final class Calibration {
    /** How scores are turned. */
    public enum Kind {
        /** Left as they are. */
        NONE,
        /** By a logistic curve of the log-odds (Platt 1999). */
        PLATT,
        /** By the best curve that never falls (Zadrozny, Elkan 2002). */
        ISOTONIC
    }

    private static final int STEPS = 50;
    private static final double LEAST = 1e-6;

    private final Kind kind;
    private final float[] numbers;

    private Calibration(Kind kind, float[] numbers) {
        this.kind = kind;
        this.numbers = numbers;
    }

    /** Scores as they are. */
    public static Calibration none() {
        return new Calibration(Kind.NONE, new float[] {0});
    }

    static Calibration load(Kind kind, Tensor tensor) {
        float[] numbers = tensor.floats();
        if ((kind == Kind.PLATT && numbers.length != 2) || (kind == Kind.ISOTONIC && numbers.length % 2 != 0)) {
            throw MatineeException.badData(
                    "the model file holds " + numbers.length + " numbers of a calibration", "train the model again");
        }
        return new Calibration(kind, numbers);
    }

    Tensor tensor() {
        return Tensor.of(numbers, numbers.length);
    }

    /** The curve of a kind that fits these scores best. */
    public static Calibration fit(Kind kind, float[] scores, byte[] likes) {
        return switch (kind) {
            case NONE -> none();
            case PLATT -> platt(scores, likes);
            case ISOTONIC -> isotonic(scores, likes);
        };
    }

    private static double logOdds(double score) {
        double inside = Math.clamp(score, LEAST, 1 - LEAST);
        return StrictMath.log(inside / (1 - inside));
    }

    /** Newton's method on the two numbers of {@code 1 / (1 + exp(-(a x + b)))}, targets drawn in as Platt does. */
    private static Calibration platt(float[] scores, byte[] likes) {
        int positives = 0;
        for (byte like : likes) {
            positives += like;
        }
        double high = (positives + 1.0) / (positives + 2.0);
        double low = 1.0 / (likes.length - positives + 2.0);
        double a = 1;
        double b = 0;
        for (int step = 0; step < STEPS; step++) {
            double ga = 0;
            double gb = 0;
            double haa = 1e-9;
            double hab = 0;
            double hbb = 1e-9;
            for (int row = 0; row < scores.length; row++) {
                double x = logOdds(scores[row]);
                double p = 1 / (1 + StrictMath.exp(-(a * x + b)));
                double error = p - (likes[row] == 1 ? high : low);
                double weight = p * (1 - p);
                ga += error * x;
                gb += error;
                haa += weight * x * x;
                hab += weight * x;
                hbb += weight;
            }
            double determinant = haa * hbb - hab * hab;
            if (!(determinant > 1e-12 * haa * hbb)) {
                b -= Math.clamp(gb / hbb, -1, 1);
                continue;
            }
            double da = Math.clamp((hbb * ga - hab * gb) / determinant, -2, 2);
            double db = Math.clamp((haa * gb - hab * ga) / determinant, -2, 2);
            a -= da;
            b -= db;
            if (Math.abs(da) + Math.abs(db) < 1e-9) {
                break;
            }
        }
        // Scores that point the wrong way are not turned around: calibration keeps their order.
        return new Calibration(Kind.PLATT, new float[] {(float) Math.max(a, LEAST), (float) b});
    }

    /** Pools adjacent violators; the numbers are the scores of the pools, then their shares of likes. */
    private static Calibration isotonic(float[] scores, byte[] likes) {
        long[] order = new long[scores.length];
        for (int row = 0; row < order.length; row++) {
            order[row] = (long) Float.floatToIntBits(scores[row]) << 32 | row;
        }
        Arrays.sort(order);
        double[] weights = new double[order.length];
        double[] sums = new double[order.length];
        double[] places = new double[order.length];
        int pools = 0;
        for (long entry : order) {
            int row = (int) entry;
            weights[pools] = 1;
            sums[pools] = likes[row];
            places[pools] = scores[row];
            pools++;
            while (pools > 1 && sums[pools - 2] * weights[pools - 1] >= sums[pools - 1] * weights[pools - 2]) {
                places[pools - 2] += places[pools - 1];
                weights[pools - 2] += weights[pools - 1];
                sums[pools - 2] += sums[pools - 1];
                pools--;
            }
        }
        float[] numbers = new float[2 * pools];
        for (int pool = 0; pool < pools; pool++) {
            numbers[pool] = (float) (places[pool] / weights[pool]);
            numbers[pools + pool] = (float) (sums[pool] / weights[pool]);
        }
        return new Calibration(Kind.ISOTONIC, numbers);
    }

    /** The probability that a score stands for. */
    public float apply(float score) {
        return switch (kind) {
            case NONE -> score;
            case PLATT -> (float) (1 / (1 + StrictMath.exp(-(numbers[0] * logOdds(score) + numbers[1]))));
            case ISOTONIC -> interpolated(score);
        };
    }

    private float interpolated(float score) {
        int pools = numbers.length / 2;
        int found = Arrays.binarySearch(numbers, 0, pools, score);
        int above = found >= 0 ? found : -found - 1;
        if (above == 0) {
            return numbers[pools];
        }
        if (above == pools) {
            return numbers[2 * pools - 1];
        }
        float below = numbers[above - 1];
        float share = (score - below) / (numbers[above] - below);
        return numbers[pools + above - 1] + share * (numbers[pools + above] - numbers[pools + above - 1]);
    }

    /** The probabilities that scores stand for. */
    public float[] apply(float[] scores) {
        float[] all = new float[scores.length];
        for (int row = 0; row < all.length; row++) {
            all[row] = apply(scores[row]);
        }
        return all;
    }
}
