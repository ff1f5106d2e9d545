package dev.matinee.lab.likes;

import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows with a probability each and what was true, put in order once to be measured often. */
public final class ScoredRows {
    private static final int RESAMPLES = 400;
    private static final long FIXED_SEED = 0;
    private static final double LEAST = 1e-15;

    private final float[] probabilities;
    private final byte[] likes;
    private final int[] groups;
    private final int groupCount;
    private final int[] order;

    /** What each row loses where it is a like, and where it is none: measured hundreds of times for an interval. */
    private final double[] likeLosses;

    private final double[] otherLosses;

    private ScoredRows(float[] probabilities, byte[] likes, int[] groups, int groupCount, int[] order) {
        this.probabilities = probabilities;
        this.likes = likes;
        this.groups = groups;
        this.groupCount = groupCount;
        this.order = order;
        this.likeLosses = new double[probabilities.length];
        this.otherLosses = new double[probabilities.length];
        for (int row = 0; row < probabilities.length; row++) {
            double inside = Math.clamp(probabilities[row], LEAST, 1 - LEAST);
            likeLosses[row] = -StrictMath.log(inside);
            otherLosses[row] = -StrictMath.log1p(-inside);
        }
    }

    /**
     * Rows that were scored.
     *
     * @param probabilities from 0 to 1
     * @param likes 1 for a like, 0 for none
     * @param users whose each row is: intervals are over users
     */
    public static ScoredRows of(float[] probabilities, byte[] likes, int[] users) {
        long[] keys = new long[probabilities.length];
        for (int row = 0; row < keys.length; row++) {
            // Zero is added so that -0 is in order too.
            keys[row] = (long) Float.floatToIntBits(probabilities[row] + 0f) << 32 | row;
        }
        Arrays.sort(keys);
        int[] order = Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
        int[] known = Arrays.stream(users).distinct().sorted().toArray();
        int[] groups = Arrays.stream(users)
                .map(user -> Arrays.binarySearch(known, user))
                .toArray();
        return new ScoredRows(probabilities, likes, groups, known.length, order);
    }

    /** How many rows there are. */
    public int rows() {
        return likes.length;
    }

    /** The probability of a row. */
    public float probability(int row) {
        return probabilities[row];
    }

    /** What was true of a row: 1 for a like. */
    public byte like(int row) {
        return likes[row];
    }

    /** How many users the rows are of. */
    public int users() {
        return groupCount;
    }

    /** All metrics when from this probability on a row is called a like. */
    public LikeMetrics measure(double threshold) {
        int[] once = new int[groupCount];
        Arrays.fill(once, 1);
        return measure(threshold, once);
    }

    /** The same where each user counts so many times. */
    private LikeMetrics measure(double threshold, int[] times) {
        long[] called = new long[2];
        long[] left = new long[2];
        double area = 0;
        double loss = 0;
        double square = 0;
        for (int from = 0; from < order.length; ) {
            float probability = probabilities[order[from]];
            long likesHere = 0;
            long othersHere = 0;
            int to = from;
            for (; to < order.length && probabilities[order[to]] == probability; to++) {
                int weight = times[groups[order[to]]];
                likesHere += (long) weight * likes[order[to]];
                othersHere += (long) weight * (1 - likes[order[to]]);
            }
            long othersBelow = left[0] + called[0];
            area += likesHere * (othersBelow + othersHere / 2.0);
            long[] side = probability >= threshold ? called : left;
            side[0] += othersHere;
            side[1] += likesHere;
            loss += likesHere * likeLosses[order[from]] + othersHere * otherLosses[order[from]];
            square += likesHere * (1.0 - probability) * (1.0 - probability)
                    + othersHere * (double) probability * probability;
            from = to;
        }
        long allLikes = called[1] + left[1];
        long allOthers = called[0] + left[0];
        double all = allLikes + allOthers;
        return new LikeMetrics(
                called[1],
                called[0],
                left[0],
                left[1],
                allLikes == 0 || allOthers == 0 ? Double.NaN : area / ((double) allLikes * allOthers),
                averagePrecision(times, allLikes),
                loss / all,
                square / all);
    }

    private double averagePrecision(int[] times, long allLikes) {
        if (allLikes == 0) {
            return Double.NaN;
        }
        long liked = 0;
        long seen = 0;
        double sum = 0;
        for (int from = order.length - 1; from >= 0; ) {
            float probability = probabilities[order[from]];
            long likesHere = 0;
            int to = from;
            for (; to >= 0 && probabilities[order[to]] == probability; to--) {
                int weight = times[groups[order[to]]];
                likesHere += (long) weight * likes[order[to]];
                seen += weight;
            }
            liked += likesHere;
            sum += seen == 0 ? 0 : (double) liked / seen * likesHere;
            from = to;
        }
        return sum / allLikes;
    }

    /**
     * A metric with its 95 % interval.
     *
     * @param mean the metric of all rows
     * @param low where the interval begins; NaN where there are too few users
     * @param high where it ends
     */
    public record Bounds(double mean, double low, double high) {}

