package dev.matinee.lab.likes;

import dev.matinee.engine.Run;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.lab.forest.Forest;
import java.util.Map;

/** A random forest as a scorer: scores are probabilities. */
record ForestScorer(Forest forest) implements Scorer {
    @Override
    public float[] probabilities(FeatureTable rows, Run run) {
        return forest.probabilities(rows.values(), run);
    }

    @Override
    public Contributions contributions(FeatureTable rows, Run run) {
        return new Contributions(rows.columns(), forest.contributions(rows.values(), run), false);
    }

    /** By how much the splits of a column lowered the Gini impurity. */
    @Override
    public double[] importances() {
        return forest.importances();
    }

    @Override
    public Map<String, Tensor> tensors() {
        return forest.tensors();
    }
}
