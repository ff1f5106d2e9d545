package dev.matinee.engine.models;

import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.recommend.TopItems;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Vectors of items by descending length, to find those with the largest inner products with another vector. As no inner product is
 * larger than the product of both lengths (Cauchy and Schwarz), the search ends where that is below the worst on the list (LEMP:
 * Teflioudi, Gemulla and Mykytiuk 2015). The products are to the last bit those of {@link Kernels#addProduct}. Immutable and
 * thread-safe.
 *
 * <p>Memory: 4 (width + 1) bytes an item. Cost of a search: two times width operations an item looked at, of which there are fewer the
 * more the lengths differ.
 */
final class LongestFirst {
    /** Relative error that rounding may make in an inner product or a length; vectors are shorter than 2^10 or so. */
    private static final float ROUNDING = 1e-4f;

    private final int width;
    /** The item at each place. */
    private final int[] order;
    /** The vectors as {@link Kernels#addStrips} wants them, place by place. */
    private final float[] strips;
    /** The length of the first vector of each strip. */
    private final float[] lengths;

    /**
     * These vectors.
     *
     * @param vectors one after the other
     * @param all the length of each
     */
    LongestFirst(float[] vectors, float[] all, int width) {
        this.width = width;
        int items = all.length;
        order = IntStream.range(0, items)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer item) -> -all[item]).thenComparing(item -> item))
                .mapToInt(item -> item)
                .toArray();
        int across = Kernels.active().stripWidth();
        strips = new float[Math.ceilDiv(items, across) * across * width];
        lengths = new float[Math.ceilDiv(items, across)];
        for (int place = 0; place < items; place++) {
            int strip = place / across;
            for (int d = 0; d < width; d++) {
                strips[(strip * width + d) * across + place % across] = vectors[order[place] * width + d];
            }
        }
        for (int strip = 0; strip < lengths.length; strip++) {
            lengths[strip] = all[order[strip * across]];
        }
    }

    /** Offers a list the items that belong on it. */
    void best(float[] vector, IntPredicate allowed, TopItems best) {
        Kernels kernels = Kernels.active();
        int across = kernels.stripWidth();
        float[] query = new float[width * across];
        for (int d = 0; d < width; d++) {
            query[d * across] = vector[d];
        }
        float reach = (float) Math.sqrt(kernels.dot(vector, 0, vector, 0, width)) * (1 + ROUNDING);
        float[] products = new float[across];
        for (int strip = 0; strip < lengths.length; strip++) {
            if (best.isFull() && reach * lengths[strip] < best.score(best.size() - 1)) {
                return;
            }
            int count = Math.min(across, order.length - strip * across);
            multiply(kernels, query, strip, count, products);
            for (int i = 0; i < count; i++) {
                int item = order[strip * across + i];
                if (allowed.test(item)) {
                    best.offer(item, products[i]);
                }
            }
        }
    }

    private void multiply(Kernels kernels, float[] query, int strip, int count, float[] products) {
        int across = kernels.stripWidth();
        Arrays.fill(products, 0);
        for (int d = 0; d < width; d += kernels.stripDepth()) {
            kernels.addStrips(
                    1,
                    query,
                    d * across,
                    1,
                    strips,
                    (strip * width + d) * across,
                    count,
                    Math.min(kernels.stripDepth(), width - d),
                    products,
                    0,
                    across);
        }
    }
}
