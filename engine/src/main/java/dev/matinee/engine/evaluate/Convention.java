package dev.matinee.engine.evaluate;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import java.util.Arrays;
import java.util.List;

/**
 * A choice that libraries make differently under one name. The first of each subject is the standard here. Who follows
 * which was read from their sources: RecBole ({@code recbole/evaluator/metrics.py}), LensKit for Python
 * ({@code lenskit/metrics/ranking}), Cornac ({@code cornac/metrics/ranking.py} at 0147a86) and the evaluation published
 * with Mult-VAE (Liang et al. 2018).
 */
public enum Convention {
    /** Recall is a share of all relevant items. */
    RECALL_RELEVANT("recall", "relevant", "hits / relevant", "RecBole, Cornac"),
    /** Recall is a share of as many relevant items as k places can hold. */
    RECALL_MIN_K("recall", "min-k", "hits / min(k, relevant)", "LensKit, Mult-VAE"),
    /** The ideal list of NDCG is as long as the list. */
    NDCG_MIN_K("ndcg", "min-k", "the ideal list ends at place min(k, relevant)", "RecBole, LensKit, Mult-VAE"),
    /** The ideal list of NDCG holds all relevant items, however many places are looked at. */
    NDCG_RELEVANT("ndcg", "relevant", "the ideal list holds all relevant items, beyond place k too", "Cornac"),
    /**
     * Average precision is divided by what k places can hold. LensKit writes min(listed, relevant), which is the same here:
     * all items are candidates, so a list shorter than k holds everything relevant.
     */
    MAP_MIN_K("map", "min-k", "the sum of precisions is divided by min(k, relevant)", "RecBole, LensKit"),
    /** Average precision is divided by all relevant items. */
    MAP_RELEVANT("map", "relevant", "the sum of precisions is divided by relevant", "the textbook definition"),
    /** Precision is a share of k places, filled or not. */
    PRECISION_K("precision", "k", "hits / k, also when fewer than k items are listed", "RecBole"),
    /** Precision is a share of the listed items. */
    PRECISION_LISTED("precision", "listed", "hits / min(k, listed)", "LensKit, Cornac"),
    /** Users with nothing relevant held out are left out. */
    USERS_RELEVANT(
            "users",
            "relevant",
            "users without a relevant held-out item are left out",
            "RecBole, LensKit, Cornac, Mult-VAE"),
    /** Users with held-out ratings of which none is relevant count as 0. */
    USERS_ALL("users", "all", "users whose held-out items are all irrelevant count as 0", "none of the four");

    private final String subject;
    private final String label;
    private final String formula;
    private final String followedBy;

    Convention(String subject, String label, String formula, String followedBy) {
        this.subject = subject;
        this.label = label;
        this.formula = formula;
        this.followedBy = followedBy;
    }

    /** What it is about: the label of a measure, or {@code users}. */
    public String subject() {
        return subject;
    }

    /** Its name among those of its subject. */
    public String label() {
        return label;
    }

    /** What it says. */
    public String formula() {
        return formula;
    }

    /** Which libraries follow it. */
    public String followedBy() {
        return followedBy;
    }

    /** Whether it holds unless another is chosen. */
    public boolean standard() {
        return of(subject).getFirst() == this;
    }

    /** All that can be chosen for a subject, the standard one first; none where libraries agree. */
    public static List<Convention> of(String subject) {
        return Arrays.stream(values())
                .filter(convention -> convention.subject.equals(subject))
                .toList();
    }

    /** The convention that a text such as {@code recall=min-k} names; {@code USAGE} when there is none. */
    public static Convention parse(String text) {
        List<String> known = Arrays.stream(values()).map(Convention::toString).toList();
        return Arrays.stream(values())
                .filter(convention -> convention.toString().equals(text.strip()))
                .findFirst()
                .orElseThrow(() -> MatineeException.usage("there is no convention " + text + Nearest.hint(text, known)
                        + "; the conventions are " + String.join(", ", known)));
    }

    @Override
    public String toString() {
        return subject + "=" + label;
    }
}
