package dev.matinee.lab.likes;

import dev.matinee.engine.Run;
import dev.matinee.engine.recommend.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Log-odds that are a weighted sum of standardised columns. What a column adds is its weight times how far the row is from the
 * mean: exactly its Shapley value where columns are independent (Lundberg, Lee 2017, Corollary 1); a flag adds to its column.
 *
 * @param weights one for each standardised column and flag, and last what is added
 */
record LinearScorer(Standardiser standardiser, float[] weights) implements Scorer {
    private static final String WEIGHTS = "weights";
    private static final int ROWS_AT_ONCE = 4096;

    static LinearScorer load(int columns, Map<String, Tensor> tensors) {
        Standardiser standardiser = Standardiser.load(columns, tensors);
        return new LinearScorer(standardiser, Tensor.floats(tensors, WEIGHTS, standardiser.width() + 1L));
    }

    @Override
    public float[] probabilities(FeatureTable rows, Run run) {
        float[] all = new float[rows.rows()];
        run.parallelRanges(all.length, ROWS_AT_ONCE, (from, to) -> {
            double[] standard = new double[standardiser.width()];
            for (int row = from; row < to; row++) {
                standardiser.write(rows, row, standard);
                double sum = weights[standard.length];
                for (int i = 0; i < standard.length; i++) {
                    sum += weights[i] * standard[i];
                }
                all[row] = (float) (1 / (1 + StrictMath.exp(-sum)));
            }
        });
        return all;
    }

    @Override
    public Contributions contributions(FeatureTable rows, Run run) {
        int columns = rows.columns();
        float[] values = new float[rows.rows() * (columns + 1)];
        double[] standard = new double[standardiser.width()];
        for (int row = 0; row < rows.rows(); row++) {
            standardiser.write(rows, row, standard);
            int at = row * (columns + 1);
            for (int i = 0; i < standard.length; i++) {
                values[at + standardiser.source(i)] += (float) (weights[i] * standard[i]);
            }
            values[at + columns] = weights[standard.length];
        }
        return new Contributions(columns, values, true);
    }

    /** The sizes of the weights of standardised columns, the largest of those of one column. */
    @Override
    public double[] importances() {
        double[] sizes = new double[standardiser.means().length];
        double sum = 0;
        for (int i = 0; i < standardiser.width(); i++) {
            int source = standardiser.source(i);
            sum += Math.max(0, Math.abs(weights[i]) - sizes[source]);
            sizes[source] = Math.max(sizes[source], Math.abs(weights[i]));
        }
        for (int column = 0; column < sizes.length && sum > 0; column++) {
            sizes[column] /= sum;
        }
        return sizes;
    }

    @Override
    public Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>(standardiser.tensors());
        tensors.put(WEIGHTS, Tensor.of(weights, weights.length));
        return tensors;
    }
}
