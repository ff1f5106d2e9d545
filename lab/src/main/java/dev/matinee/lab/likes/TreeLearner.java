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
 * Grows trees with XGBoost. Each of its trainings runs on one thread, so that the result does not depend on their number; a
 * forest is grown in parts that do not know of each other, on as many threads as the run has.
 *
 * @param boosted whether each tree learns what those before it left; otherwise all are grown alike
 * @param trees how many
 * @param parameters XGBoost's own, by name
 */
record TreeLearner(boolean boosted, int trees, Map<String, Object> parameters) implements Classifier {
    /** How many trees of a forest are grown together. */
    private static final int PART = 10;

    /** The number in place of which {@code colsample_bynode} is the square root of the number of columns. */
    private static final double SQUARE_ROOT = 0;

    private static final String COLUMNS = "colsample_bynode";

    @Override
    public TreeScorer learn(FeatureTable rows, Run run) {
        int parts = boosted ? 1 : Math.ceilDiv(trees, PART);
        byte[][] grown = new byte[parts][];
        try (Progress.Task task = run.progress().start("growing trees", trees, "trees")) {
            run.parallel(parts, part -> {
                int count = boosted ? trees : Math.min(PART, trees - part * PART);
                grown[part] = grow(rows, part, count, task, run);
            });
        }
        int[] counts = new int[parts];
        for (int part = 0; part < parts; part++) {
            counts[part] = boosted ? trees : Math.min(PART, trees - part * PART);
        }
        return TreeScorer.of(rows.columns(), boosted, grown, counts);
    }

    private byte[] grow(FeatureTable rows, int part, int count, Progress.Task task, Run run) {
        Map<String, Object> all = new HashMap<>(parameters);
        if (Double.valueOf(SQUARE_ROOT).equals(all.get(COLUMNS))) {
            all.put(COLUMNS, 1 / Math.sqrt(rows.columns()));
        }
        all.put("objective", boosted ? "binary:logistic" : "reg:squarederror");
        all.put("base_score", (double) rows.likeCount() / rows.rows());
        all.put("num_parallel_tree", boosted ? 1 : count);
        all.put("tree_method", "hist");
        all.put("nthread", 1);
        all.put("verbosity", 0);
        all.put("seed", run.random("likes trees", part).nextInt(Integer.MAX_VALUE));
        float[] labels = new float[rows.rows()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = rows.like(row);
        }
        try {
            DMatrix matrix = new DMatrix(rows.values(), rows.rows(), rows.columns(), Float.NaN);
            try {
                matrix.setLabel(labels);
                Booster booster = XGBoost.train(matrix, all, 0, Map.of(), null, null);
                try {
                    for (int round = 0; round < (boosted ? count : 1); round++) {
                        run.checkCancelled();
                        booster.update(matrix, round);
                        task.advance(boosted ? 1 : count);
                    }
                    return booster.toByteArray();
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
