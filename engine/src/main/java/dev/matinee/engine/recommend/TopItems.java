package dev.matinee.engine.recommend;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;

/** Keeps the k best of a stream of scored items offered in ascending index order; ties go to the lower index. */
final class TopItems {
    private final int[] items;
    private final float[] scores;
    private int size;

    TopItems(int k) {
        items = new int[k];
        scores = new float[k];
    }

    void offer(int item, float score) {
        if (Float.isNaN(score)) {
            throw new MatineeException(ErrorCode.BUG, "the score of item " + item + " is not a number", "");
        }
        if (size == items.length && !(score > scores[size - 1])) {
            return;
        }
        int at = size < items.length ? size++ : size - 1;
        while (at > 0 && score > scores[at - 1]) {
            scores[at] = scores[at - 1];
            items[at] = items[at - 1];
            at--;
        }
        scores[at] = score;
        items[at] = item;
    }

    int size() {
        return size;
    }

    int item(int rank) {
        return items[rank];
    }

    float score(int rank) {
        return scores[rank];
    }
}
