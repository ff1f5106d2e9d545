package dev.matinee.engine.decompose;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.InteractionsBuilder;
import dev.matinee.engine.matrix.ItemTerms;
import dev.matinee.engine.matrix.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Items as points in a space of topics, from the terms that say what they are about: TF-IDF, then a {@link TruncatedSvd}
 * (latent semantic analysis, Deerwester et al. 1990). Items are alike when their points lie in about the same direction;
 * two that share no term can be, where their terms occur together elsewhere. Immutable and thread-safe.
 *
 * <p>The weight of a term in an item is {@code sqrt(w) ln((1 + items) / (1 + items with it))}, each item's weights then
 * divided by the root of the sum of their squares. Terms of a single item compare it with nothing and are left out. Points
 * have length 1, or 0 for an item without terms.
 *
 * <p>Time: that of the decomposition, linear in terms of all items. Memory: {@code 4 items x dimensions} bytes, 8 bytes a term
 * of an item, and what the decomposition takes.
 */
public final class TermEmbedding {
    private static final int OVERSAMPLING = 12;
    private static final int ITERATIONS = 3;

    private final ItemTerms terms;
    private final int[][] places;
    private final float[][] weights;
    private final int dimensions;
    private final float[] points;

    private TermEmbedding(ItemTerms terms, int[][] places, float[][] weights, int dimensions, float[] points) {
        this.terms = terms;
        this.places = places;
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
        int items = terms.rows().length;
        int[] spread = new int[terms.terms().size()];
        for (int[] row : terms.rows()) {
            for (int term : row) {
                spread[term]++;
            }
        }
        int[] kept = new int[spread.length];
        int common = 0;
        for (int term = 0; term < spread.length; term++) {
            kept[term] = spread[term] > 1 ? common++ : -1;
        }
        int[][] places = new int[items][];
        float[][] weights = new float[items][];
        run.parallelRanges(items, 1024, (from, to) -> {
            for (int item = from; item < to; item++) {
                weigh(terms, item, spread, places, weights);
            }
        });
        int width = Math.clamp(Math.min(items, common), 1, dimensions);
        float[] points = common == 0 ? new float[items * width] : points(places, weights, kept, common, width, run);
        return new TermEmbedding(terms, places, weights, width, points);
    }

    private static void weigh(ItemTerms terms, int item, int[] spread, int[][] places, float[][] weights) {
        int[] row = terms.rows()[item];
        int[] own = new int[row.length];
        float[] values = new float[row.length];
        int count = 0;
        double squares = 0;
        for (int i = 0; i < row.length; i++) {
            if (spread[row[i]] > 1) {
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

    private static float[] points(int[][] places, float[][] weights, int[] kept, int common, int width, Run run) {
        InteractionsBuilder builder = new InteractionsBuilder(numbers(places.length), numbers(common));
        for (int item = 0; item < places.length; item++) {
            for (int i = 0; i < places[item].length; i++) {
                builder.add(item, kept[places[item][i]], weights[item][i], Rows.NO_TIME);
            }
        }
        Interactions matrix = builder.build(run);
        TruncatedSvd svd = TruncatedSvd.of(width).oversampling(OVERSAMPLING).iterations(ITERATIONS);
        float[] points = svd.transform(svd.decompose(matrix, run), matrix, run);
        for (int item = 0; item < places.length; item++) {
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
        return places.length;
    }

    /** The number of dimensions. */
    public int dimensions() {
        return dimensions;
    }

    /** The points, {@link #dimensions} numbers an item, one item after the other; not copied. */
    public float[] points() {
        return points;
    }

    /** The terms that the points were made of. */
    public ItemTerms terms() {
        return terms;
    }

    /** Whether anything that it shares with others is known of an item. */
    public boolean isKnown(int item) {
        return places[item].length > 0;
    }

    /** How alike two items are: the cosine of the angle between their points, -1 to 1; 0 where nothing is known of one. */
    public float similarity(int one, int other) {
        return Kernels.active().dot(points, one * dimensions, points, other * dimensions, dimensions);
    }

    /** Writes how alike every item is to one. */
    public void similarities(int item, float[] similarities) {
        Kernels.active().dots(points, 0, places.length, dimensions, points, item * dimensions, similarities, 0);
    }

    /**
     * A term that two items share.
     *
     * @param place the term's place among {@link ItemTerms#terms}
     * @param share what it adds to the cosine of the two items' terms, above 0
     */
    public record Shared(int place, float share) {}

    /** The terms that two items share, those that make them most alike first; at most {@code most}. */
    public List<Shared> shared(int one, int other, int most) {
        List<Shared> all = new ArrayList<>();
        int left = 0;
        int right = 0;
        while (left < places[one].length && right < places[other].length) {
            int difference = Integer.compare(places[one][left], places[other][right]);
            if (difference == 0) {
                all.add(new Shared(places[one][left], weights[one][left] * weights[other][right]));
            }
            left += difference <= 0 ? 1 : 0;
            right += difference >= 0 ? 1 : 0;
        }
        all.sort(Comparator.comparingDouble(Shared::share).reversed().thenComparingInt(Shared::place));
        return List.copyOf(all.subList(0, Math.min(most, all.size())));
    }
}
