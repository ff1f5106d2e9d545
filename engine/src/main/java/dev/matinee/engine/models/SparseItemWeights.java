package dev.matinee.engine.models;

import dev.matinee.engine.recommend.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A sparse matrix of weights of items by items: row j says what an item j in the history adds to the scores of some items.
 * Immutable.
 *
 * <p>Memory: 8 bytes a weight and 8 a known item.
 */
final class SparseItemWeights {
    private static final String ITEMS = "items";
    private static final String STARTS = "starts";
    private static final String TARGETS = "targets";
    private static final String WEIGHTS = "weights";

    private final KnownItems known;
    private final int[] starts;
    /** Places, ascending within a row. */
    private final int[] targets;

    private final float[] weights;

    private SparseItemWeights(KnownItems known, int[] starts, int[] targets, float[] weights) {
        this.known = known;
        this.starts = starts;
        this.targets = targets;
        this.weights = weights;
    }

    /**
     * The weights of which each column is given.
     *
     * @param sources the rows in which column {@code i} has weights, ascending
     * @param columns those weights
     */
    static SparseItemWeights ofColumns(KnownItems known, int[][] sources, float[][] columns) {
        int[] starts = new int[known.size() + 1];
        for (int[] rows : sources) {
            for (int row : rows) {
                starts[row + 1]++;
            }
        }
        for (int row = 0; row < known.size(); row++) {
            starts[row + 1] += starts[row];
        }
        int[] next = Arrays.copyOf(starts, known.size());
        int[] targets = new int[starts[known.size()]];
        float[] weights = new float[targets.length];
        for (int column = 0; column < known.size(); column++) {
            for (int i = 0; i < sources[column].length; i++) {
                int at = next[sources[column][i]]++;
                targets[at] = column;
                weights[at] = columns[column][i];
            }
        }
        return new SparseItemWeights(known, starts, targets, weights);
    }

    /** The weights that {@link #tensors} saved. */
    static SparseItemWeights load(Map<String, Tensor> tensors, int allItems) {
        KnownItems known = new KnownItems(Tensor.ints(tensors, ITEMS, length(tensors, ITEMS)), allItems);
        int count = length(tensors, WEIGHTS);
        return new SparseItemWeights(
                known,
                Tensor.ints(tensors, STARTS, known.size() + 1),
                Tensor.ints(tensors, TARGETS, count),
                Tensor.floats(tensors, WEIGHTS, count));
    }

    private static int length(Map<String, Tensor> tensors, String name) {
        Tensor tensor = tensors.get(name);
        return tensor == null ? 0 : (int) tensor.shape()[0];
    }

    Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put(ITEMS, Tensor.of(known.items(), known.size()));
        tensors.put(STARTS, Tensor.of(starts, starts.length));
        tensors.put(TARGETS, Tensor.of(targets, targets.length));
        tensors.put(WEIGHTS, Tensor.of(weights, weights.length));
        return tensors;
    }

    KnownItems known() {
        return known;
    }

    /** The weighted sum of all rows. */
    float[] sum(float[] rowWeights) {
        float[] sum = new float[known.size()];
        for (int row = 0; row < known.size(); row++) {
            addRow(row, rowWeights[row], sum);
        }
        return sum;
    }

    private void addRow(int row, float factor, float[] sum) {
        for (int at = starts[row]; at < starts[row + 1]; at++) {
            sum[targets[at]] += factor * weights[at];
        }
    }

    /** Writes the scores of all items for one history; those of known items for an empty one are given. */
    void score(History history, float[] strangers, float[] scores) {
        if (history.size() == 0) {
            known.spread(strangers, 0, scores, 0);
            return;
        }
        float[] sum = new float[known.size()];
        for (int i = 0; i < history.size(); i++) {
            addRow(history.place(i), history.value(i), sum);
        }
        known.spread(sum, 0, scores, 0);
    }

    /** Writes the mean of the weights from and to one item. */
    void means(int item, float[] means) {
        float[] ofKnown = new float[known.size()];
        int place = known.place(item);
        if (place != KnownItems.NONE) {
            addRow(place, 0.5f, ofKnown);
            for (int row = 0; row < known.size(); row++) {
                int at = Arrays.binarySearch(targets, starts[row], starts[row + 1], place);
                ofKnown[row] += at < 0 ? 0 : weights[at] / 2;
            }
        }
        known.spread(ofKnown, 0, means, 0);
    }
}
