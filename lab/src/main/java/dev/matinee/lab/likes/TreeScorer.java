package dev.matinee.lab.likes;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.recommend.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Trees that {@link TreeLearner} grew. Their bytes are XGBoost's own model format (UBJSON), which its other bindings read. */
final class TreeScorer implements Scorer {
    private static final String PARTS = "parts";
    private static final String TREES = "trees";
    private static final int ROWS_AT_ONCE = 2048;

    private final int columns;
    private final boolean boosted;
    private final byte[][] parts;
    private final int[] trees;
    private final Booster[] boosters;

    private TreeScorer(int columns, boolean boosted, byte[][] parts, int[] trees, Booster[] boosters) {
        this.columns = columns;
        this.boosted = boosted;
        this.parts = parts;
        this.trees = trees;
        this.boosters = boosters;
    }

    /**
     * Trees as they were saved.
     *
     * @param trees how many there are in each part
     */
    static TreeScorer of(int columns, boolean boosted, byte[][] parts, int[] trees) {
        Booster[] boosters = new Booster[parts.length];
        try {
            for (int part = 0; part < parts.length; part++) {
                boosters[part] = XGBoost.loadModel(parts[part]);
                boosters[part].setParam("nthread", 1);
            }
        } catch (XGBoostError | java.io.IOException damaged) {
            throw MatineeException.badData(
                    "the trees of the model file cannot be read: " + damaged.getMessage(), "train the model again");
        }
        return new TreeScorer(columns, boosted, parts, trees, boosters);
    }

    static TreeScorer load(int columns, boolean boosted, Map<String, Tensor> tensors) {
        Tensor counts = tensors.get(TREES);
        int[] trees = counts == null ? new int[0] : counts.ints();
        byte[][] parts = new byte[trees.length][];
        for (int part = 0; part < parts.length; part++) {
            Tensor one = tensors.get(PARTS + part);
            if (one == null) {
                throw MatineeException.badData(
                        "the model file holds no part " + part + " of the trees", "train the model again");
            }
            parts[part] = one.bytes();
        }
        return of(columns, boosted, parts, trees);
    }

    private int allTrees() {
        return Arrays.stream(trees).sum();
    }

    @Override
    public float[] probabilities(FeatureTable rows, Run run) {
        float[] all = new float[rows.rows()];
        run.parallelRanges(rows.rows(), ROWS_AT_ONCE, (from, to) -> {
            float[] some = Arrays.copyOfRange(rows.values(), from * columns, to * columns);
            double[] sums = new double[to - from];
            try {
                for (int part = 0; part < boosters.length; part++) {
                    float[][] answers = boosters[part].inplace_predict(some, to - from, columns, Float.NaN);
                    for (int row = 0; row < sums.length; row++) {
                        sums[row] += answers[row][0] * trees[part];
                    }
                }
            } catch (XGBoostError failure) {
                throw TreeLearner.failed("predict", failure);
            }
            int count = allTrees();
            for (int row = 0; row < sums.length; row++) {
                all[from + row] = (float) Math.clamp(sums[row] / count, 0, 1);
            }
        });
        return all;
    }

    @Override
    public Contributions contributions(FeatureTable rows, Run run) {
        float[] all = new float[rows.rows() * (columns + 1)];
        int count = allTrees();
        float[][] ofPart = new float[boosters.length][];
        run.parallel(boosters.length, part -> ofPart[part] = contributions(rows, part));
        for (int part = 0; part < boosters.length; part++) {
            float weight = (float) trees[part] / count;
            for (int i = 0; i < all.length; i++) {
                all[i] += weight * ofPart[part][i];
            }
        }
        return new Contributions(columns, all, boosted);
    }

    private float[] contributions(FeatureTable rows, int part) {
        try {
            DMatrix matrix = new DMatrix(rows.values(), rows.rows(), columns, Float.NaN);
            try {
                float[][] answers = boosters[part].predictContrib(matrix, 0);
                float[] all = new float[rows.rows() * (columns + 1)];
                for (int row = 0; row < answers.length; row++) {
                    System.arraycopy(answers[row], 0, all, row * (columns + 1), columns + 1);
                }
                return all;
            } finally {
                matrix.dispose();
            }
        } catch (XGBoostError failure) {
            throw TreeLearner.failed("explain", failure);
        }
    }

    /** The gain of all splits of a column: by how much they lowered the loss. */
    @Override
    public double[] importances() {
        double[] gains = new double[columns];
        String[] names = new String[columns];
        Arrays.setAll(names, column -> "f" + column);
        try {
            for (Booster booster : boosters) {
                Map<String, Double> own = booster.getScore(names, Booster.FeatureImportanceType.TOTAL_GAIN);
                for (int column = 0; column < columns; column++) {
                    gains[column] += own.getOrDefault(names[column], 0.0);
                }
            }
        } catch (XGBoostError failure) {
            throw TreeLearner.failed("tell what its trees use", failure);
        }
        double sum = Arrays.stream(gains).sum();
        return sum == 0 ? gains : Arrays.stream(gains).map(gain -> gain / sum).toArray();
    }

    @Override
    public Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put(TREES, Tensor.of(trees, trees.length));
        for (int part = 0; part < parts.length; part++) {
            tensors.put(PARTS + part, Tensor.of(parts[part], parts[part].length));
        }
        return tensors;
    }
}
