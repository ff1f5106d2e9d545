package dev.matinee.engine.cluster;

/** Points of a Euclidean space, dense or sparse. Immutable and thread-safe. */
public sealed interface Points permits DensePoints, SparsePoints {
    /** The number of points. */
    int size();

    /** The number of dimensions. */
    int dimensions();

    /** Prepares for finding the nearest of {@code k} centers, which stand one after the other. */
    Nearest nearest(float[] centers, int k);

    /** Adds a point, or takes it away where {@code sign} is -1, to the sums that stand from {@code at} on. */
    void add(int point, double[] sums, int at, int sign);

    /** The mean over dimensions of the variance of the points. */
    double meanVariance();

    /** The squared distance of a point to one of several centers, computed without loss. */
    double squaredDistance(int point, float[] centers, int center);

    /** Finds nearest centers. */
    @FunctionalInterface
    interface Nearest {
        /** Writes the nearest center of points {@code from} to {@code to - 1} and its squared distance, at their indexes. */
        void find(int from, int to, int[] labels, float[] distances);
    }
}
