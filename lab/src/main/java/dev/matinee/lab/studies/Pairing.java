package dev.matinee.lab.studies;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Which of our clusters stands beside which of a document's. */
final class Pairing {
    private final double[][] distances;
    private final int[] tried;
    private int[] best;
    private double least = Double.POSITIVE_INFINITY;

    private Pairing(double[][] distances) {
        this.distances = distances;
        this.tried = new int[distances.length];
        this.best = tried.clone();
    }

    /**
     * For each of their clusters one of ours, each once, so that all together are as near as can be. Means are compared by how
     * they stand to each other: each column less its mean, in units of its deviation, on either side for itself, since the
     * numbers of other data are others. Takes time that grows as the factorial of the clusters.
     *
     * @param theirs the means of their clusters, a row each
     * @param ours ours, as many
     */
    static int[] nearest(double[][] theirs, double[][] ours) {
        double[][] left = standardised(theirs);
        double[][] right = standardised(ours);
        double[][] distances = Arrays.stream(left)
                .map(one -> Arrays.stream(right)
                        .mapToDouble(other -> squared(one, other))
                        .toArray())
                .toArray(double[][]::new);
        Pairing pairing = new Pairing(distances);
        pairing.tryFrom(0, 0);
        return pairing.best;
    }

    private static double squared(double[] one, double[] other) {
        return IntStream.range(0, one.length)
                .mapToDouble(column -> (one[column] - other[column]) * (one[column] - other[column]))
                .sum();
    }

    private static double[][] standardised(double[][] rows) {
        double[][] standard = new double[rows.length][rows[0].length];
        for (int at = 0; at < rows[0].length; at++) {
            int column = at;
            double mean = Arrays.stream(rows)
                    .mapToDouble(row -> row[column])
                    .average()
                    .orElse(0);
            double variance = Arrays.stream(rows)
                    .mapToDouble(row -> (row[column] - mean) * (row[column] - mean))
                    .average()
                    .orElse(0);
            for (int row = 0; row < rows.length; row++) {
                standard[row][column] = variance == 0 ? 0 : (rows[row][column] - mean) / Math.sqrt(variance);
            }
        }
        return standard;
    }

    private void tryFrom(int cluster, double distance) {
        if (distance >= least) {
            return;
        }
        if (cluster == tried.length) {
            least = distance;
            best = tried.clone();
            return;
        }
        for (int other = 0; other < tried.length; other++) {
            int candidate = other;
            if (IntStream.range(0, cluster).noneMatch(before -> tried[before] == candidate)) {
                tried[cluster] = other;
                tryFrom(cluster + 1, distance + distances[cluster][other]);
            }
        }
    }
}
