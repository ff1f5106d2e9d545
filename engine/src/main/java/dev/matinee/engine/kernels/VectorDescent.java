package dev.matinee.engine.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Stochastic gradient descent on SIMD lanes. Rows of four or eight registers, such as those of 64 factors, stay in
 * registers from one entry of a row to the next; rows of other widths are gone through in memory.
 */
final class VectorDescent {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final int W = LANES.length();

    private VectorDescent() {}

    static double descend(
            FactorRows rows, FactorRows columns, int width, SparseBlock block, float rate, float pull, float biasPull) {
        if (width == 8 * W) {
            return descend8(rows, columns, block, rate, pull, biasPull);
        }
        if (width == 4 * W) {
            return descend4(rows, columns, block, rate, pull, biasPull);
        }
        return descendAny(rows, columns, width, block, rate, pull, biasPull);
    }

    private static double descend8(
            FactorRows rows, FactorRows columns, SparseBlock block, float rate, float pull, float biasPull) {
        float[] p = rows.factors();
        float[] q = columns.factors();
        float[] rowBiases = rows.biases();
        float[] columnBiases = columns.biases();
        float[] columnShares = columns.shares();
        int[] entryColumns = block.columns();
        float[] values = block.values();
        float keep = rate * pull;
        float keepBias = rate * biasPull;
        double loss = 0;
        for (int k = 0; k < block.rows().length; k++) {
            int row = block.rows()[k];
            int at = row * 8 * W;
            float share = rows.shares()[row];
            FloatVector keepRow = FloatVector.broadcast(LANES, 1 - keep * share);
            float keepRowBias = 1 - keepBias * share;
            float bias = rowBiases[row];
            FloatVector p0 = FloatVector.fromArray(LANES, p, at);
            FloatVector p1 = FloatVector.fromArray(LANES, p, at + W);
            FloatVector p2 = FloatVector.fromArray(LANES, p, at + 2 * W);
            FloatVector p3 = FloatVector.fromArray(LANES, p, at + 3 * W);
            FloatVector p4 = FloatVector.fromArray(LANES, p, at + 4 * W);
            FloatVector p5 = FloatVector.fromArray(LANES, p, at + 5 * W);
            FloatVector p6 = FloatVector.fromArray(LANES, p, at + 6 * W);
            FloatVector p7 = FloatVector.fromArray(LANES, p, at + 7 * W);
            for (int i = block.starts()[k]; i < block.starts()[k + 1]; i++) {
                int column = entryColumns[i];
                int to = column * 8 * W;
                FloatVector q0 = FloatVector.fromArray(LANES, q, to);
                FloatVector q1 = FloatVector.fromArray(LANES, q, to + W);
                FloatVector q2 = FloatVector.fromArray(LANES, q, to + 2 * W);
                FloatVector q3 = FloatVector.fromArray(LANES, q, to + 3 * W);
                FloatVector q4 = FloatVector.fromArray(LANES, q, to + 4 * W);
                FloatVector q5 = FloatVector.fromArray(LANES, q, to + 5 * W);
                FloatVector q6 = FloatVector.fromArray(LANES, q, to + 6 * W);
                FloatVector q7 = FloatVector.fromArray(LANES, q, to + 7 * W);
                FloatVector s0 = p4.fma(q4, p0.mul(q0));
                FloatVector s1 = p5.fma(q5, p1.mul(q1));
                FloatVector s2 = p6.fma(q6, p2.mul(q2));
                FloatVector s3 = p7.fma(q7, p3.mul(q3));
                FloatVector product = VectorKernels.total(s0.add(s1).add(s2.add(s3)));
                float error = values[i] - bias - columnBiases[column] - product.lane(0);
                float step = rate * error;
                FloatVector steps = FloatVector.broadcast(LANES, step);
                FloatVector keepColumn = FloatVector.broadcast(LANES, 1 - keep * columnShares[column]);
                p0.fma(steps, q0.mul(keepColumn)).intoArray(q, to);
                p0 = q0.fma(steps, p0.mul(keepRow));
                p1.fma(steps, q1.mul(keepColumn)).intoArray(q, to + W);
                p1 = q1.fma(steps, p1.mul(keepRow));
                p2.fma(steps, q2.mul(keepColumn)).intoArray(q, to + 2 * W);
                p2 = q2.fma(steps, p2.mul(keepRow));
                p3.fma(steps, q3.mul(keepColumn)).intoArray(q, to + 3 * W);
                p3 = q3.fma(steps, p3.mul(keepRow));
                p4.fma(steps, q4.mul(keepColumn)).intoArray(q, to + 4 * W);
                p4 = q4.fma(steps, p4.mul(keepRow));
                p5.fma(steps, q5.mul(keepColumn)).intoArray(q, to + 5 * W);
                p5 = q5.fma(steps, p5.mul(keepRow));
                p6.fma(steps, q6.mul(keepColumn)).intoArray(q, to + 6 * W);
                p6 = q6.fma(steps, p6.mul(keepRow));
                p7.fma(steps, q7.mul(keepColumn)).intoArray(q, to + 7 * W);
                p7 = q7.fma(steps, p7.mul(keepRow));
                columnBiases[column] = (1 - keepBias * columnShares[column]) * columnBiases[column] + step;
                bias = keepRowBias * bias + step;
                loss += (double) error * error;
            }
            p0.intoArray(p, at);
            p1.intoArray(p, at + W);
            p2.intoArray(p, at + 2 * W);
            p3.intoArray(p, at + 3 * W);
            p4.intoArray(p, at + 4 * W);
            p5.intoArray(p, at + 5 * W);
            p6.intoArray(p, at + 6 * W);
            p7.intoArray(p, at + 7 * W);
            rowBiases[row] = bias;
        }
        return loss;
    }

