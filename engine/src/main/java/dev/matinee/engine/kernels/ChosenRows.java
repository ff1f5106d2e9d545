package dev.matinee.engine.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of a sparse matrix with a dense one on SIMD lanes, one sparse row at a time: up to four registers of the dense
 * row are kept while the entries are gone through.
 */
final class ChosenRows {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final int W = LANES.length();

    private ChosenRows() {}

    static void add(
            float[] table, int width, int[] indexes, float[] weights, int from, int count, float[] out, int outFrom) {
        int column = 0;
        for (; column <= width - 4 * W; column += 4 * W) {
            int to = outFrom + column;
            FloatVector s0 = FloatVector.fromArray(LANES, out, to);
            FloatVector s1 = FloatVector.fromArray(LANES, out, to + W);
            FloatVector s2 = FloatVector.fromArray(LANES, out, to + 2 * W);
            FloatVector s3 = FloatVector.fromArray(LANES, out, to + 3 * W);
            for (int i = from; i < from + count; i++) {
                int at = indexes[i] * width + column;
                FloatVector f = FloatVector.broadcast(LANES, weights[i]);
                s0 = FloatVector.fromArray(LANES, table, at).fma(f, s0);
                s1 = FloatVector.fromArray(LANES, table, at + W).fma(f, s1);
                s2 = FloatVector.fromArray(LANES, table, at + 2 * W).fma(f, s2);
                s3 = FloatVector.fromArray(LANES, table, at + 3 * W).fma(f, s3);
            }
            s0.intoArray(out, to);
            s1.intoArray(out, to + W);
            s2.intoArray(out, to + 2 * W);
            s3.intoArray(out, to + 3 * W);
        }
        for (; column <= width - 2 * W; column += 2 * W) {
            int to = outFrom + column;
            FloatVector s0 = FloatVector.fromArray(LANES, out, to);
            FloatVector s1 = FloatVector.fromArray(LANES, out, to + W);
            for (int i = from; i < from + count; i++) {
                int at = indexes[i] * width + column;
                FloatVector f = FloatVector.broadcast(LANES, weights[i]);
                s0 = FloatVector.fromArray(LANES, table, at).fma(f, s0);
                s1 = FloatVector.fromArray(LANES, table, at + W).fma(f, s1);
            }
            s0.intoArray(out, to);
            s1.intoArray(out, to + W);
        }
        for (; column <= width - W; column += W) {
            FloatVector s = FloatVector.fromArray(LANES, out, outFrom + column);
            for (int i = from; i < from + count; i++) {
                FloatVector f = FloatVector.broadcast(LANES, weights[i]);
                s = FloatVector.fromArray(LANES, table, indexes[i] * width + column)
                        .fma(f, s);
            }
            s.intoArray(out, outFrom + column);
        }
        for (; column < width; column++) {
            float s = out[outFrom + column];
            for (int i = from; i < from + count; i++) {
                s += weights[i] * table[indexes[i] * width + column];
            }
            out[outFrom + column] = s;
        }
    }

    static void addTo(
            float[] x, int xFrom, float[] table, int width, int[] indexes, float[] weights, int from, int count) {
        int column = 0;
        for (; column <= width - 4 * W; column += 4 * W) {
            FloatVector x0 = FloatVector.fromArray(LANES, x, xFrom + column);
            FloatVector x1 = FloatVector.fromArray(LANES, x, xFrom + column + W);
            FloatVector x2 = FloatVector.fromArray(LANES, x, xFrom + column + 2 * W);
            FloatVector x3 = FloatVector.fromArray(LANES, x, xFrom + column + 3 * W);
            for (int i = from; i < from + count; i++) {
                int at = indexes[i] * width + column;
                FloatVector f = FloatVector.broadcast(LANES, weights[i]);
                x0.fma(f, FloatVector.fromArray(LANES, table, at)).intoArray(table, at);
                x1.fma(f, FloatVector.fromArray(LANES, table, at + W)).intoArray(table, at + W);
                x2.fma(f, FloatVector.fromArray(LANES, table, at + 2 * W)).intoArray(table, at + 2 * W);
                x3.fma(f, FloatVector.fromArray(LANES, table, at + 3 * W)).intoArray(table, at + 3 * W);
            }
        }
        for (; column <= width - 2 * W; column += 2 * W) {
            FloatVector x0 = FloatVector.fromArray(LANES, x, xFrom + column);
            FloatVector x1 = FloatVector.fromArray(LANES, x, xFrom + column + W);
            for (int i = from; i < from + count; i++) {
                int at = indexes[i] * width + column;
                FloatVector f = FloatVector.broadcast(LANES, weights[i]);
                x0.fma(f, FloatVector.fromArray(LANES, table, at)).intoArray(table, at);
                x1.fma(f, FloatVector.fromArray(LANES, table, at + W)).intoArray(table, at + W);
            }
        }
        for (; column <= width - W; column += W) {
            FloatVector x0 = FloatVector.fromArray(LANES, x, xFrom + column);
            for (int i = from; i < from + count; i++) {
                int at = indexes[i] * width + column;
                FloatVector f = FloatVector.broadcast(LANES, weights[i]);
                x0.fma(f, FloatVector.fromArray(LANES, table, at)).intoArray(table, at);
            }
        }
        for (; column < width; column++) {
            float value = x[xFrom + column];
            for (int i = from; i < from + count; i++) {
                table[indexes[i] * width + column] += weights[i] * value;
            }
        }
    }
}
