package dev.matinee.engine.cluster;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.kernels.Kernels;

/** Points of which every coordinate is given. Memory: 4 bytes a coordinate, kept dimension by dimension. */
public final class DensePoints implements Points {
    private final Kernels kernels = Kernels.active();
    private final float[] columns;
    private final int size;
    private final int dimensions;

    private DensePoints(float[] columns, int size, int dimensions) {
        this.columns = columns;
        this.size = size;
        this.dimensions = dimensions;
    }

    /** Points from their coordinates, point after point. */
    public static DensePoints ofRows(float[] rows, int dimensions) {
        if (dimensions < 1 || rows.length % dimensions != 0) {
            throw MatineeException.usage(
                    "points of " + dimensions + " dimensions cannot be made of " + rows.length + " coordinates");
        }
        int size = rows.length / dimensions;
        float[] columns = new float[rows.length];
        for (int i = 0; i < size; i++) {
            for (int d = 0; d < dimensions; d++) {
                columns[d * size + i] = rows[i * dimensions + d];
            }
        }
        return ofColumns(columns, size, dimensions);
    }

    /** Points from their coordinates, dimension after dimension; the array is not copied. */
    public static DensePoints ofColumns(float[] columns, int size, int dimensions) {
        if (columns.length != (long) size * dimensions) {
            throw MatineeException.usage(size + " points of " + dimensions + " dimensions need "
                    + (long) size * dimensions + " coordinates, got " + columns.length);
        }
        for (int at = 0; at < columns.length; at++) {
            if (!Float.isFinite(columns[at])) {
                throw MatineeException.usage("coordinates must be finite, got " + columns[at] + " in dimension "
                        + at / size + " of point " + at % size);
            }
        }
        return new DensePoints(columns, size, dimensions);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    /** One coordinate of a point. */
    public float coordinate(int point, int dimension) {
        return columns[dimension * size + point];
    }

    /** All coordinates, dimension after dimension. */
    float[] columns() {
        return columns;
    }

    @Override
    public Nearest nearest(float[] centers, int k) {
        return (from, to, labels, distances) ->
                kernels.nearest(columns, size, from, to, dimensions, centers, k, labels, distances);
    }

    @Override
    public void add(int point, double[] sums, int at, int sign) {
        for (int d = 0; d < dimensions; d++) {
            sums[at + d] += sign * columns[d * size + point];
        }
    }

    @Override
    public double meanVariance() {
        double total = 0;
        for (int d = 0; d < dimensions; d++) {
            double sum = 0;
            for (int i = 0; i < size; i++) {
                sum += columns[d * size + i];
            }
            double mean = sum / size;
            for (int i = 0; i < size; i++) {
                double difference = columns[d * size + i] - mean;
                total += difference * difference / size;
            }
        }
        return total / dimensions;
    }

    @Override
    public double squaredDistance(int point, float[] centers, int center) {
        double sum = 0;
        for (int d = 0; d < dimensions; d++) {
            double difference = (double) columns[d * size + point] - centers[center * dimensions + d];
            sum += difference * difference;
        }
        return sum;
    }
}