    private static double descend4(
            FactorRows rows, FactorRows columns, SparseBlock block, float rate, float pull, float biasPull) {
        float[] p = rows.factors();
        float[] q = columns.factors();
        float[] rowBiases = rows.biases();
        float[] columnBiases = columns.biases();
        float[] columnShares = columns.shares();
        int[] entryColumns = block.columns();
        float[] values = block.values();
        float keep = rate * pull;
        float keepBias = rate * biasPull;
        double loss = 0;
        for (int k = 0; k < block.rows().length; k++) {
            int row = block.rows()[k];
            int at = row * 4 * W;
            float share = rows.shares()[row];
            FloatVector keepRow = FloatVector.broadcast(LANES, 1 - keep * share);
            float keepRowBias = 1 - keepBias * share;
            float bias = rowBiases[row];
            FloatVector p0 = FloatVector.fromArray(LANES, p, at);
            FloatVector p1 = FloatVector.fromArray(LANES, p, at + W);
            FloatVector p2 = FloatVector.fromArray(LANES, p, at + 2 * W);
            FloatVector p3 = FloatVector.fromArray(LANES, p, at + 3 * W);
            for (int i = block.starts()[k]; i < block.starts()[k + 1]; i++) {
                int column = entryColumns[i];
                int to = column * 4 * W;
                FloatVector q0 = FloatVector.fromArray(LANES, q, to);
                FloatVector q1 = FloatVector.fromArray(LANES, q, to + W);
                FloatVector q2 = FloatVector.fromArray(LANES, q, to + 2 * W);
                FloatVector q3 = FloatVector.fromArray(LANES, q, to + 3 * W);
                FloatVector s0 = p0.mul(q0);
                FloatVector s1 = p1.mul(q1);
                FloatVector s2 = p2.mul(q2);
                FloatVector s3 = p3.mul(q3);
                FloatVector product = VectorKernels.total(s0.add(s1).add(s2.add(s3)));
                float error = values[i] - bias - columnBiases[column] - product.lane(0);
                float step = rate * error;
                FloatVector steps = FloatVector.broadcast(LANES, step);
                FloatVector keepColumn = FloatVector.broadcast(LANES, 1 - keep * columnShares[column]);
                p0.fma(steps, q0.mul(keepColumn)).intoArray(q, to);
                p0 = q0.fma(steps, p0.mul(keepRow));
                p1.fma(steps, q1.mul(keepColumn)).intoArray(q, to + W);
                p1 = q1.fma(steps, p1.mul(keepRow));
                p2.fma(steps, q2.mul(keepColumn)).intoArray(q, to + 2 * W);
                p2 = q2.fma(steps, p2.mul(keepRow));
                p3.fma(steps, q3.mul(keepColumn)).intoArray(q, to + 3 * W);
                p3 = q3.fma(steps, p3.mul(keepRow));
                columnBiases[column] = (1 - keepBias * columnShares[column]) * columnBiases[column] + step;
                bias = keepRowBias * bias + step;
                loss += (double) error * error;
            }
            p0.intoArray(p, at);
            p1.intoArray(p, at + W);
            p2.intoArray(p, at + 2 * W);
            p3.intoArray(p, at + 3 * W);
            rowBiases[row] = bias;
        }
        return loss;
    }

