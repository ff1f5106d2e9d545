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
 * a threshold, without degrees. Each is a mean over users with at least one relevant item, except that
 * {@link #EXPOSURE_GINI} and {@link #COVERAGE} describe all lists at once. Where libraries differ there are
 * {@linkplain Convention conventions} to choose from; the formulas here are the standard ones.
 *
 * <p>Of the measures beyond hits, the popularity of an item is the share of the users with training ratings who rated it,
 * and a user's history is the training ratings or, where whole users are held out, those given to the model.
 */
public enum Measure {
    /** Root of the mean squared error of predicted ratings. */
    RMSE("rmse", false, "sqrt(sum of (predicted - rating)^2 / ratings)", "held-out ratings", "Netflix Prize 2006"),
    /** Mean absolute error of predicted ratings. */
    MAE("mae", false, "sum of |predicted - rating| / ratings", "held-out ratings", "Herlocker et al. 2004"),
    /** Normalised discounted cumulative gain with gains 0 and 1. */
    NDCG(
            "ndcg",
            true,
            "sum over r <= k of rel(r) / log2(r + 1), divided by the same sum for a list that begins with all relevant"
                    + " items",
            "what min(k, relevant) hits at the top would give",
            "Järvelin, Kekäläinen 2002"),
    /** The share of a user's relevant items that are listed. */
    RECALL(
            "recall",
            true,
            "hits / relevant; below 1 even for a perfect list when relevant > k",
            "relevant",
            "Herlocker et al. 2004"),
    /** Recall as far as k places allow. */
    RECALL_CAPPED("recallCapped", true, "hits / min(k, relevant)", "min(k, relevant)", "Liang et al. 2018"),
    /** The share of the places that hold a hit. */
    PRECISION("precision", true, "hits / k, also when fewer than k items can be listed", "k", "Herlocker et al. 2004"),
    /** Mean over users of average precision. */
    MAP(
            "map",
            true,
            "sum over r <= k of rel(r) x (hits up to r) / r, divided by min(k, relevant)",
            "min(k, relevant)",
            "Manning, Raghavan, Schütze 2008, section 8.4"),
    /** Mean over users of the reciprocal rank of the first hit. */
    MRR("mrr", true, "1 / place of the first hit, 0 without a hit", "none", "Voorhees 1999"),
    /** The share of users with at least one hit. */
    HIT_RATE("hitRate", true, "1 with at least one hit, otherwise 0", "none", "Deshpande, Karypis 2004"),
    /** Hits that are no hits of the obvious. */
    SERENDIPITY(
            "serendipity",
            true,
            "hits that are not among the k most popular items outside the user's history / k",
            "k",
            "Ge, Delgado-Battenfeld, Jannach 2010, popularity being the obvious"),
    /** How seldom others rated what is listed, in bits. */
    NOVELTY(
            "novelty",
            true,
            "mean over the listed items of log2(users with training ratings / training ratings of the item, at least 1)",
            "listed items",
            "Zhou et al. 2010"),
    /** How little the listed items have their audience in common. */
    DIVERSITY(
            "diversity",
            true,
            "mean over pairs of listed items of 1 - cosine of the sets of users who rated them in training; with more than"
                    + " 1024 users, of 1024 of them spread evenly; 0 with fewer than two items",
            "pairs of listed items",
            "Ziegler et al. 2005"),
    /** How much more popular the listed items are than the user's history; 0 when just as popular. */
    POPULARITY_LIFT(
            "popularityLift",
            false,
            "mean over users of the listed items' mean popularity / mean over users of their histories' mean popularity,"
                    + " minus 1",
            "the mean popularity of histories; users without any are left out",
            "Abdollahpouri et al. 2020"),
    /** How unequally the lists treat the items: 0 when all are listed equally often, near 1 when few are listed always. */
    EXPOSURE_GINI(
            "exposureGini",
            false,
            "sum over i of (2i - items - 1) x c(i) / (items x sum of c), c(i) being how often the items are listed,"
                    + " ascending; one number, without an interval",
            "all items, listed or not",
            "Fleder, Hosanagar 2009"),
    /** The share of the catalogue that is listed for anybody. */
    COVERAGE(
            "coverage",
            true,
            "items in the first k places of at least one measured user / all items; one number, without an interval",
            "all items",
            "Ge, Delgado-Battenfeld, Jannach 2010");

    private final String label;
    private final boolean higherIsBetter;
    private final String formula;
    private final String denominator;
    private final String source;

    Measure(String label, boolean higherIsBetter, String formula, String denominator, String source) {
        this.label = label;
        this.higherIsBetter = higherIsBetter;
        this.formula = formula;
        this.denominator = denominator;
        this.source = source;
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
        return this != RMSE && this != MAE;
    }

    /** How it is computed, for people. */
    public String formula() {
        return formula;
    }

    /** What is divided by. */
    public String denominator() {
        return denominator;
    }

    /** What equal scores come to. */
    public String ties() {
        return ofLists() ? "equal scores are listed by ascending item index" : "none";
    }

    /** Who defined it. */
    public String source() {
        return source;
    }

    /** The metric's name at k places, {@code ndcg@10}; a measure that is not of lists has no places. */
    public String at(int k) {
        return ofLists() ? label + "@" + k : label;
    }

    /** The smallest value it can take. */
    double lowest() {
        return this == POPULARITY_LIFT ? -1 : 0;
    }

    /** The greatest value it can take. */
    double highest() {
        return switch (this) {
            case RMSE, MAE, NOVELTY, POPULARITY_LIFT -> Double.POSITIVE_INFINITY;
            default -> 1;
        };
    }

    /** The measure behind a metric's name such as {@code ndcg@10} or {@code rmse}, if it is one of these. */
    public static Optional<Measure> named(String metric) {
        int cut = metric.indexOf('@');
        String label = cut < 0 ? metric : metric.substring(0, cut);
        boolean places = cut >= 0 && metric.substring(cut + 1).matches("[1-9][0-9]{0,8}");
        return Arrays.stream(values())
                .filter(measure -> measure.label.equals(label) && measure.ofLists() == places && (places || cut < 0))
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
