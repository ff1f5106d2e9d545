package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.recommend.Tensor;
import java.util.Map;

/**
 * For every row, an item or a user, a list of others with a number for each, one list after the other.
 *
 * @param starts where each row's list starts, and, last, how long all are together
 * @param others the other rows
 * @param similarities their numbers
 */
record NeighborLists(int[] starts, int[] others, float[] similarities) {
    private static final String STARTS = "neighborStarts";
    private static final String OTHERS = "neighbors";
    private static final String SIMILARITIES = "similarities";

    NeighborLists {
        if (starts[starts.length - 1] != others.length || others.length != similarities.length) {
            throw MatineeException.badData(
                    "the lists of neighbours have " + others.length + " neighbours and " + similarities.length
                            + " similarities where " + starts[starts.length - 1] + " are expected",
                    "train the model again");
        }
    }

    /** One list for every row, put one after the other. */
    static NeighborLists of(int[][] others, float[][] similarities) {
        int[] starts = new int[others.length + 1];
        for (int row = 0; row < others.length; row++) {
            starts[row + 1] = Math.addExact(starts[row], others[row].length);
        }
        int[] allOthers = new int[starts[others.length]];
        float[] all = new float[allOthers.length];
        for (int row = 0; row < others.length; row++) {
            System.arraycopy(others[row], 0, allOthers, starts[row], others[row].length);
            System.arraycopy(similarities[row], 0, all, starts[row], others[row].length);
        }
        return new NeighborLists(starts, allOthers, all);
    }

    /** The lists of a model file. */
    static NeighborLists load(Map<String, Tensor> tensors, int rows) {
        int[] starts = Tensor.ints(tensors, STARTS, rows + 1L);
        return new NeighborLists(
                starts, Tensor.ints(tensors, OTHERS, starts[rows]), Tensor.floats(tensors, SIMILARITIES, starts[rows]));
    }

    /** Adds what a model file holds of them. */
    void addTo(Map<String, Tensor> tensors) {
        tensors.put(STARTS, Tensor.of(starts, starts.length));
        tensors.put(OTHERS, Tensor.of(others, others.length));
        tensors.put(SIMILARITIES, Tensor.of(similarities, similarities.length));
    }

    /** For every row the lists it is in, ascending. */
    NeighborLists transposed() {
        int rows = starts.length - 1;
        int[] turned = new int[rows + 1];
        for (int other : others) {
            turned[other + 1]++;
        }
        for (int row = 0; row < rows; row++) {
            turned[row + 1] += turned[row];
        }
        int[] next = turned.clone();
        int[] lists = new int[others.length];
        float[] numbers = new float[others.length];
        for (int row = 0; row < rows; row++) {
            for (int i = starts[row]; i < starts[row + 1]; i++) {
                int at = next[others[i]]++;
                lists[at] = row;
                numbers[at] = similarities[i];
            }
        }
        return new NeighborLists(turned, lists, numbers);
    }
}
