package dev.matinee.engine.models;

import dev.matinee.engine.Run;
import dev.matinee.engine.decompose.TermEmbedding;
import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.matrix.Interactions;

/**
 * A linear map from what items are about to their factors, learned by weighted ridge regression from the items with feedback. The last
 * input is always 1, so that an item of which nothing is known has the mean of the others.
 */
final class ContentMap {
    /** The ridge, as a part of the mean diagonal: enough to be solved, little beside what is learned. */
    private static final double RIDGE = 1e-2;

    private final float[] inputs;
    private final int width;
    private final boolean[] learned;
    private float[] map = new float[0];

    private ContentMap(float[] inputs, int width, boolean[] learned) {
        this.inputs = inputs;
        this.width = width;
        this.learned = learned;
    }

    static ContentMap of(Interactions ratings, int dimensions, Run run) {
        int items = ratings.items().size();
        boolean known = !ratings.terms().isEmpty();
        float[] points = new float[0];
        int own = 0;
        if (known) {
            TermEmbedding embedding = TermEmbedding.of(ratings.terms(), dimensions, run);
            points = embedding.points();
            own = embedding.dimensions();
        }
        float[] inputs = new float[Math.multiplyExact(items, own + 1)];
        boolean[] learned = new boolean[items];
        for (int item = 0; item < items; item++) {
            System.arraycopy(points, item * own, inputs, item * (own + 1), own);
            inputs[item * (own + 1) + own] = 1;
            learned[item] = ratings.byItem().count(item) > 0;
        }
        return new ContentMap(inputs, own + 1, learned);
    }

    /** What an item counts. */
    @FunctionalInterface
    interface Weight {
        float of(int item);
    }

    /** Learns the map from the factors of items with ratings. */
    void fit(float[] factors, int count, Weight weight) {
        Kernels kernels = Kernels.active();
        float[] gram = new float[width * width];
        float[] targets = new float[count * width];
        float[] single = new float[1];
        for (int item = 0; item < learned.length; item++) {
            if (learned[item]) {
                single[0] = weight.of(item);
                kernels.addGram(inputs, item * width, 1, width, single, 0, gram);
                for (int factor = 0; factor < count; factor++) {
                    float target = single[0] * factors[item * count + factor];
                    kernels.axpy(target, inputs, item * width, targets, factor * width, width);
                }
            }
        }
        double trace = 0;
        for (int i = 0; i < width; i++) {
            trace += gram[i * width + i];
        }
        for (int i = 0; i < width; i++) {
            gram[i * width + i] += (float) (RIDGE * trace / width + Float.MIN_NORMAL);
        }
        kernels.factor(gram, width);
        for (int factor = 0; factor < count; factor++) {
            kernels.solve(gram, width, targets, factor * width);
        }
        map = targets;
    }

    /** Writes what the map makes of every item. */
    void apply(int count, float[] into) {
        for (int item = 0; item < learned.length; item++) {
            Kernels.active().dots(map, 0, count, width, inputs, item * width, into, item * count);
        }
    }

    /** Copies the vectors of the items that are not learned from, which have no ratings. */
    void copyUnlearned(int count, float[] from, float[] into) {
        for (int item = 0; item < learned.length; item++) {
            if (!learned[item]) {
                System.arraycopy(from, item * count, into, item * count, count);
            }
        }
    }
}
