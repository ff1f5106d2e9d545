package dev.matinee.engine.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Euclidean distances of as many points at a time as there are lanes. */
final class VectorDistances {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final int W = LANES.length();

    /** How many distances are added as floats before they are added to a double. */
    private static final int CHUNK = 64 * W;

    private static final ScalarKernels SCALAR = new ScalarKernels();

    private VectorDistances() {}

    static void nearest(
            float[] columns,
            int stride,
            int from,
            int to,
            int dimensions,
            float[] centers,
            int k,
            int[] labels,
            float[] distances) {
        float[] chosen = new float[W];
        int i = from;
        for (; i <= to - W; i += W) {
            FloatVector least = FloatVector.broadcast(LANES, Float.POSITIVE_INFINITY);
            FloatVector best = FloatVector.zero(LANES);
            for (int c = 0; c < k; c++) {
                FloatVector sum = FloatVector.zero(LANES);
                for (int d = 0; d < dimensions; d++) {
                    FloatVector difference = FloatVector.fromArray(LANES, columns, d * stride + i)
                            .sub(FloatVector.broadcast(LANES, centers[c * dimensions + d]));
                    sum = difference.fma(difference, sum);
                }
                VectorMask<Float> nearer = sum.compare(VectorOperators.LT, least);
                least = least.blend(sum, nearer);
                best = best.blend(FloatVector.broadcast(LANES, c), nearer);
            }
            least.intoArray(distances, i);
            best.intoArray(chosen, 0);
            for (int lane = 0; lane < W; lane++) {
                labels[i + lane] = (int) chosen[lane];
            }
        }
        SCALAR.nearest(columns, stride, i, to, dimensions, centers, k, labels, distances);
    }

    static double sum(float[] columns, int stride, int dimensions, int point, int from, int to) {
        double total = 0;
        float[] sums = new float[W];
        int i = from;
        while (i <= to - W) {
            int end = Math.min(to - W, i + CHUNK - W);
            FloatVector chunk = FloatVector.zero(LANES);
            for (; i <= end; i += W) {
                FloatVector sum = FloatVector.zero(LANES);
                for (int d = 0; d < dimensions; d++) {
                    FloatVector difference = FloatVector.fromArray(LANES, columns, d * stride + i)
                            .sub(FloatVector.broadcast(LANES, columns[d * stride + point]));
                    sum = difference.fma(difference, sum);
                }
                chunk = chunk.add(sum.sqrt());
            }
            chunk.intoArray(sums, 0);
            for (float sum : sums) {
                total += sum;
            }
        }
        return total + SCALAR.distances(columns, stride, dimensions, point, i, to);
    }
}
