package dev.matinee.engine.models;

import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.recommend.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A dense matrix of weights of items by items: row j says what an item j in the history adds to the score of every item.
 * Immutable.
 *
 * <p>Memory: 4 known items^2 bytes.
 */
final class ItemWeights {
    private static final String ITEMS = "items";
    private static final String WEIGHTS = "weights";

    /** How many columns are scored for all histories of a block before the next: few enough for a cache. */
    private static final int COLUMNS_AT_ONCE = 512;

    private final KnownItems known;
    private final float[] weights;

    ItemWeights(KnownItems known, float[] weights) {
        this.known = known;
        this.weights = weights;
    }

    /** The weights that {@link #tensors} saved. */
    static ItemWeights load(Map<String, Tensor> tensors, int allItems) {
        Tensor items = tensors.get(ITEMS);
        int size = items == null ? 0 : (int) items.shape()[0];
        KnownItems known = new KnownItems(Tensor.ints(tensors, ITEMS, size), allItems);
        return new ItemWeights(known, Tensor.floats(tensors, WEIGHTS, size, size));
    }

    Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put(ITEMS, Tensor.of(known.items(), known.size()));
        tensors.put(WEIGHTS, Tensor.of(weights, known.size(), known.size()));
        return tensors;
    }

    KnownItems known() {
        return known;
    }

    /** The weight in row {@code from} and column {@code to}, both places of known items. */
    private float weight(int from, int to) {
        return weights[from * known.size() + to];
    }

    /** Writes the geometric mean of the weights from and to one item, with their sign; 0 where one is unknown. */
    void geometricMeans(int item, float[] means) {
        float[] ofKnown = new float[known.size()];
        int place = known.place(item);
        for (int other = 0; place != KnownItems.NONE && other < known.size(); other++) {
            float weight = weight(place, other);
            ofKnown[other] = Math.copySign((float) Math.sqrt((double) weight * weight(other, place)), weight);
        }
        known.spread(ofKnown, 0, means, 0);
    }

    /** What a unit of feedback on one item adds to the score of another, both item indexes; 0 where one is unknown. */
    float between(int from, int to) {
        int row = known.place(from);
        int column = known.place(to);
        return row == KnownItems.NONE || column == KnownItems.NONE ? 0 : weight(row, column);
    }

    /** The weighted sum of all rows. */
    float[] sum(float[] rowWeights) {
        float[] sum = new float[known.size()];
        Kernels.active().addRows(weights, 0, known.size(), known.size(), rowWeights, 0, sum, 0);
        return sum;
    }

    /**
     * Writes the scores of all items for histories: the rows of each one's items, added in their order.
     *
     * @param strangers the scores of known items for an empty history
     * @param scores gets one row of all items a history, from 0 on
     */
    void score(History[] histories, float[] strangers, float[] scores) {
        Kernels kernels = Kernels.active();
        int size = known.size();
        float[] sums = new float[histories.length * size];
        for (int column = 0; column < size; column += COLUMNS_AT_ONCE) {
            int wide = Math.min(COLUMNS_AT_ONCE, size - column);
            for (int i = 0; i < histories.length; i++) {
                History history = histories[i];
                for (int j = 0; j < history.size(); j++) {
                    int row = history.place(j) * size + column;
                    kernels.axpy(history.value(j), weights, row, sums, i * size + column, wide);
                }
            }
        }
        for (int i = 0; i < histories.length; i++) {
            boolean empty = histories[i].size() == 0;
            known.spread(empty ? strangers : sums, empty ? 0 : i * size, scores, i * known.all());
        }
    }
}
