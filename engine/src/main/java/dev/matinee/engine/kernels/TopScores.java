package dev.matinee.engine.kernels;

import dev.matinee.engine.MatineeException;

/**
 * The best of scores offered by ascending index: a heap of indexes whose root is the worst kept. Ties go to the lower
 * index, NaN and hidden indexes are passed over.
 */
final class TopScores {
    private final float[] scores;
    private final int[] hidden;
    private final int[] heap;
    private int size;
    private int nextHidden;
    private float threshold = Float.NaN;

    TopScores(float[] scores, int[] hidden, int[] heap) {
        for (int i = 1; i < hidden.length; i++) {
            if (hidden[i - 1] > hidden[i]) {
                throw MatineeException.usage(
                        "hidden indexes must be ascending, got " + hidden[i] + " after " + hidden[i - 1]);
            }
        }
        this.scores = scores;
        this.hidden = hidden;
        this.heap = heap;
    }

    /** Scores at most this need not be offered: the worst kept score once all places are taken, before that NaN. */
    float threshold() {
        return threshold;
    }

    void offer(int index) {
        float score = scores[index];
        if (Float.isNaN(score) || score <= threshold) {
            return;
        }
        while (nextHidden < hidden.length && hidden[nextHidden] < index) {
            nextHidden++;
        }
        if (nextHidden < hidden.length && hidden[nextHidden] == index) {
            return;
        }
        if (size < heap.length) {
            heap[size++] = index;
            up(size - 1);
        } else {
            heap[0] = index;
            down(size);
        }
        if (size == heap.length) {
            threshold = scores[heap[0]];
        }
    }

    /** Puts what was kept in order, best first, and answers how many there are. */
    int finish() {
        for (int end = size - 1; end > 0; end--) {
            int worst = heap[0];
            heap[0] = heap[end];
            heap[end] = worst;
            down(end);
        }
        return size;
    }

    private boolean worse(int a, int b) {
        return scores[a] < scores[b] || (scores[a] == scores[b] && a > b);
    }

    private void up(int from) {
        int at = from;
        int index = heap[at];
        while (at > 0 && worse(index, heap[(at - 1) >> 1])) {
            heap[at] = heap[(at - 1) >> 1];
            at = (at - 1) >> 1;
        }
        heap[at] = index;
    }

    private void down(int end) {
        int at = 0;
        int index = heap[0];
        while (2 * at + 1 < end) {
            int child = 2 * at + 1;
            if (child + 1 < end && worse(heap[child + 1], heap[child])) {
                child++;
            }
            if (!worse(heap[child], index)) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = index;
    }
}
