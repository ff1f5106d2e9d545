package dev.matinee.lab.likes;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.recommend.Tensor;
import java.util.Arrays;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Trees that {@link BoostedLearner} grew. Their bytes are XGBoost's own model format (UBJSON), which its other bindings read.
 */
final class BoostedScorer implements Scorer {
    private static final String TREES = "trees";
    private static final int ROWS_AT_ONCE = 2048;

    private final int columns;
    private final byte[] trees;
    private final Booster booster;

    private BoostedScorer(int columns, byte[] trees, Booster booster) {
        this.columns = columns;
        this.trees = trees;
        this.booster = booster;
    }

    /** Trees as they were saved. */
    static BoostedScorer of(int columns, byte[] trees) {
        try {
            Booster booster = XGBoost.loadModel(trees);
            booster.setParam("nthread", 1);
            return new BoostedScorer(columns, trees, booster);
        } catch (XGBoostError | java.io.IOException damaged) {
            throw MatineeException.badData(
                    "the trees of the model file cannot be read: " + damaged.getMessage(), "train the model again");
        }
    }

    static BoostedScorer load(int columns, Map<String, Tensor> tensors) {
        Tensor trees = tensors.get(TREES);
        if (trees == null) {
            throw MatineeException.badData("the model file holds no trees", "train the model again");
        }
        return of(columns, trees.bytes());
    }

    @Override
    public float[] probabilities(FeatureTable rows, Run run) {
        float[] all = new float[rows.rows()];
        run.parallelRanges(rows.rows(), ROWS_AT_ONCE, (from, to) -> {
            float[] some = Arrays.copyOfRange(rows.values(), from * columns, to * columns);
            try {
                float[][] answers = booster.inplace_predict(some, to - from, columns, Float.NaN);
                for (int row = from; row < to; row++) {
                    all[row] = answers[row - from][0];
                }
            } catch (XGBoostError failure) {
                throw BoostedLearner.failed("predict", failure);
            }
        });
        return all;
    }

    @Override
    public Contributions contributions(FeatureTable rows, Run run) {
        try {
            DMatrix matrix = new DMatrix(rows.values(), rows.rows(), columns, Float.NaN);
            try {
                float[][] answers = booster.predictContrib(matrix, 0);
                float[] all = new float[rows.rows() * (columns + 1)];
                for (int row = 0; row < answers.length; row++) {
                    System.arraycopy(answers[row], 0, all, row * (columns + 1), columns + 1);
                }
                return new Contributions(columns, all, true);
            } finally {
                matrix.dispose();
            }
        } catch (XGBoostError failure) {
            throw BoostedLearner.failed("explain", failure);
        }
    }

    /** The gain of all splits of a column: by how much they lowered the loss. */
    @Override
    public double[] importances() {
        String[] names = new String[columns];
        Arrays.setAll(names, column -> "f" + column);
        try {
            Map<String, Double> own = booster.getScore(names, Booster.FeatureImportanceType.TOTAL_GAIN);
            double[] gains = new double[columns];
            Arrays.setAll(gains, column -> own.getOrDefault(names[column], 0.0));
            double sum = Arrays.stream(gains).sum();
            return sum == 0
                    ? gains
                    : Arrays.stream(gains).map(gain -> gain / sum).toArray();
        } catch (XGBoostError failure) {
            throw BoostedLearner.failed("tell what its trees use", failure);
        }
    }

    @Override
    public Map<String, Tensor> tensors() {
        return Map.of(TREES, Tensor.of(trees, trees.length));
    }
}
