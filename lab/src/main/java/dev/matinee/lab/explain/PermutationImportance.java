package dev.matinee.lab.explain;

import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.lab.likes.FeatureTable;
import dev.matinee.lab.likes.ScoredRows;
import dev.matinee.lab.likes.Scorer;

/**
 * What a feature is worth: by how much the ROC-AUC on rows that were not learned from falls when its values are shuffled among
 * them (Breiman 2001; Fisher, Rudin, Dominici 2019). A feature whose knowledge others hold too is worth little by itself.
 *
 * @param feature its name
 * @param mean the mean fall over the shuffles
 * @param error the standard error of that mean
 */
public record PermutationImportance(String feature, double mean, double error) {
    /** Whether the fall is beyond what chance does, by two standard errors. */
    public boolean matters() {
        return mean > 2 * error && mean > 0;
    }

    /** The worth of each column, in the order of the columns. */
    public static PermutationImportance[] of(Scorer scorer, FeatureTable rows, int shuffles, Run run) {
        double whole = area(scorer, rows, run);
        PermutationImportance[] all = new PermutationImportance[rows.columns()];
        run.parallel(all.length, column -> {
            double sum = 0;
            double squares = 0;
            for (int shuffle = 0; shuffle < shuffles; shuffle++) {
                int[] order = order(rows.rows(), run.random("permutation", (long) column * shuffles + shuffle));
                double fall = whole - area(scorer, rows.shuffled(column, order), run.threads(1));
                sum += fall;
                squares += fall * fall;
            }
            double mean = sum / shuffles;
            double variance = Math.max(0, squares / shuffles - mean * mean) * shuffles / Math.max(1, shuffles - 1);
            all[column] =
                    new PermutationImportance(rows.features().get(column).name(), mean, Math.sqrt(variance / shuffles));
        });
        return all;
    }

    private static double area(Scorer scorer, FeatureTable rows, Run run) {
        int[] nobody = new int[rows.rows()];
        return ScoredRows.of(scorer.probabilities(rows, run), rows.copyOfLikes(), nobody)
                .measure(0.5)
                .rocAuc();
    }

    private static int[] order(int length, RandomStream random) {
        int[] order = new int[length];
        for (int i = 0; i < length; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
