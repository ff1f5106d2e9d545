package dev.matinee.lab.forest;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.recommend.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A random forest that was grown: what it says of a row is the mean over its trees of the share of rows labelled 1 in the leaf
 * that the row comes to. Immutable and thread-safe.
 *
 * <p>Memory: 16 bytes a node, of which a tree has at most twice as many as rows to learn from.
 */
public final class Forest {
    private static final String TREES = "trees";
    private static final String SPLITS = "splits";
    private static final String VALUES = "values";
    private static final String CHILDREN = "children";
    private static final String COVERS = "covers";
    private static final String GAINS = "gains";
    private static final int ROWS_AT_ONCE = 1024;
    private static final int EXPLAINED_AT_ONCE = 4;

    private final int columns;
    private final int[] starts;
    private final int[] splits;
    private final float[] values;
    private final int[] children;
    private final int[] covers;
    private final float[] gains;
    private final int deepest;

    private Forest(
            int columns,
            int[] starts,
            int[] splits,
            float[] values,
            int[] children,
            int[] covers,
            float[] gains,
            int deepest) {
        this.columns = columns;
        this.starts = starts;
        this.splits = splits;
        this.values = values;
        this.children = children;
        this.covers = covers;
        this.gains = gains;
        this.deepest = deepest;
    }

    /** Puts trees one after the other. */
    static Forest of(int columns, Tree[] trees) {
        int[] starts = new int[trees.length + 1];
        for (int tree = 0; tree < trees.length; tree++) {
            starts[tree + 1] = Math.addExact(starts[tree], trees[tree].size());
        }
        int nodes = starts[trees.length];
        int[] splits = new int[nodes];
        float[] values = new float[nodes];
        int[] children = new int[nodes];
        int[] covers = new int[nodes];
        double[] gains = new double[columns];
        for (int tree = 0; tree < trees.length; tree++) {
            Tree one = trees[tree];
            System.arraycopy(one.splits(), 0, splits, starts[tree], one.size());
            System.arraycopy(one.values(), 0, values, starts[tree], one.size());
            System.arraycopy(one.covers(), 0, covers, starts[tree], one.size());
            for (int node = 0; node < one.size(); node++) {
                children[starts[tree] + node] = starts[tree] + one.children()[node];
            }
            for (int column = 0; column < columns; column++) {
                gains[column] += one.gains()[column];
            }
        }
        float[] shares = new float[columns];
        double all = Arrays.stream(gains).sum();
        for (int column = 0; column < columns && all > 0; column++) {
            shares[column] = (float) (gains[column] / all);
        }
        return new Forest(columns, starts, splits, values, children, covers, shares, deepest(starts, splits, children));
    }

    /**
     * A forest as {@link #tensors} left it.
     *
     * @throws MatineeException {@code BAD_DATA} where that is no forest of so many columns
     */
    public static Forest load(int columns, Map<String, Tensor> tensors) {
        Tensor sizes = tensors.get(TREES);
        int[] starts = sizes == null ? new int[0] : sizes.ints();
        boolean sound = starts.length > 1 && starts[0] == 0;
        for (int tree = 1; tree < starts.length; tree++) {
            sound &= starts[tree] > starts[tree - 1];
        }
        if (!sound) {
            throw damaged();
        }
        int nodes = starts[starts.length - 1];
        int[] splits = Tensor.ints(tensors, SPLITS, nodes);
        int[] children = Tensor.ints(tensors, CHILDREN, nodes);
        int[] covers = Tensor.ints(tensors, COVERS, nodes);
        for (int tree = 0; tree + 1 < starts.length; tree++) {
            for (int node = starts[tree]; node < starts[tree + 1]; node++) {
                boolean leaf = splits[node] == Tree.LEAF;
                boolean fits = splits[node] >= 0
                        && splits[node] >> 1 < columns
                        && children[node] > node
                        && children[node] < starts[tree + 1] - 1;
                if (covers[node] < 1 || !(leaf || fits)) {
                    throw damaged();
                }
            }
        }
        float[] values = Tensor.floats(tensors, VALUES, nodes);
        float[] gains = Tensor.floats(tensors, GAINS, columns);
        return new Forest(columns, starts, splits, values, children, covers, gains, deepest(starts, splits, children));
    }

    private static MatineeException damaged() {
        return MatineeException.badData("the model file holds no forest that can be read", "train the model again");
    }

