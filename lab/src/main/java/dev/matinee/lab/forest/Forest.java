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
    /** How many numbers a node has: its split, threshold or share, left child and cover. */
    private static final int WIDTH = 4;

    private static final int VALUE = 1;
    private static final int CHILD = 2;
    private static final int COVER = 3;
    private static final String TREES = "trees";
    private static final String NODES = "nodes";
    private static final String GAINS = "gains";
    private static final int ROWS_AT_ONCE = 1024;
    private static final int EXPLAINED_AT_ONCE = 4;

    private final int columns;
    private final int[] starts;

    /** Node after node, so that a step down a tree touches one place in memory. */
    private final int[] nodes;

    private final float[] gains;
    private final int deepest;

    private Forest(int columns, int[] starts, int[] nodes, float[] gains) {
        this.columns = columns;
        this.starts = starts;
        this.nodes = nodes;
        this.gains = gains;
        this.deepest = deepest(starts, nodes);
    }

    /** Puts trees one after the other. */
    static Forest of(int columns, Tree[] trees) {
        int[] starts = new int[trees.length + 1];
        for (int tree = 0; tree < trees.length; tree++) {
            starts[tree + 1] = Math.addExact(starts[tree], trees[tree].size());
        }
        int[] nodes = new int[Math.multiplyExact(WIDTH, starts[trees.length])];
        double[] gains = new double[columns];
        for (int tree = 0; tree < trees.length; tree++) {
            Tree one = trees[tree];
            for (int node = 0; node < one.size(); node++) {
                int at = WIDTH * (starts[tree] + node);
                nodes[at] = one.splits()[node];
                nodes[at + VALUE] = Float.floatToRawIntBits(one.values()[node]);
                nodes[at + CHILD] = starts[tree] + one.children()[node];
                nodes[at + COVER] = one.covers()[node];
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
        return new Forest(columns, starts, nodes, shares);
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
        int[] nodes = Tensor.ints(tensors, NODES, starts[starts.length - 1], WIDTH);
        for (int tree = 0; tree + 1 < starts.length; tree++) {
            for (int node = starts[tree]; node < starts[tree + 1]; node++) {
                int split = nodes[WIDTH * node];
                int child = nodes[WIDTH * node + CHILD];
                boolean fits = split >= 0 && (split >> 1) < columns && child > node && child < starts[tree + 1] - 1;
                if (nodes[WIDTH * node + COVER] < 1 || !(split == Tree.LEAF || fits)) {
                    throw damaged();
                }
            }
        }
        return new Forest(columns, starts, nodes, Tensor.floats(tensors, GAINS, columns));
    }

    private static MatineeException damaged() {
        return MatineeException.badData("the model file holds no forest that can be read", "train the model again");
    }

    private static int deepest(int[] starts, int[] nodes) {
        int[] depths = new int[nodes.length / WIDTH];
        int deepest = 0;
        for (int node = 0; node < starts[starts.length - 1]; node++) {
            deepest = Math.max(deepest, depths[node]);
            if (nodes[WIDTH * node] != Tree.LEAF) {
                int child = nodes[WIDTH * node + CHILD];
                depths[child] = depths[node] + 1;
                depths[child + 1] = depths[node] + 1;
            }
        }
        return deepest;
    }

    /** All of it by name, for a model file. */
    public Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put(TREES, Tensor.of(starts, starts.length));
        tensors.put(NODES, Tensor.of(nodes, nodes(), WIDTH));
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
        return nodes.length / WIDTH;
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
                    sums[row - from] += value(leaf(starts[tree], rows, row * columns));
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
        while (nodes[WIDTH * node] != Tree.LEAF) {
            node = next(node, rows, at);
        }
        return node;
    }

    /** The child that a row goes to. */
    int next(int node, float[] rows, int at) {
        int split = nodes[WIDTH * node];
        float value = rows[at + (split >> 1)];
        boolean left = Float.isNaN(value) ? (split & 1) == 1 : value <= value(node);
        return nodes[WIDTH * node + CHILD] + (left ? 0 : 1);
    }

    /** The column that a node splits by; negative for a leaf. */
    int column(int node) {
        return nodes[WIDTH * node] >> 1;
    }

    /** The left child of a node; the right one follows it. */
    int child(int node) {
        return nodes[WIDTH * node + CHILD];
    }

    /** What a leaf says, or the number up to which values go left. */
    float value(int node) {
        return Float.intBitsToFloat(nodes[WIDTH * node + VALUE]);
    }

    /** How many drawn rows came to a node. */
    int cover(int node) {
        return nodes[WIDTH * node + COVER];
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
