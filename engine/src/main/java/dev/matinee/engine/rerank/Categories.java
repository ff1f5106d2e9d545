package dev.matinee.engine.rerank;

import dev.matinee.engine.MatineeException;
import java.util.List;
import java.util.TreeSet;

/**
 * Which categories, such as genres, every item belongs to. An item may belong to several and counts in each for its share:
 * of three genres a third each. Immutable.
 */
public final class Categories {
    private final List<String> names;
    private final int[][] byItem;

    private Categories(List<String> names, int[][] byItem) {
        this.names = names;
        this.byItem = byItem;
    }

    /**
     * The categories that these items name.
     *
     * @param byItem the names of each item's categories, by item index; an empty list where there is none
     */
    public static Categories of(List<List<String>> byItem) {
        TreeSet<String> all = new TreeSet<>();
        byItem.forEach(all::addAll);
        List<String> names = List.copyOf(all);
        int[][] indexes = byItem.stream()
                .map(own -> own.stream().distinct().mapToInt(names::indexOf).toArray())
                .toArray(int[][]::new);
        return new Categories(names, indexes);
    }

    /** The names, ascending. */
    public List<String> names() {
        return names;
    }

    /** The number of items. */
    public int items() {
        return byItem.length;
    }

    /**
     * The share of each category in some items.
     *
     * @param items item indexes; those without a category are passed over
     * @return one share a category, adding up to 1, or all 0 when no item has a category
     */
    public double[] shares(int[] items) {
        double[] shares = new double[names.size()];
        int counted = 0;
        for (int item : items) {
            if (item < 0 || item >= byItem.length) {
                throw MatineeException.usage(
                        "there are categories of " + byItem.length + " items, so none of item " + item);
            }
            counted += byItem[item].length > 0 ? 1 : 0;
            for (int category : byItem[item]) {
                shares[category] += 1.0 / byItem[item].length;
            }
        }
        for (int category = 0; category < shares.length && counted > 0; category++) {
            shares[category] /= counted;
        }
        return shares;
    }

    /** The cosine of two items' categories: 1 when they have the same, 0 when they share none. */
    public double cosine(int a, int b) {
        int shared = 0;
        for (int mine : byItem[a]) {
            for (int theirs : byItem[b]) {
                shared += mine == theirs ? 1 : 0;
            }
        }
        return shared == 0 ? 0 : shared / Math.sqrt((double) byItem[a].length * byItem[b].length);
    }
}