    private static double descendAny(
            FactorRows rows, FactorRows columns, int width, SparseBlock block, float rate, float pull, float biasPull) {
        float[] p = rows.factors();
        float[] q = columns.factors();
        double loss = 0;
        for (int k = 0; k < block.rows().length; k++) {
            int row = block.rows()[k];
            int at = row * width;
            float keepRow = 1 - rate * pull * rows.shares()[row];
            float keepRowBias = 1 - rate * biasPull * rows.shares()[row];
            for (int i = block.starts()[k]; i < block.starts()[k + 1]; i++) {
                int column = block.columns()[i];
                int to = column * width;
                float share = columns.shares()[column];
                float error =
                        block.values()[i] - rows.biases()[row] - columns.biases()[column] - dot(p, at, q, to, width);
                float step = rate * error;
                update(p, at, keepRow, q, to, 1 - rate * pull * share, width, step);
                rows.biases()[row] = keepRowBias * rows.biases()[row] + step;
                columns.biases()[column] = (1 - rate * biasPull * share) * columns.biases()[column] + step;
                loss += (double) error * error;
            }
        }
        return loss;
    }

    private static float dot(float[] p, int at, float[] q, int to, int width) {
        FloatVector s0 = FloatVector.zero(LANES);
        FloatVector s1 = s0;
        int i = 0;
        for (; i <= width - 2 * W; i += 2 * W) {
            s0 = FloatVector.fromArray(LANES, p, at + i).fma(FloatVector.fromArray(LANES, q, to + i), s0);
            s1 = FloatVector.fromArray(LANES, p, at + i + W).fma(FloatVector.fromArray(LANES, q, to + i + W), s1);
        }
        for (; i <= width - W; i += W) {
            s0 = FloatVector.fromArray(LANES, p, at + i).fma(FloatVector.fromArray(LANES, q, to + i), s0);
        }
        float rest = 0;
        for (; i < width; i++) {
            rest += p[at + i] * q[to + i];
        }
        return VectorKernels.total(s0.add(s1)).lane(0) + rest;
    }

    private static void update(
            float[] p, int at, float keepRow, float[] q, int to, float keepColumn, int width, float step) {
        FloatVector steps = FloatVector.broadcast(LANES, step);
        FloatVector keepRows = FloatVector.broadcast(LANES, keepRow);
        FloatVector keepColumns = FloatVector.broadcast(LANES, keepColumn);
        int i = 0;
        for (; i <= width - W; i += W) {
            FloatVector u = FloatVector.fromArray(LANES, p, at + i);
            FloatVector v = FloatVector.fromArray(LANES, q, to + i);
            v.fma(steps, u.mul(keepRows)).intoArray(p, at + i);
            u.fma(steps, v.mul(keepColumns)).intoArray(q, to + i);
        }
        for (; i < width; i++) {
            float before = p[at + i];
            p[at + i] = keepRow * before + step * q[to + i];
            q[to + i] = keepColumn * q[to + i] + step * before;
        }
    }
}
