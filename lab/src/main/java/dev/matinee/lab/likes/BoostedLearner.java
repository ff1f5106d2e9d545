package dev.matinee.lab.likes;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Boosts trees with XGBoost, on one thread, so that the result does not depend on how many there are.
 *
 * @param trees how many
 * @param parameters XGBoost's own, by name
 */
record BoostedLearner(int trees, Map<String, Object> parameters) implements Classifier {
    @Override
    public BoostedScorer learn(FeatureTable rows, Run run) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("objective", "binary:logistic");
        all.put("base_score", (double) rows.likeCount() / rows.rows());
        all.put("tree_method", "hist");
        all.put("nthread", 1);
        all.put("verbosity", 0);
        all.put("seed", run.random("likes trees", 0).nextInt(Integer.MAX_VALUE));
        float[] labels = new float[rows.rows()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = rows.like(row);
        }
        try (Progress.Task task = run.progress().start("growing trees", trees, "trees")) {
            DMatrix matrix = new DMatrix(rows.values(), rows.rows(), rows.columns(), Float.NaN);
            try {
                matrix.setLabel(labels);
                Booster booster = XGBoost.train(matrix, all, 0, Map.of(), null, null);
                try {
                    for (int round = 0; round < trees; round++) {
                        run.checkCancelled();
                        booster.update(matrix, round);
                        task.advance(1);
                    }
                    return BoostedScorer.of(rows.columns(), booster.toByteArray());
                } finally {
                    booster.dispose();
                }
            } finally {
                matrix.dispose();
            }
        } catch (XGBoostError failure) {
            throw failed("learn", failure);
        }
    }

    static MatineeException failed(String what, XGBoostError failure) {
        return new MatineeException(ErrorCode.BUG, "XGBoost cannot " + what + ": " + failure.getMessage(), "", failure);
    }
}
