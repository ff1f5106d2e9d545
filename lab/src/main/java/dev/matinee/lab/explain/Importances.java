package dev.matinee.lab.explain;

import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.lab.likes.Contributions;
import dev.matinee.lab.likes.Feature;
import dev.matinee.lab.likes.FeatureTable;
import dev.matinee.lab.likes.LikesEvaluator;
import dev.matinee.lab.likes.LikesSettings;
import dev.matinee.lab.likes.Scorer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each feature is worth to a classifier, three ways.
 *
 * @param model the classifier
 * @param features one a feature, the one that is worth most on the test part first
 * @param shapRows over how many rows of the test part the sizes of contributions are means
 * @param logOdds whether contributions are log-odds; otherwise they are probabilities
 */
public record Importances(String model, List<One> features, int shapRows, boolean logOdds) {
    private static final int SHUFFLES = 5;

    /**
     * One feature.
     *
     * @param gain its share in what learning gained
     * @param permutation what shuffling it costs on the test part
     * @param shap the mean size of what it adds to a score
     */
    public record One(Feature feature, double gain, PermutationImportance permutation, double shap) {
        Map<String, Object> toJson() {
            Map<String, Object> json = new LinkedHashMap<>(feature.toJson());
            json.put("gain", gain);
            json.put("permutation", permutation.mean());
            json.put("permutationError", permutation.error());
            json.put("shap", shap);
            return json;
        }
    }

    /** Trains on the known users' training part and looks at the test part. */
    public static Importances of(LikesSettings settings, Interactions ratings, int shapRows, Run run) {
        LikesEvaluator.Learned learned = LikesEvaluator.learn(settings, ratings, run);
        Scorer scorer = learned.scorer();
        FeatureTable test = learned.test();
        PermutationImportance[] permutations = PermutationImportance.of(scorer, test, SHUFFLES, run);
        double[] gains = scorer.importances();
        int some = Math.min(shapRows, test.rows());
        int[] rows = new int[some];
        for (int i = 0; i < some; i++) {
            rows[i] = (int) ((long) i * test.rows() / some);
        }
        Contributions contributions = scorer.contributions(test.rows(rows), run);
        double[] sizes = contributions.meanSizes();
        List<One> all = new ArrayList<>();
        for (int column = 0; column < test.columns(); column++) {
            all.add(new One(test.features().get(column), gains[column], permutations[column], sizes[column]));
        }
        all.sort(Comparator.comparingDouble(one -> -one.permutation().mean()));
        return new Importances(settings.model(), all, some, contributions.logOdds());
    }

    /** As JSON values. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", model);
        json.put("shapRows", shapRows);
        json.put("shapUnit", logOdds ? "log-odds" : "probability");
        json.put("features", features.stream().map(One::toJson).toList());
        return json;
    }
}
