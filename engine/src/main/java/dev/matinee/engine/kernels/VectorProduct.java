package dev.matinee.engine.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The product of two matrices on SIMD lanes, {@code C += factor A' B}, by the scheme of Goto and van de Geijn (2008): both
 * are copied into strips so that they are read in order, and tiles of C, as wide as a strip, are summed in registers, each in
 * one method. A tile is 8 rows high and 3 registers wide where there are 32 registers (512-bit lanes), 4 high and 2 wide where
 * there may be only 16: the compiler keeps no more than that in them.
 */
final class VectorProduct {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final int W = LANES.length();
    private static final int NARROW = 2 * W;
    private static final int WIDE = 3 * W;

    /** How many terms of a sum are done at once: two strips then stay in the second-level cache. */
    static final int DEPTH = 384;

    /** How many strips of A are kept, so that one of B is used as often. */
    private static final int STRIPS = 12;

    private final int height;
    private final int strip;

    /** Products by the tiles that fit this processor best. */
    VectorProduct() {
        this(W == 16);
    }

    /** Products by tall tiles, or by small ones. */
    VectorProduct(boolean tall) {
        this.height = tall ? 8 : 4;
        this.strip = tall ? WIDE : NARROW;
    }

    /** How many columns a strip has: a multiple of the height of a tile. */
    int strip() {
        return strip;
    }

    void add(
            float factor,
            float[] left,
            int leftFrom,
            int leftStride,
            int rows,
            float[] right,
            int rightFrom,
            int rightStride,
            int columns,
            int depth,
            float[] out,
            int outFrom,
            int outStride) {
        int deepest = Math.min(DEPTH, depth);
        float[] a = new float[Math.min(STRIPS, Math.ceilDiv(rows, strip)) * deepest * strip];
        float[] b = new float[deepest * strip];
        for (int k = 0; k < depth; k += DEPTH) {
            int deep = Math.min(DEPTH, depth - k);
            for (int i = 0; i < rows; i += STRIPS * strip) {
                int high = Math.min(STRIPS * strip, rows - i);
                for (int row = 0; row < high; row += strip) {
                    int from = leftFrom + k * leftStride + i + row;
                    pack(left, from, leftStride, Math.min(strip, high - row), deep, a, row * deep);
                }
                for (int j = 0; j < columns; j += strip) {
                    int wide = Math.min(strip, columns - j);
                    pack(right, rightFrom + k * rightStride + j, rightStride, wide, deep, b, 0);
                    for (int row = 0; row < high; row += strip) {
                        int to = outFrom + (i + row) * outStride + j;
                        addStrips(
                                factor,
                                a,
                                row * deep,
                                Math.min(strip, high - row),
                                b,
                                0,
                                wide,
                                deep,
                                out,
                                to,
                                outStride);
                    }
                }
            }
        }
    }

    /** Copies columns of a matrix into a strip; columns that there are not are left as they are. */
    private void pack(float[] from, int at, int stride, int width, int depth, float[] to, int toAt) {
        for (int k = 0; k < depth; k++) {
            System.arraycopy(from, at + k * stride, to, toAt + k * strip, width);
        }
    }

    /** Adds the product of two strips. */
    void addStrips(
            float factor,
            float[] a,
            int aFrom,
            int rows,
            float[] b,
            int bFrom,
            int columns,
            int depth,
            float[] out,
            int outFrom,
            int outStride) {
        for (int row = 0; row < rows; row += height) {
            int to = outFrom + row * outStride;
            if (rows - row >= height && columns == strip) {
                tile(factor, a, aFrom + row, b, bFrom, depth, out, to, outStride);
                continue;
            }
            float[] edge = new float[height * strip];
            tile(factor, a, aFrom + row, b, bFrom, depth, edge, 0, strip);
            for (int i = 0; i < Math.min(height, rows - row); i++) {
                for (int j = 0; j < columns; j++) {
                    out[to + i * outStride + j] += edge[i * strip + j];
                }
            }
        }
    }

    private void tile(
            float factor, float[] a, int aFrom, float[] b, int bFrom, int depth, float[] out, int to, int stride) {
        if (strip == WIDE) {
            tileOf8(factor, a, aFrom, b, bFrom, depth, out, to, stride);
        } else {
            tileOf4(factor, a, aFrom, b, bFrom, depth, out, to, stride);
        }
    }

    private static void tileOf4(
            float factor, float[] a, int aFrom, float[] b, int bFrom, int depth, float[] out, int to, int stride) {
        FloatVector s00 = FloatVector.zero(LANES);
        FloatVector s01 = s00;
        FloatVector s10 = s00;
        FloatVector s11 = s00;
        FloatVector s20 = s00;
        FloatVector s21 = s00;
        FloatVector s30 = s00;
        FloatVector s31 = s00;
        int at = aFrom;
        int bt = bFrom;
        for (int k = 0; k < depth; k++, at += NARROW, bt += NARROW) {
            FloatVector b0 = FloatVector.fromArray(LANES, b, bt);
            FloatVector b1 = FloatVector.fromArray(LANES, b, bt + W);
            FloatVector x = FloatVector.broadcast(LANES, a[at]);
            s00 = b0.fma(x, s00);
            s01 = b1.fma(x, s01);
            x = FloatVector.broadcast(LANES, a[at + 1]);
            s10 = b0.fma(x, s10);
            s11 = b1.fma(x, s11);
            x = FloatVector.broadcast(LANES, a[at + 2]);
            s20 = b0.fma(x, s20);
            s21 = b1.fma(x, s21);
            x = FloatVector.broadcast(LANES, a[at + 3]);
            s30 = b0.fma(x, s30);
            s31 = b1.fma(x, s31);
        }
        FloatVector f = FloatVector.broadcast(LANES, factor);
        at = to;
        s00.fma(f, FloatVector.fromArray(LANES, out, at)).intoArray(out, at);
        s01.fma(f, FloatVector.fromArray(LANES, out, at + W)).intoArray(out, at + W);
        at = to + 1 * stride;
        s10.fma(f, FloatVector.fromArray(LANES, out, at)).intoArray(out, at);
        s11.fma(f, FloatVector.fromArray(LANES, out, at + W)).intoArray(out, at + W);
        at = to + 2 * stride;
        s20.fma(f, FloatVector.fromArray(LANES, out, at)).intoArray(out, at);
        s21.fma(f, FloatVector.fromArray(LANES, out, at + W)).intoArray(out, at + W);
        at = to + 3 * stride;
        s30.fma(f, FloatVector.fromArray(LANES, out, at)).intoArray(out, at);
        s31.fma(f, FloatVector.fromArray(LANES, out, at + W)).intoArray(out, at + W);
    }

    private static void tileOf8(
            float factor, float[] a, int aFrom, float[] b, int bFrom, int depth, float[] out, int to, int stride) {
        FloatVector s00 = FloatVector.zero(LANES);
        FloatVector s01 = s00;
        FloatVector s02 = s00;
        FloatVector s10 = s00;
        FloatVector s11 = s00;
        FloatVector s12 = s00;
        FloatVector s20 = s00;
        FloatVector s21 = s00;
        FloatVector s22 = s00;
        FloatVector s30 = s00;
        FloatVector s31 = s00;
        FloatVector s32 = s00;
        FloatVector s40 = s00;
        FloatVector s41 = s00;
        FloatVector s42 = s00;
        FloatVector s50 = s00;
        FloatVector s51 = s00;
        FloatVector s52 = s00;
        FloatVector s60 = s00;
        FloatVector s61 = s00;
        FloatVector s62 = s00;
        FloatVector s70 = s00;
        FloatVector s71 = s00;
        FloatVector s72 = s00;
        int at = aFrom;
        int bt = bFrom;
        for (int k = 0; k < depth; k++, at += WIDE, bt += WIDE) {
            FloatVector b0 = FloatVector.fromArray(LANES, b, bt);
            FloatVector b1 = FloatVector.fromArray(LANES, b, bt + W);
            FloatVector b2 = FloatVector.fromArray(LANES, b, bt + 2 * W);
            FloatVector x = FloatVector.broadcast(LANES, a[at]);
            s00 = b0.fma(x, s00);
            s01 = b1.fma(x, s01);
            s02 = b2.fma(x, s02);
            x = FloatVector.broadcast(LANES, a[at + 1]);
            s10 = b0.fma(x, s10);
            s11 = b1.fma(x, s11);
            s12 = b2.fma(x, s12);
            x = FloatVector.broadcast(LANES, a[at + 2]);
            s20 = b0.fma(x, s20);
            s21 = b1.fma(x, s21);
            s22 = b2.fma(x, s22);
            x = FloatVector.broadcast(LANES, a[at + 3]);
            s30 = b0.fma(x, s30);
            s31 = b1.fma(x, s31);
            s32 = b2.fma(x, s32);
            x = FloatVector.broadcast(LANES, a[at + 4]);
            s40 = b0.fma(x, s40);
            s41 = b1.fma(x, s41);
            s42 = b2.fma(x, s42);
            x = FloatVector.broadcast(LANES, a[at + 5]);
            s50 = b0.fma(x, s50);
            s51 = b1.fma(x, s51);
            s52 = b2.fma(x, s52);
            x = FloatVector.broadcast(LANES, a[at + 6]);
            s60 = b0.fma(x, s60);
            s61 = b1.fma(x, s61);
            s62 = b2.fma(x, s62);
            x = FloatVector.broadcast(LANES, a[at + 7]);
            s70 = b0.fma(x, s70);
            s71 = b1.fma(x, s71);
            s72 = b2.fma(x, s72);
        }
        FloatVector f = FloatVector.broadcast(LANES, factor);
        at = to;
        s00.fma(f, FloatVector.fromArray(LANES, out, at)).intoArray(out, at);
        s01.fma(f, FloatVector.fromArray(LANES, out, at + W)).intoArray(out, at + W);
        s02.fma(f, FloatVector.fromArray(LANES, out, at + 2 * W)).intoArray(out, at + 2 * W);
        at = to + 1 * stride;
        s10.fma(f, FloatVector.fromArray(LANES, out, at)).intoArray(out, at);
        s11.fma(f, FloatVector.fromArray(LANES, out, at + W)).intoArray(out, at + W);
        s12.fma(f, FloatVector.fromArray(LANES, out, at + 2 * W)).intoArray(out, at + 2 * W);
        at = to + 2 * stride;
        s20.fma(f, FloatVector.fromArray(LANES, out, at)).intoArray(out, at);
        s21.fma(f, FloatVector.fromArray(LANES, out, at + W)).intoArray(out, at + W);
        s22.fma(f, FloatVector.fromArray(LANES, out, at + 2 * W)).intoArray(out, at + 2 * W);
        at = to + 3 * stride;
        s30.fma(f, FloatVector.fromArray(LANES, out, at)).intoArray(out, at);
        s31.fma(f, FloatVector.fromArray(LANES, out, at + W)).intoArray(out, at + W);
        s32.fma(f, FloatVector.fromArray(LANES, out, at + 2 * W)).intoArray(out, at + 2 * W);
        at = to + 4 * stride;
        s40.fma(f, FloatVector.fromArray(LANES, out, at)).intoArray(out, at);
        s41.fma(f, FloatVector.fromArray(LANES, out, at + W)).intoArray(out, at + W);
        s42.fma(f, FloatVector.fromArray(LANES, out, at + 2 * W)).intoArray(out, at + 2 * W);
        at = to + 5 * stride;
        s50.fma(f, FloatVector.fromArray(LANES, out, at)).intoArray(out, at);
        s51.fma(f, FloatVector.fromArray(LANES, out, at + W)).intoArray(out, at + W);
        s52.fma(f, FloatVector.fromArray(LANES, out, at + 2 * W)).intoArray(out, at + 2 * W);
        at = to + 6 * stride;
        s60.fma(f, FloatVector.fromArray(LANES, out, at)).intoArray(out, at);
        s61.fma(f, FloatVector.fromArray(LANES, out, at + W)).intoArray(out, at + W);
        s62.fma(f, FloatVector.fromArray(LANES, out, at + 2 * W)).intoArray(out, at + 2 * W);
        at = to + 7 * stride;
        s70.fma(f, FloatVector.fromArray(LANES, out, at)).intoArray(out, at);
        s71.fma(f, FloatVector.fromArray(LANES, out, at + W)).intoArray(out, at + W);
        s72.fma(f, FloatVector.fromArray(LANES, out, at + 2 * W)).intoArray(out, at + 2 * W);
    }
}