    /** Each of {@link LikeMetrics#NAMES} with its interval, by the bootstrap over users (Efron 1979). */
    public List<Bounds> bounds(double threshold, Run run) {
        double[][] drawn = new double[RESAMPLES][];
        Run fixed = run.seed(FIXED_SEED);
        if (groupCount > 1) {
            fixed.parallel(
                    RESAMPLES,
                    resample -> drawn[resample] =
                            measure(threshold, times(fixed, resample)).values());
        }
        double[] all = measure(threshold).values();
        List<Bounds> bounds = new ArrayList<>();
        for (int i = 0; i < all.length; i++) {
            int metric = i;
            double[] values = Arrays.stream(drawn)
                    .filter(one -> one != null && !Double.isNaN(one[metric]))
                    .mapToDouble(one -> one[metric])
                    .sorted()
                    .toArray();
            bounds.add(
                    values.length < RESAMPLES / 2
                            ? new Bounds(all[i], Double.NaN, Double.NaN)
                            : new Bounds(
                                    all[i],
                                    values[values.length / 40],
                                    values[values.length - 1 - values.length / 40]));
        }
        return bounds;
    }

    private int[] times(Run fixed, int resample) {
        RandomStream random = fixed.random("likes bootstrap", resample);
        int[] times = new int[groupCount];
        for (int draw = 0; draw < groupCount; draw++) {
            times[random.nextInt(groupCount)]++;
        }
        return times;
    }

    /**
     * Two ways to score the same rows compared.
     *
     * @param onlyFirst rows that only the first decides rightly
     * @param onlySecond rows that only the second does
     * @param mcNemar the two-sided p-value of McNemar's test of these (1947), exact for up to 1000 rows and with his
     *     chi-squared corrected for continuity beyond
     * @param aucDifference ROC-AUC of the first less that of the second
     * @param low where its 95 % interval over users begins
     * @param high where it ends
     */
    public record Pair(
            long onlyFirst, long onlySecond, double mcNemar, double aucDifference, double low, double high) {}

    /** Compares with other probabilities of the same rows; each has its threshold. */
    public Pair compare(double threshold, ScoredRows other, double otherThreshold, Run run) {
        long onlyFirst = 0;
        long onlySecond = 0;
        for (int row = 0; row < likes.length; row++) {
            boolean first = probabilities[row] >= threshold == (likes[row] == 1);
            boolean second = other.probabilities[row] >= otherThreshold == (likes[row] == 1);
            onlyFirst += first && !second ? 1 : 0;
            onlySecond += second && !first ? 1 : 0;
        }
        double[] differences = new double[RESAMPLES];
        Run fixed = run.seed(FIXED_SEED);
        fixed.parallel(RESAMPLES, resample -> {
            int[] times = times(fixed, resample);
            differences[resample] = measure(threshold, times).rocAuc()
                    - other.measure(otherThreshold, times).rocAuc();
        });
        Arrays.sort(differences);
        return new Pair(
                onlyFirst,
                onlySecond,
                McNemar.pValue(onlyFirst, onlySecond),
                measure(threshold).rocAuc() - other.measure(otherThreshold).rocAuc(),
                differences[RESAMPLES / 40],
                differences[RESAMPLES - 1 - RESAMPLES / 40]);
    }

    /**
     * Points of a curve.
     *
     * @param x ascending
     * @param y as many
     */
    public record Curve(List<Double> x, List<Double> y) {}

    /** The ROC curve: true positive rate over false positive rate, in so many points about. */
    public Curve roc(int points) {
        return curve(points, true);
    }

    /** The precision over recall, in so many points about. */
    public Curve precisionRecall(int points) {
        return curve(points, false);
    }

    private Curve curve(int points, boolean roc) {
        long allLikes = 0;
        for (byte like : likes) {
            allLikes += like;
        }
        double allOthers = likes.length - (double) allLikes;
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        if (roc) {
            x.add(0.0);
            y.add(0.0);
        }
        long liked = 0;
        int next = Math.max(1, order.length / points);
        for (int seen = 1; seen <= order.length; seen++) {
            int row = order[order.length - seen];
            liked += likes[row];
            boolean tied = seen < order.length && probabilities[order[order.length - seen - 1]] == probabilities[row];
            if (!tied && (seen >= next || seen == order.length)) {
                x.add(roc ? (seen - liked) / allOthers : (double) liked / allLikes);
                y.add(roc ? (double) liked / allLikes : (double) liked / seen);
                next = seen + Math.max(1, order.length / points);
            }
        }
        return new Curve(x, y);
    }

    /** The reliability curve: the share of likes over the mean probability, in bins of equally many rows. */
    public Curve reliability(int bins) {
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (int bin = 0; bin < bins; bin++) {
            int from = (int) ((long) order.length * bin / bins);
            int to = (int) ((long) order.length * (bin + 1) / bins);
            double probability = 0;
            double liked = 0;
            for (int at = from; at < to; at++) {
                probability += probabilities[order[at]];
                liked += likes[order[at]];
            }
            if (to > from) {
                x.add(probability / (to - from));
                y.add(liked / (to - from));
            }
        }
        return new Curve(x, y);
    }
}
