package dev.matinee.engine.cluster;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.kernels.Kernels;
import java.util.Arrays;

/** Points of which most coordinates are 0. Memory: 8 bytes a coordinate that is not, 16 a point. */
public final class SparsePoints implements Points {
    /** Rows of centers are filled up to a multiple of this, so that they are read in whole registers. */
    private static final int ALIGNMENT = 16;

    private final Kernels kernels = Kernels.active();
    private final int[] starts;
    private final int[] columns;
    private final float[] values;
    private final int dimensions;
    private final double[] squares;

    /**
     * Points in compressed rows; the arrays are not copied.
     *
     * @param starts where each point's coordinates start, and, last, where they end
     * @param columns the dimension of each coordinate, ascending within a point
     * @param values the coordinates
     */
    public SparsePoints(int[] starts, int[] columns, float[] values, int dimensions) {
        int stored = starts[starts.length - 1];
        if (columns.length < stored || values.length < stored) {
            throw MatineeException.usage(stored + " coordinates are announced, got " + columns.length + " columns and "
                    + values.length + " values");
        }
        this.starts = starts;
        this.columns = columns;
        this.values = values;
        this.dimensions = dimensions;
        this.squares = new double[starts.length - 1];
        for (int i = 0; i < squares.length; i++) {
            for (int at = starts[i]; at < starts[i + 1]; at++) {
                int previous = at == starts[i] ? -1 : columns[at - 1];
                if (columns[at] <= previous || columns[at] >= dimensions || !Float.isFinite(values[at])) {
                    throw MatineeException.usage("point " + i + " has the coordinate " + values[at] + " in dimension "
                            + columns[at] + " of " + dimensions + " after dimension " + previous);
                }
                squares[i] += (double) values[at] * values[at];
            }
        }
    }

    @Override
    public int size() {
        return squares.length;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    /** The number of coordinates that are stored. */
    public int stored() {
        return starts[starts.length - 1];
    }

    /** Some of the points with every coordinate given. Memory: 4 bytes a coordinate. */
    DensePoints dense(int[] chosen) {
        float[] coordinates = new float[Math.multiplyExact(chosen.length, dimensions)];
        for (int i = 0; i < chosen.length; i++) {
            for (int at = starts[chosen[i]]; at < starts[chosen[i] + 1]; at++) {
                coordinates[columns[at] * chosen.length + i] = values[at];
            }
        }
        return DensePoints.ofColumns(coordinates, chosen.length, dimensions);
    }

    @Override
    public Nearest nearest(float[] centers, int k) {
        int width = Math.ceilDiv(k, ALIGNMENT) * ALIGNMENT;
        float[] table = new float[Math.multiplyExact(dimensions, width)];
        double[] lengths = new double[k];
        for (int c = 0; c < k; c++) {
            for (int d = 0; d < dimensions; d++) {
                float coordinate = centers[c * dimensions + d];
                table[d * width + c] = coordinate;
                lengths[c] += (double) coordinate * coordinate;
            }
        }
        return (from, to, labels, distances) -> {
            float[] products = new float[width];
            for (int i = from; i < to; i++) {
                Arrays.fill(products, 0);
                kernels.addChosenRows(table, width, columns, values, starts[i], starts[i + 1] - starts[i], products);
                int best = 0;
                double least = Double.POSITIVE_INFINITY;
                for (int c = 0; c < k; c++) {
                    double distance = lengths[c] - 2.0 * products[c];
                    if (distance < least) {
                        least = distance;
                        best = c;
                    }
                }
                labels[i] = best;
                distances[i] = (float) Math.max(0, squares[i] + least);
            }
        };
    }

    @Override
    public void add(int point, double[] sums, int at, int sign) {
        for (int i = starts[point]; i < starts[point + 1]; i++) {
            sums[at + columns[i]] += sign * values[i];
        }
    }

    @Override
    public double meanVariance() {
        double[] sums = new double[dimensions];
        double total = 0;
        for (int i = 0; i < size(); i++) {
            add(i, sums, 0, 1);
            total += squares[i];
        }
        double variance = total / size();
        for (double sum : sums) {
            variance -= sum / size() * (sum / size());
        }
        return Math.max(0, variance) / dimensions;
    }

    @Override
    public double squaredDistance(int point, float[] centers, int center) {
        int base = center * dimensions;
        double sum = 0;
        int at = starts[point];
        for (int d = 0; d < dimensions; d++) {
            double coordinate = 0;
            while (at < starts[point + 1] && columns[at] == d) {
                coordinate += values[at++];
            }
            double difference = coordinate - centers[base + d];
            sum += difference * difference;
        }
        return sum;
    }
}
