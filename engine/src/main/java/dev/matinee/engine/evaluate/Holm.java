package dev.matinee.engine.evaluate;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's correction (1979) for testing several differences at once: with it the chance to call <em>any</em> difference
 * real that is none stays below the level of the test, however many are tested and however they depend on each other.
 */
public final class Holm {
    private Holm() {}

    /**
     * The corrected p-values, in the given order: the i-th smallest of m, times m - i + 1, but no less than the one before
     * and at most 1.
     */
    public static double[] adjusted(double[] pValues) {
        int[] ascending = IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> pValues[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[pValues.length];
        double largest = 0;
        for (int place = 0; place < ascending.length; place++) {
            largest = Math.max(largest, Math.min(1, pValues[ascending[place]] * (pValues.length - place)));
            adjusted[ascending[place]] = largest;
        }
        return adjusted;
    }
}