    private static int deepest(int[] starts, int[] splits, int[] children) {
        int[] depths = new int[splits.length];
        int deepest = 0;
        for (int tree = 0; tree + 1 < starts.length; tree++) {
            for (int node = starts[tree]; node < starts[tree + 1]; node++) {
                deepest = Math.max(deepest, depths[node]);
                if (splits[node] != Tree.LEAF) {
                    depths[children[node]] = depths[node] + 1;
                    depths[children[node] + 1] = depths[node] + 1;
                }
            }
        }
        return deepest;
    }

    /** All of it by name, for a model file. */
    public Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put(TREES, Tensor.of(starts, starts.length));
        tensors.put(SPLITS, Tensor.of(splits, splits.length));
        tensors.put(VALUES, Tensor.of(values, values.length));
        tensors.put(CHILDREN, Tensor.of(children, children.length));
        tensors.put(COVERS, Tensor.of(covers, covers.length));
        tensors.put(GAINS, Tensor.of(gains, gains.length));
        return tensors;
    }

    /** How many columns its rows have. */
    public int columns() {
        return columns;
    }

    /** How many trees there are. */
    public int trees() {
        return starts.length - 1;
    }

    /** How many nodes all trees have. */
    public int nodes() {
        return splits.length;
    }

    /** By how much the splits of each column lowered the Gini impurity, as shares of 1; all 0 where nothing was split. */
    public double[] importances() {
        double[] shares = new double[columns];
        for (int column = 0; column < columns; column++) {
            shares[column] = gains[column];
        }
        return shares;
    }

    /**
     * The share of rows labelled 1 where each row comes to, from 0 to 1.
     *
     * @param rows the rows one after the other, {@link #columns} numbers each; NaN where a value is missing
     */
    public float[] probabilities(float[] rows, Run run) {
        float[] all = new float[rowsOf(rows)];
        run.parallelRanges(all.length, ROWS_AT_ONCE, (from, to) -> {
            double[] sums = new double[to - from];
            for (int tree = 0; tree < trees(); tree++) {
                for (int row = from; row < to; row++) {
                    sums[row - from] += values[leaf(starts[tree], rows, row * columns)];
                }
            }
            for (int row = from; row < to; row++) {
                all[row] = (float) (sums[row - from] / trees());
            }
        });
        return all;
    }

    private int rowsOf(float[] rows) {
        if (columns == 0 || rows.length % columns != 0) {
            throw MatineeException.usage(rows.length + " values do not make rows of " + columns + " columns");
        }
        return rows.length / columns;
    }

    private int leaf(int root, float[] rows, int at) {
        int node = root;
        while (splits[node] != Tree.LEAF) {
            node = next(node, rows, at);
        }
        return node;
    }

    /** The child that a row goes to. */
    int next(int node, float[] rows, int at) {
        int split = splits[node];
        float value = rows[at + (split >> 1)];
        boolean left = Float.isNaN(value) ? (split & 1) == 1 : value <= values[node];
        return children[node] + (left ? 0 : 1);
    }

    /** The column that a node splits by; negative for a leaf. */
    int column(int node) {
        return splits[node] >> 1;
    }

    /** The left child of a node; the right one follows it. */
    int child(int node) {
        return children[node];
    }

    /** What a leaf says. */
    float value(int leaf) {
        return values[leaf];
    }

    /** How many drawn rows came to a node. */
    int cover(int node) {
        return covers[node];
    }

    /** The first node of a tree. */
    int root(int tree) {
        return starts[tree];
    }

    /** How many splits are one below the other at most. */
    int deepest() {
        return deepest;
    }

    /**
     * How much each column adds to what is said of each row: exact Shapley values of the game in which a column that is not known
     * sends a row both ways, in the shares in which the drawn rows went ({@link ShapleyValues}).
     *
     * @param rows as for {@link #probabilities}
     * @return {@code columns + 1} numbers a row, the last what is said of a row that nothing is known of; they sum to the
     *     probability
     */
    public float[] contributions(float[] rows, Run run) {
        int count = rowsOf(rows);
        float[] all = new float[count * (columns + 1)];
        run.parallelRanges(count, EXPLAINED_AT_ONCE, (from, to) -> {
            ShapleyValues values = new ShapleyValues(this);
            for (int row = from; row < to; row++) {
                values.write(rows, row * columns, all, row * (columns + 1));
            }
        });
        return all;
    }
}
