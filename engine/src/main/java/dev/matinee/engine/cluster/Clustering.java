package dev.matinee.engine.cluster;

/**
 * A division of points into clusters.
 *
 * @param k the number of clusters
 * @param dimensions the number of coordinates of a center
 * @param centers the clusters' means, one after the other
 * @param labels the cluster of each point, 0 to {@code k - 1}
 * @param sizes the number of points of each cluster
 * @param inertia the sum of the squared distances of the points to their cluster's center
 * @param iterations how often the centers were moved
 * @param converged whether the last movement left every point in its cluster
 */
public record Clustering(
        int k,
        int dimensions,
        float[] centers,
        int[] labels,
        int[] sizes,
        double inertia,
        int iterations,
        boolean converged) {
    /** One coordinate of a center. */
    public float center(int cluster, int dimension) {
        return centers[cluster * dimensions + dimension];
    }
}
