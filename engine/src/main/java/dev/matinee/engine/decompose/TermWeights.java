package dev.matinee.engine.decompose;

import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.ItemTerms;
import java.util.Arrays;

/**
 * What each term counts for each item, by TF-IDF: {@code sqrt(w) ln((1 + items) / (1 + items with it))}, each item's weights then
 * divided by the root of the sum of their squares. Terms of a single item compare it with nothing and are left out. Immutable and
 * thread-safe. Memory: 8 bytes a term of an item.
 */
public final class TermWeights {
    private final ItemTerms terms;
    private final int[] spread;
    private final int[][] places;
    private final float[][] weights;

    private TermWeights(ItemTerms terms, int[] spread, int[][] places, float[][] weights) {
        this.terms = terms;
        this.spread = spread;
        this.places = places;
        this.weights = weights;
    }

    /** The weights of the terms of some items. */
    public static TermWeights of(ItemTerms terms, Run run) {
        int items = terms.rows().length;
        int[] spread = new int[terms.terms().size()];
        for (int[] row : terms.rows()) {
            for (int term : row) {
                spread[term]++;
            }
        }
        TermWeights all = new TermWeights(terms, spread, new int[items][], new float[items][]);
        run.parallelRanges(items, 1024, (from, to) -> {
            for (int item = from; item < to; item++) {
                all.weigh(item);
            }
        });
        return all;
    }

    private void weigh(int item) {
        int[] row = terms.rows()[item];
        int[] own = new int[row.length];
        float[] values = new float[row.length];
        int count = 0;
        double squares = 0;
        for (int i = 0; i < row.length; i++) {
            if (isShared(row[i])) {
                double rarity = Math.log((1.0 + places.length) / (1.0 + spread[row[i]]));
                double value = Math.sqrt(terms.weights()[item][i]) * Math.max(rarity, 1e-3);
                own[count] = row[i];
                values[count++] = (float) value;
                squares += value * value;
            }
        }
        float length = (float) Math.sqrt(squares);
        for (int i = 0; i < count; i++) {
            values[i] /= length;
        }
        places[item] = Arrays.copyOf(own, count);
        weights[item] = Arrays.copyOf(values, count);
    }

    /** The terms. */
    public ItemTerms terms() {
        return terms;
    }

    /** The number of items. */
    public int items() {
        return places.length;
    }

    /** Whether a term is one of several items. */
    public boolean isShared(int term) {
        return spread[term] > 1;
    }

    /** Whether anything that it shares with others is known of an item. */
    public boolean isKnown(int item) {
        return places[item].length > 0;
    }

    /** The places among {@link ItemTerms#terms} of an item's terms, ascending; not copied. */
    public int[] places(int item) {
        return places[item];
    }

    /** The weights of an item's terms, in the order of {@link #places}; not copied. */
    public float[] weights(int item) {
        return weights[item];
    }

    /** Takes a term that two items share. */
    @FunctionalInterface
    public interface Shared {
        /**
         * Takes it.
         *
         * @param place its place among {@link ItemTerms#terms}
         * @param share what it adds to the cosine of the two items' terms, above 0
         */
        void take(int place, float share);
    }

    /** Hands over the terms that two items share, by place. */
    public void forEachShared(int one, int other, Shared taker) {
        int left = 0;
        int right = 0;
        while (left < places[one].length && right < places[other].length) {
            int difference = Integer.compare(places[one][left], places[other][right]);
            if (difference == 0) {
                taker.take(places[one][left], weights[one][left] * weights[other][right]);
            }
            left += difference <= 0 ? 1 : 0;
            right += difference >= 0 ? 1 : 0;
        }
    }
}
