package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The items that a model with one row an item knows, so that items without feedback cost nothing. What stands at place
 * {@code p} of such a row belongs to item {@code items[p]}.
 */
final class KnownItems {
    /** Not known. */
    static final int NONE = -1;

    private final int[] items;
    private final int[] places;

    /**
     * Known items among all.
     *
     * @param items item indexes, ascending
     * @param all the number of all items
     */
    KnownItems(int[] items, int all) {
        this.items = items;
        this.places = new int[all];
        Arrays.fill(places, NONE);
        for (int place = 0; place < items.length; place++) {
            places[items[place]] = place;
        }
    }

    /** The items with feedback. */
    static KnownItems withFeedback(Interactions ratings, Feedback feedback) {
        int[] counts = counts(ratings, feedback);
        int[] items = IntStream.range(0, counts.length)
                .filter(item -> counts[item] > 0)
                .toArray();
        if (items.length == 0) {
            throw feedback.none(ratings);
        }
        return new KnownItems(items, counts.length);
    }

    /** The items with most feedback, at most {@code most}; ties go to the lower index. */
    static KnownItems mostPopular(Interactions ratings, Feedback feedback, int most) {
        int[] counts = counts(ratings, feedback);
        int[] items = IntStream.range(0, counts.length)
                .filter(item -> counts[item] > 0)
                .mapToObj(item -> (long) -counts[item] << 32 | item)
                .sorted()
                .limit(most)
                .mapToInt(Long::intValue)
                .sorted()
                .toArray();
        return new KnownItems(items, counts.length);
    }

    /** The sum of the feedback on each known item. */
    float[] sums(Interactions ratings, Feedback feedback) {
        Rows byItem = ratings.byItem();
        float[] sums = new float[items.length];
        for (int place = 0; place < items.length; place++) {
            double sum = 0;
            for (long position = byItem.start(items[place]); position < byItem.end(items[place]); position++) {
                float rating = byItem.rating(position);
                sum += feedback.accepts(rating) ? feedback.value(rating) : 0;
            }
            sums[place] = (float) sum;
        }
        return sums;
    }

    private static int[] counts(Interactions ratings, Feedback feedback) {
        Rows byItem = ratings.byItem();
        int[] counts = new int[byItem.rows()];
        for (int item = 0; item < counts.length; item++) {
            for (long position = byItem.start(item); position < byItem.end(item); position++) {
                counts[item] += feedback.accepts(byItem.rating(position)) ? 1 : 0;
            }
        }
        return counts;
    }

    /**
     * The items that a matrix of items by items may have.
     *
     * @param model who asks
     * @param matrices how many such matrices there are at once, of four bytes a number
     * @throws MatineeException {@code BAD_DATA} with the memory they would need when there are too many
     */
    static KnownItems forMatrix(
            Interactions ratings, Feedback feedback, String model, int maximum, BeyondMaximum beyond, int matrices) {
        KnownItems known = withFeedback(ratings, feedback);
        if (known.size() > maximum && beyond == BeyondMaximum.KEEP_POPULAR) {
            known = mostPopular(ratings, feedback, maximum);
        }
        long bytes = 4L * matrices * known.size() * known.size();
        if (known.size() > maximum) {
            throw MatineeException.badData(
                    model + " would need " + bytes + " bytes for " + known.size()
                            + " items, more than the setting maximumItems of " + maximum + " allows",
                    "raise maximumItems, or set beyondMaximum to keep-popular");
        }
        long heap = Runtime.getRuntime().maxMemory();
        if (bytes > heap) {
            throw MatineeException.badData(
                    model + " would need " + bytes + " bytes for " + known.size() + " items, and Java may use " + heap,
                    "start Java with a greater -Xmx, or lower maximumItems and set beyondMaximum to keep-popular");
        }
        return known;
    }

    /** How many items are known. */
    int size() {
        return items.length;
    }

    /** How many items there are in all. */
    int all() {
        return places.length;
    }

    /** The known items, ascending. */
    int[] items() {
        return items;
    }

    /** The place of an item, or {@link #NONE}. */
    int place(int item) {
        return places[item];
    }

    /** Writes what is known to the scores of all items; the others get 0. */
    void spread(float[] known, int from, float[] scores, int to) {
        Arrays.fill(scores, to, to + places.length, 0);
        for (int place = 0; place < items.length; place++) {
            scores[to + items[place]] = known[from + place];
        }
    }
}
