package dev.matinee.engine.decompose;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.InteractionsBuilder;
import dev.matinee.engine.matrix.ItemTerms;
import dev.matinee.engine.matrix.Rows;
import java.util.stream.LongStream;

/**
 * Items as points in a space of topics, from the terms that say what they are about: {@link TermWeights}, then a {@link TruncatedSvd}
 * (latent semantic analysis, Deerwester et al. 1990). Items are alike when their points lie in about the same direction;
 * two that share no term can be, where their terms occur together elsewhere. Points have length 1, or 0 for an item without terms that
 * others have. Immutable and thread-safe.
 *
 * <p>Time: that of the decomposition, linear in terms of all items. Memory: {@code 4 items x dimensions} bytes, 8 bytes a term
 * of an item, and what the decomposition takes.
 */
public final class TermEmbedding {
    private static final int OVERSAMPLING = 12;
    private static final int ITERATIONS = 3;

    private final TermWeights weights;
    private final int dimensions;
    private final float[] points;

    private TermEmbedding(TermWeights weights, int dimensions, float[] points) {
        this.weights = weights;
        this.dimensions = dimensions;
        this.points = points;
    }

    /**
     * Places items in a space of this many dimensions; fewer where there are fewer terms or items.
     *
     * @throws MatineeException {@code USAGE} for less than one dimension; what {@link TruncatedSvd#decompose} throws
     */
    public static TermEmbedding of(ItemTerms terms, int dimensions, Run run) {
        if (dimensions < 1) {
            throw MatineeException.usage("dimensions must be at least 1, got " + dimensions);
        }
        TermWeights weights = TermWeights.of(terms, run);
        int[] kept = new int[terms.terms().size()];
        int common = 0;
        for (int term = 0; term < kept.length; term++) {
            kept[term] = weights.isShared(term) ? common++ : -1;
        }
        int width = Math.clamp(Math.min(weights.items(), common), 1, dimensions);
        float[] points = common == 0 ? new float[weights.items() * width] : points(weights, kept, common, width, run);
        return new TermEmbedding(weights, width, points);
    }

    private static float[] points(TermWeights weights, int[] kept, int common, int width, Run run) {
        int items = weights.items();
        InteractionsBuilder builder = new InteractionsBuilder(numbers(items), numbers(common));
        for (int item = 0; item < items; item++) {
            int[] places = weights.places(item);
            for (int i = 0; i < places.length; i++) {
                builder.add(item, kept[places[i]], weights.weights(item)[i], Rows.NO_TIME);
            }
        }
        Interactions matrix = builder.build(run);
        TruncatedSvd svd = TruncatedSvd.of(width).oversampling(OVERSAMPLING).iterations(ITERATIONS);
        float[] points = svd.transform(svd.decompose(matrix, run), matrix, run);
        for (int item = 0; item < items; item++) {
            float square = Kernels.active().dot(points, item * width, points, item * width, width);
            float scale = square > 0 ? (float) (1 / Math.sqrt(square)) : 0;
            for (int i = item * width; i < (item + 1) * width; i++) {
                points[i] *= scale;
            }
        }
        return points;
    }

    private static Ids numbers(int count) {
        return Ids.ofNumbers(LongStream.range(0, count).toArray());
    }

    /** The number of items. */
    public int items() {
        return weights.items();
    }

    /** The number of dimensions. */
    public int dimensions() {
        return dimensions;
    }

    /** The points, {@link #dimensions} numbers an item, one item after the other; not copied. */
    public float[] points() {
        return points;
    }

    /** What the points were made of. */
    public TermWeights weights() {
        return weights;
    }

    /** Whether anything that it shares with others is known of an item. */
    public boolean isKnown(int item) {
        return weights.isKnown(item);
    }

    /** How alike two items are: the cosine of the angle between their points, -1 to 1; 0 where nothing is known of one. */
    public float similarity(int one, int other) {
        return Kernels.active().dot(points, one * dimensions, points, other * dimensions, dimensions);
    }

    /** Writes how alike every item is to one. */
    public void similarities(int item, float[] similarities) {
        Kernels.active().dots(points, 0, items(), dimensions, points, item * dimensions, similarities, 0);
    }
}
