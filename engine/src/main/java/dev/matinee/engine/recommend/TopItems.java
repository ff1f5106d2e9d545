package dev.matinee.engine.recommend;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;

/**
 * The k best of a stream of scored items in any order, best first; ties go to the lower index. One object serves many lists,
 * one after the other. Not thread-safe.
 *
 * <p>Cost: one comparison an item, and up to k moves for one that enters the list.
 */
public final class TopItems {
    private final int[] items;
    private final float[] scores;
    private int size;

    /** A list of at most {@code k} items, which may be 0. */
    public TopItems(int k) {
        items = new int[k];
        scores = new float[k];
    }

    /** Empties the list. */
    public void clear() {
        size = 0;
    }

    /** Offers one item that was not offered before. A score that is not a number is a defect. */
    public void offer(int item, float score) {
        if (isFull() && size > 0 && isBehind(item, score, size - 1)) {
            return;
        }
        if (Float.isNaN(score)) {
            throw new MatineeException(ErrorCode.BUG, "the score of item " + item + " is not a number", "");
        }
        if (items.length == 0) {
            return;
        }
        int at = size < items.length ? size++ : size - 1;
        while (at > 0 && !isBehind(item, score, at - 1)) {
            scores[at] = scores[at - 1];
            items[at] = items[at - 1];
            at--;
        }
        scores[at] = score;
        items[at] = item;
    }

    private boolean isBehind(int item, float score, int rank) {
        return score < scores[rank] || (score == scores[rank] && item > items[rank]);
    }

    /** Whether the list has as many items as it can have. */
    public boolean isFull() {
        return size == items.length;
    }

    /**
     * Offers the items {@code 0} to {@code count - 1} with the scores that stand from {@code offset} on. Items with the
     * score negative infinity are left out.
     */
    public void offerAll(float[] all, int offset, int count) {
        float last = Float.NEGATIVE_INFINITY;
        for (int item = 0; item < count; item++) {
            float score = all[offset + item];
            if (!(score <= last)) {
                offer(item, score);
                last = size == items.length ? scores[size - 1] : Float.NEGATIVE_INFINITY;
            }
        }
    }

    /** How many items the list holds. */
    public int size() {
        return size;
    }

    /** The item at a rank, 0 being the best. */
    public int item(int rank) {
        return items[rank];
    }

    /** The score of the item at a rank, 0 being the best. */
    public float score(int rank) {
        return scores[rank];
    }
}
