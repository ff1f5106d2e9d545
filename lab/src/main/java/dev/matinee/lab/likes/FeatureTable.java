package dev.matinee.lab.likes;

import dev.matinee.engine.MatineeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of features, one a rating, with whether each is a like. Where a value is not known it is NaN. Immutable by
 * convention: whoever fills the arrays does so before anybody else sees them.
 *
 * <p>Memory: 4 bytes a value, and 9 a row.
 */
public final class FeatureTable {
    private final List<Feature> features;
    private final float[] values;
    private final byte[] likes;
    private final int[] users;
    private final int[] items;

    /**
     * A table.
     *
     * @param values {@code features.size()} numbers a row, one row after the other
     * @param likes 1 for a like, 0 for none
     * @param users whose rating each row is, by index; -1 for somebody unknown
     * @param items of which movie
     */
    FeatureTable(List<Feature> features, float[] values, byte[] likes, int[] users, int[] items) {
        this.features = List.copyOf(features);
        this.values = values;
        this.likes = likes;
        this.users = users;
        this.items = items;
    }

    /** A table of so many rows, to be filled. */
    static FeatureTable of(List<Feature> features, long rows) {
        if (rows * features.size() > Integer.MAX_VALUE - 8) {
            throw MatineeException.usage(rows + " rows of " + features.size()
                    + " features do not fit in one table; learn from fewer rows with --set sample="
                    + (Integer.MAX_VALUE - 8) / features.size() / 1000 * 1000 + " or less");
        }
        int count = (int) rows;
        return new FeatureTable(
                features, new float[count * features.size()], new byte[count], new int[count], new int[count]);
    }

    /** A table of columns under these names, for data that do not come from ratings. */
    public static FeatureTable of(List<String> names, float[] values, byte[] likes) {
        List<Feature> features =
                names.stream().map(name -> new Feature(name, "", "", "", "")).toList();
        return new FeatureTable(features, values, likes, new int[likes.length], new int[likes.length]);
    }

    /** The columns. */
    public List<Feature> features() {
        return features;
    }

    /** The names of the columns. */
    public List<String> names() {
        return features.stream().map(Feature::name).toList();
    }

    /** How many rows there are. */
    public int rows() {
        return likes.length;
    }

    /** How many columns there are. */
    public int columns() {
        return features.size();
    }

    /** One value; NaN where it is not known. */
    public float value(int row, int column) {
        return values[row * features.size() + column];
    }

    /** 1 for a like, 0 for none. */
    public byte like(int row) {
        return likes[row];
    }

    /** Whose rating a row is, by index. */
    public int user(int row) {
        return users[row];
    }

    /** Of which movie a row is, by index. */
    public int item(int row) {
        return items[row];
    }

    /** All values, row after row, not copied. */
    float[] values() {
        return values;
    }

    /** All likes, not copied. */
    byte[] likes() {
        return likes;
    }

    /** All likes. */
    public byte[] copyOfLikes() {
        return likes.clone();
    }

    /** All users, not copied. */
    int[] users() {
        return users;
    }

    /** All movies, not copied. */
    int[] items() {
        return items;
    }

    /** How many rows are likes. */
    public int likeCount() {
        int count = 0;
        for (byte like : likes) {
            count += like;
        }
        return count;
    }

    /** The column of a name; -1 where there is none. */
    public int column(String name) {
        return names().indexOf(name);
    }

    /** The same rows with some columns taken from another table of the same rows and columns. */
    public FeatureTable withColumnsOf(FeatureTable other, List<Integer> columns) {
        float[] mixed = values.clone();
        for (int column : columns) {
            for (int at = column; at < mixed.length; at += features.size()) {
                mixed[at] = other.values[at];
            }
        }
        return new FeatureTable(features, mixed, likes, users, items);
    }

    /** The same rows with one column in the order that {@code order} gives. */
    public FeatureTable shuffled(int column, int[] order) {
        float[] shuffled = values.clone();
        int width = features.size();
        for (int row = 0; row < order.length; row++) {
            shuffled[row * width + column] = values[order[row] * width + column];
        }
        return new FeatureTable(features, shuffled, likes, users, items);
    }

    /** The same rows with other likes. */
    FeatureTable likes(byte[] others) {
        return new FeatureTable(features, values, others, users, items);
    }

    /** Some of the rows, in this order. */
    public FeatureTable rows(int[] chosen) {
        int width = features.size();
        FeatureTable some = of(features, chosen.length);
        for (int row = 0; row < chosen.length; row++) {
            System.arraycopy(values, chosen[row] * width, some.values, row * width, width);
            some.likes[row] = likes[chosen[row]];
            some.users[row] = users[chosen[row]];
            some.items[row] = items[chosen[row]];
        }
        return some;
    }

    /** The rows from one to before another. */
    public FeatureTable rows(int from, int to) {
        int width = features.size();
        return new FeatureTable(
                features,
                Arrays.copyOfRange(values, from * width, to * width),
                Arrays.copyOfRange(likes, from, to),
                Arrays.copyOfRange(users, from, to),
                Arrays.copyOfRange(items, from, to));
    }

    /**
     * Refuses a table whose columns are not those that were learned from.
     *
     * @throws MatineeException {@code CONFLICT}, naming the columns
     */
    void require(List<String> learned) {
        List<String> here = names();
        if (here.equals(learned)) {
            return;
        }
        List<String> missing = new ArrayList<>(learned);
        missing.removeAll(here);
        List<String> unknown = new ArrayList<>(here);
        unknown.removeAll(learned);
        String how = missing.isEmpty() && unknown.isEmpty()
                ? "the same columns in another order"
                : (missing.isEmpty() ? "" : "without " + String.join(", ", missing))
                        + (missing.isEmpty() || unknown.isEmpty() ? "" : " and ")
                        + (unknown.isEmpty() ? "" : "with unknown " + String.join(", ", unknown));
        throw new MatineeException(
                dev.matinee.engine.ErrorCode.CONFLICT,
                "the model learned from " + learned.size() + " features and was given " + here.size() + ", " + how,
                "train the model again, or give it the features of its card");
    }
}
