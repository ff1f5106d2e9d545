package dev.matinee.engine.models;

import dev.matinee.engine.Run;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * The Gram matrix of feedback, of which each item keeps the entries with the items whose cosine with it is greatest, and
 * those with items that keep theirs with it: a symmetric sparse matrix.
 *
 * <p>Memory: between 8 and 16 bytes an item and candidate.
 */
final class SparseGram {
    private final float[] diagonal;
    private final int[][] columns;
    private final float[][] values;

    /** Keeps at most {@code candidates} entries an item of its own choice, the diagonal apart. */
    SparseGram(FeedbackRows feedback, int candidates, Run run) {
        int items = feedback.items();
        diagonal = new float[items];
        columns = new int[items][];
        values = new float[items][];
        for (int cell = 0; cell < feedback.cells.length; cell++) {
            diagonal[feedback.places[cell]] += feedback.values[cell] * feedback.values[cell];
        }
        ConcurrentLinkedQueue<float[]> idle = new ConcurrentLinkedQueue<>();
        run.parallelRanges(items, 16, (from, to) -> {
            float[] free = idle.poll();
            float[] row = free == null ? new float[items] : free;
            for (int item = from; item < to; item++) {
                Arrays.fill(row, 0);
                feedback.addGramRow(item, false, row, 0);
                choose(item, row, candidates);
            }
            idle.add(row);
        });
        addReverse();
    }

    private void choose(int item, float[] row, int candidates) {
        long[] order = new long[row.length];
        int count = 0;
        for (int other = 0; other < row.length; other++) {
            if (other != item && row[other] > 0) {
                float likeness = row[other] * row[other] / diagonal[other];
                order[count++] = (long) Float.floatToIntBits(likeness) << 32 | (Integer.MAX_VALUE - other);
            }
        }
        Arrays.sort(order, 0, count);
        int[] chosen = Arrays.stream(order, Math.max(0, count - candidates), count)
                .mapToInt(key -> Integer.MAX_VALUE - (int) key)
                .sorted()
                .toArray();
        float[] entries = new float[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            entries[i] = row[chosen[i]];
        }
        columns[item] = chosen;
        values[item] = entries;
    }

    /** Adds to each row the entries that only the other item has chosen. */
    private void addReverse() {
        int items = columns.length;
        int[][] own = columns.clone();
        int[] counts = IntStream.range(0, items).map(i -> own[i].length).toArray();
        for (int item = 0; item < items; item++) {
            for (int other : own[item]) {
                counts[other] += Arrays.binarySearch(own[other], item) < 0 ? 1 : 0;
            }
        }
        float[][] ownValues = values.clone();
        for (int item = 0; item < items; item++) {
            columns[item] = Arrays.copyOf(own[item], counts[item]);
            values[item] = Arrays.copyOf(ownValues[item], counts[item]);
            counts[item] = own[item].length;
        }
        for (int item = 0; item < items; item++) {
            for (int i = 0; i < own[item].length; i++) {
                int other = own[item][i];
                if (Arrays.binarySearch(own[other], item) < 0) {
                    columns[other][counts[other]] = item;
                    values[other][counts[other]++] = ownValues[item][i];
                }
            }
        }
    }

    int items() {
        return diagonal.length;
    }

    float diagonal(int item) {
        return diagonal[item];
    }

    /** The other items whose entries with one are kept, in no particular order. */
    int[] columns(int item) {
        return columns[item];
    }

    /** Those entries. */
    float[] values(int item) {
        return values[item];
    }
}
