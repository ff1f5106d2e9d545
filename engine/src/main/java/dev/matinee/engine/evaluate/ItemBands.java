package dev.matinee.engine.evaluate;

import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.split.Split;
import java.util.ArrayList;
import java.util.List;

/**
 * A division of items into bands, to see on which of them predicted ratings are off. The array is shared, not copied, and is
 * not to be changed.
 *
 * @param name what they are divided by, such as {@code popularity}
 * @param labels what the bands are called, in order
 * @param byItem the position in {@code labels} of each item's band by item index
 */
public record ItemBands(String name, List<String> labels, int[] byItem) {
    /** The name of the bands by number of training ratings. */
    public static final String POPULARITY = "popularity";

    /** Copies the list. */
    public ItemBands {
        labels = List.copyOf(labels);
    }

    /**
     * {@code popularity}: items by how many training ratings they have: 0, 1-2, 3-9, 10-29, 30-99, 100-299 and so on, each
     * band three times as wide as the one before. The limits are the same for all splits and all data.
     */
    public static ItemBands byPopularity(Split split) {
        Rows byItem = split.training().interactions().byItem();
        int most = 0;
        for (int item = 0; item < byItem.rows(); item++) {
            most = Math.max(most, byItem.count(item));
        }
        List<Long> from = new ArrayList<>(List.of(0L, 1L));
        while (from.getLast() <= most) {
            from.add(from.size() % 2 == 0 ? from.getLast() * 3 : from.getLast() / 3 * 10);
        }
        List<String> labels = new ArrayList<>(List.of("0"));
        for (int band = 1; band < from.size() - 1; band++) {
            labels.add(from.get(band) + "-" + (from.get(band + 1) - 1));
        }
        int[] bands = new int[byItem.rows()];
        for (int item = 0; item < bands.length; item++) {
            while (byItem.count(item) >= from.get(bands[item] + 1)) {
                bands[item]++;
            }
        }
        return new ItemBands(POPULARITY, labels, bands);
    }
}
