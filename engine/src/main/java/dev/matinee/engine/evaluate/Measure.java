package dev.matinee.engine.evaluate;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What can be measured, and how each measure is defined.
 *
 * <p>The measures of ranked lists look at the first k places of a user's list: all items that the user has not rated in
 * training, by descending score, ties by ascending item index, none sampled away. {@code hits} are listed items that are
 * relevant to the user, {@code relevant} is the number of the user's relevant held-out items, whether the model can
 * reach them or not, {@code rel(r)} is 1 for a hit at place r and 0 otherwise. Relevant is what the user rated at or above
 * a threshold, without degrees. Each is a mean over users with at least one relevant item.
 */
public enum Measure {
    /** Root of the mean squared error of predicted ratings. */
    RMSE("rmse", false, false, "sqrt(sum of (predicted - rating)^2 / number of held-out ratings)"),
    /** Mean absolute error of predicted ratings. */
    MAE("mae", false, false, "sum of |predicted - rating| / number of held-out ratings"),
    /** Normalised discounted cumulative gain (Järvelin, Kekäläinen 2002) with gains 0 and 1. */
    NDCG(
            "ndcg",
            true,
            true,
            "sum over r <= k of rel(r) / log2(r + 1), divided by the same sum for a list that begins with all relevant"
                    + " items"),
    /** The share of a user's relevant items that are listed. */
    RECALL("recall", true, true, "hits / relevant; below 1 even for a perfect list when relevant > k"),
    /** Recall as far as k places allow. */
    RECALL_CAPPED("recallCapped", true, true, "hits / min(k, relevant)"),
    /** The share of the places that hold a hit. */
    PRECISION("precision", true, true, "hits / k, also when fewer than k items can be listed"),
    /** Mean over users of average precision. */
    MAP("map", true, true, "sum over r <= k of rel(r) x (hits up to r) / r, divided by min(k, relevant)"),
    /** Mean over users of the reciprocal rank of the first hit. */
    MRR("mrr", true, true, "1 / place of the first hit, 0 without a hit"),
    /** The share of users with at least one hit. */
    HIT_RATE("hitRate", true, true, "1 with at least one hit, otherwise 0"),
    /** The share of the catalogue that is listed for anybody. */
    COVERAGE(
            "coverage",
            true,
            true,
            "items in the first k places of at least one measured user / all items; one number, without an interval");

    private final String label;
    private final boolean higherIsBetter;
    private final boolean ofLists;
    private final String formula;

    Measure(String label, boolean higherIsBetter, boolean ofLists, String formula) {
        this.label = label;
        this.higherIsBetter = higherIsBetter;
        this.ofLists = ofLists;
        this.formula = formula;
    }

    /** The name without the number of places: {@code ndcg}. */
    public String label() {
        return label;
    }

    /** Whether a higher number is better. */
    public boolean higherIsBetter() {
        return higherIsBetter;
    }

    /** Whether it looks at the first k places of ranked lists. */
    public boolean ofLists() {
        return ofLists;
    }

    /** How it is computed, for people. */
    public String formula() {
        return formula;
    }

    /** The metric's name at k places, {@code ndcg@10}; a measure that is not of lists has no places. */
    public String at(int k) {
        return ofLists ? label + "@" + k : label;
    }

    /** The greatest value it can take; the smallest is 0. */
    double highest() {
        return ofLists ? 1 : Double.POSITIVE_INFINITY;
    }

    /** The measure behind a metric's name such as {@code ndcg@10} or {@code rmse}, if it is one of these. */
    public static Optional<Measure> named(String metric) {
        int cut = metric.indexOf('@');
        String label = cut < 0 ? metric : metric.substring(0, cut);
        boolean places = cut >= 0 && metric.substring(cut + 1).matches("[1-9][0-9]{0,8}");
        return Arrays.stream(values())
                .filter(measure -> measure.label.equals(label) && measure.ofLists == places && (places || cut < 0))
                .findFirst();
    }

    /** The measure behind a metric's name; {@code USAGE} when there is none, naming the nearest known one. */
    public static Measure of(String metric) {
        List<String> known =
                Arrays.stream(values()).map(measure -> measure.at(10)).toList();
        return named(metric)
                .orElseThrow(() -> MatineeException.usage("there is no metric " + metric + Nearest.hint(metric, known)
                        + "; the metrics are " + String.join(", ", known)));
    }
}
