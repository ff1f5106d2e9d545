package dev.matinee.engine.rerank;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.recommend.Recommendations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Maximal marginal relevance (Carbonell, Goldstein 1998): each place of the list goes to the candidate with the best
 * {@code (1 - strength) relevance - strength (similarity to the most similar item above it)}. Relevance is the score,
 * scaled so that the first candidate has 1 and the last 0.
 *
 * <p>Cost: {@code top x candidates} similarities.
 *
 * @param strength how much diversity counts against relevance, 0 (the order stays as it is) to 1
 * @param similarity how alike two items are, at most 1
 */
public record Diversity(double strength, Similarity similarity) {
    /** How alike two items are. */
    @FunctionalInterface
    public interface Similarity {
        /** The similarity of two items by index, at most 1. */
        double of(int a, int b);
    }

    /** Checks the range. */
    public Diversity {
        if (!(strength >= 0 && strength <= 1)) {
            throw MatineeException.usage("diversity must be between 0 and 1, got " + strength);
        }
    }

    /**
     * Chooses a list.
     *
     * @param candidates more items than are wanted: five to ten times as many do well
     * @param ids the numbering of the items
     * @param top how many items to choose at most
     */
    public Recommendations rerank(Recommendations candidates, Ids ids, int top) {
        Candidates pool = new Candidates(candidates, ids);
        Map<Integer, double[]> nearest = new HashMap<>();
        return pool.greedily(
                top,
                (candidate, chosen) -> (1 - strength) * pool.relevance[candidate]
                        - strength * closest(pool, candidate, chosen, nearest));
    }

    /** The similarity to the most similar item chosen; each pair is computed once. */
    private double closest(Candidates pool, int candidate, List<Integer> chosen, Map<Integer, double[]> nearest) {
        if (chosen.isEmpty() || strength == 0) {
            return 0;
        }
        // The first number is the similarity so far, the second how many of the chosen it covers.
        double[] known = nearest.computeIfAbsent(candidate, c -> new double[] {Double.NEGATIVE_INFINITY, 0});
        for (; known[1] < chosen.size(); known[1]++) {
            int other = pool.items[chosen.get((int) known[1])];
            known[0] = Math.max(known[0], similarity.of(pool.items[candidate], other));
        }
        return known[0];
    }
}
