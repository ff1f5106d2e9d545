package dev.matinee.lab.likes;

import dev.matinee.engine.Run;
import dev.matinee.engine.recommend.Tensor;
import java.util.Arrays;
import java.util.Map;

/** The share of likes among the rows learned from, for everybody: what any classifier must beat. */
record ConstantScorer(int columns, float share) implements Scorer {
    private static final String SHARE = "share";

    static ConstantScorer learn(FeatureTable rows) {
        return new ConstantScorer(rows.columns(), (float) ((double) rows.likeCount() / rows.rows()));
    }

    static ConstantScorer load(int columns, Map<String, Tensor> tensors) {
        return new ConstantScorer(columns, Tensor.floats(tensors, SHARE, 1)[0]);
    }

    @Override
    public float[] probabilities(FeatureTable rows, Run run) {
        float[] all = new float[rows.rows()];
        Arrays.fill(all, share);
        return all;
    }

    @Override
    public Contributions contributions(FeatureTable rows, Run run) {
        float[] values = new float[rows.rows() * (columns + 1)];
        for (int at = columns; at < values.length; at += columns + 1) {
            values[at] = share;
        }
        return new Contributions(columns, values, false);
    }

    @Override
    public double[] importances() {
        return new double[columns];
    }

    @Override
    public Map<String, Tensor> tensors() {
        return Map.of(SHARE, Tensor.of(new float[] {share}, 1));
    }
}
