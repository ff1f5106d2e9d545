package dev.matinee.lab.forest;

import java.util.Arrays;

/** One tree while it grows: its nodes in the order in which they were made, the root first, children in pairs. */
final class Tree {
    /** In place of a split: the node is a leaf. */
    static final int LEAF = -1;

    private int size;
    private int[] splits = new int[64];
    private float[] values = new float[64];
    private int[] children = new int[64];
    private int[] covers = new int[64];
    private final double[] gains;

    Tree(int columns) {
        this.gains = new double[columns];
    }

    /** A new leaf; its index. */
    int leaf(float share, int cover) {
        if (size == splits.length) {
            splits = Arrays.copyOf(splits, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
            children = Arrays.copyOf(children, 2 * size);
            covers = Arrays.copyOf(covers, 2 * size);
        }
        splits[size] = LEAF;
        values[size] = share;
        covers[size] = cover;
        return size++;
    }

    /**
     * Makes a leaf a split.
     *
     * @param children the index of its left child; the right one follows it
     * @param gain by how much it lowers the impurity of the drawn rows
     */
    void split(int node, int column, boolean missingGoLeft, float threshold, int children, double gain) {
        splits[node] = 2 * column + (missingGoLeft ? 1 : 0);
        values[node] = threshold;
        this.children[node] = children;
        gains[column] += gain;
    }

    int size() {
        return size;
    }

    int[] splits() {
        return splits;
    }

    float[] values() {
        return values;
    }

    int[] children() {
        return children;
    }

    int[] covers() {
        return covers;
    }

    double[] gains() {
        return gains;
    }
}
