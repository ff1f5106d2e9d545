package dev.matinee.engine.rerank;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.recommend.Recommendations;
import java.util.List;

/**
 * Calibrated recommendations (Steck 2018): the list keeps to the proportions of categories in the user's history. Each
 * place goes to the candidate that makes {@code (1 - strength) (sum of relevance) - strength KL(p, q)} the greatest, where
 * p are the shares of categories in the history and q those in the list so far, smoothed as {@code 0.99 q + 0.01 p}
 * (equations 4 to 7 there; logarithms to base 2).
 *
 * <p>Cost: {@code top x candidates x (top + categories)}.
 *
 * @param strength how much the proportions count against relevance, 0 (the order stays as it is) to 1
 * @param categories what the items are
 */
public record Calibration(double strength, Categories categories) {
    private static final double SMOOTHING = 0.01;

    /** Checks the range. */
    public Calibration {
        if (!(strength >= 0 && strength <= 1)) {
            throw MatineeException.usage("calibration must be between 0 and 1, got " + strength);
        }
    }

    /**
     * Chooses a list.
     *
     * @param candidates more items than are wanted: five to ten times as many do well
     * @param ids the numbering of the items
     * @param history the user's item indexes; without categories among them the order stays as it is
     * @param top how many items to choose at most
     */
    public Recommendations rerank(Recommendations candidates, Ids ids, int[] history, int top) {
        Candidates pool = new Candidates(candidates, ids);
        double[] wanted = categories.shares(history);
        return pool.greedily(top, (candidate, chosen) -> {
            int[] list = new int[chosen.size() + 1];
            double relevance = pool.relevance[candidate];
            for (int i = 0; i < chosen.size(); i++) {
                list[i] = pool.items[chosen.get(i)];
                relevance += pool.relevance[chosen.get(i)];
            }
            list[chosen.size()] = pool.items[candidate];
            return (1 - strength) * relevance - strength * divergence(wanted, categories.shares(list));
        });
    }

    /** How far a list's shares are from the wanted ones, in bits: 0 when they are the same. */
    public static double divergence(double[] wanted, double[] shares) {
        double sum = 0;
        for (int category = 0; category < wanted.length; category++) {
            if (wanted[category] > 0) {
                double smoothed = (1 - SMOOTHING) * shares[category] + SMOOTHING * wanted[category];
                sum += wanted[category] * Math.log(wanted[category] / smoothed) / Math.log(2);
            }
        }
        return sum;
    }

    /** The shares of categories in a list of recommendations. */
    public double[] shares(Recommendations list, Ids ids) {
        List<Integer> items = list.items().stream()
                .map(line -> ids.indexOf(line.item()).orElseThrow())
                .toList();
        return categories.shares(items.stream().mapToInt(Integer::intValue).toArray());
    }
}
