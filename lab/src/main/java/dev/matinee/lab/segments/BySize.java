package dev.matinee.lab.segments;

import dev.matinee.engine.cluster.Clustering;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Gives clusters numbers that mean something: the largest is the first, of equals the one with the earlier point. */
final class BySize {
    private BySize() {}

    static Clustering ordered(Clustering found) {
        int[] first = new int[found.k()];
        for (int i = found.labels().length - 1; i >= 0; i--) {
            first[found.labels()[i]] = i;
        }
        int[] order = IntStream.range(0, found.k())
                .boxed()
                .sorted(Comparator.comparingInt((Integer c) -> -found.sizes()[c])
                        .thenComparingInt(c -> first[c]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] place = new int[found.k()];
        float[] centers = new float[found.centers().length];
        int[] sizes = new int[found.k()];
        for (int c = 0; c < order.length; c++) {
            place[order[c]] = c;
            sizes[c] = found.sizes()[order[c]];
            System.arraycopy(
                    found.centers(),
                    order[c] * found.dimensions(),
                    centers,
                    c * found.dimensions(),
                    found.dimensions());
        }
        int[] labels = new int[found.labels().length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = place[found.labels()[i]];
        }
        return new Clustering(
                found.k(),
                found.dimensions(),
                centers,
                labels,
                sizes,
                found.inertia(),
                found.iterations(),
                found.converged());
    }
}
