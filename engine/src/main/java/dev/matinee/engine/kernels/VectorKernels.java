package dev.matinee.engine.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels on the widest SIMD lanes of this processor.
 *
 * <p>Lanes are summed by adding a vector to itself with lanes exchanged, never by {@code reduceLanes}, whose order is
 * left open and differs between interpreter and compiler. Register blocks stay within one method.
 */
final class VectorKernels implements Kernels {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final int W = LANES.length();
    private static final VectorShuffle<Float> EXCHANGE_8 = VectorShuffle.fromOp(LANES, i -> (i ^ 8) & (W - 1));
    private static final VectorShuffle<Float> EXCHANGE_4 = VectorShuffle.fromOp(LANES, i -> (i ^ 4) & (W - 1));
    private static final VectorShuffle<Float> EXCHANGE_2 = VectorShuffle.fromOp(LANES, i -> (i ^ 2) & (W - 1));
    private static final VectorShuffle<Float> EXCHANGE_1 = VectorShuffle.fromOp(LANES, i -> (i ^ 1) & (W - 1));

    /** How many rows of 64 numbers fit the first-level cache twice over. */
    private static final int CHUNK = 64;

    private static final VectorProduct PRODUCT = new VectorProduct();

    /** Whether the lanes are wide enough to be worth it and not wider than the exchanges above reach. */
    static boolean worthwhile() {
        return W == 4 || W == 8 || W == 16;
    }

    @Override
    public String name() {
        return "vector-" + LANES.vectorBitSize();
    }

    /** The sum of all lanes, in every lane. */
    static FloatVector total(FloatVector v) {
        FloatVector sum = v;
        if (W > 8) {
            sum = sum.add(sum.rearrange(EXCHANGE_8));
        }
        if (W > 4) {
            sum = sum.add(sum.rearrange(EXCHANGE_4));
        }
        sum = sum.add(sum.rearrange(EXCHANGE_2));
        return sum.add(sum.rearrange(EXCHANGE_1));
    }

    @Override
    public float dot(float[] a, int aFrom, float[] b, int bFrom, int length) {
        FloatVector s0 = FloatVector.zero(LANES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int i = 0;
        for (; i <= length - 4 * W; i += 4 * W) {
            int at = aFrom + i;
            int bt = bFrom + i;
            s0 = FloatVector.fromArray(LANES, a, at).fma(FloatVector.fromArray(LANES, b, bt), s0);
            s1 = FloatVector.fromArray(LANES, a, at + W).fma(FloatVector.fromArray(LANES, b, bt + W), s1);
            s2 = FloatVector.fromArray(LANES, a, at + 2 * W).fma(FloatVector.fromArray(LANES, b, bt + 2 * W), s2);
            s3 = FloatVector.fromArray(LANES, a, at + 3 * W).fma(FloatVector.fromArray(LANES, b, bt + 3 * W), s3);
        }
        for (; i <= length - W; i += W) {
            s0 = FloatVector.fromArray(LANES, a, aFrom + i).fma(FloatVector.fromArray(LANES, b, bFrom + i), s0);
        }
        float rest = 0;
        for (; i < length; i++) {
            rest += a[aFrom + i] * b[bFrom + i];
        }
        return total(s0.add(s1).add(s2.add(s3))).lane(0) + rest;
    }

    @Override
    public void axpy(float factor, float[] x, int xFrom, float[] y, int yFrom, int length) {
        FloatVector f = FloatVector.broadcast(LANES, factor);
        int i = 0;
        for (; i <= length - W; i += W) {
            FloatVector.fromArray(LANES, x, xFrom + i)
                    .fma(f, FloatVector.fromArray(LANES, y, yFrom + i))
                    .intoArray(y, yFrom + i);
        }
        for (; i < length; i++) {
            y[yFrom + i] += factor * x[xFrom + i];
        }
    }

    @Override
    public void dots(float[] rows, int rowsFrom, int count, int width, float[] x, int xFrom, float[] out, int outFrom) {
        if (width != 4 * W) {
            dotsOfAnyWidth(rows, rowsFrom, count, width, x, xFrom, out, outFrom);
            return;
        }
        FloatVector x0 = FloatVector.fromArray(LANES, x, xFrom);
        FloatVector x1 = FloatVector.fromArray(LANES, x, xFrom + W);
        FloatVector x2 = FloatVector.fromArray(LANES, x, xFrom + 2 * W);
        FloatVector x3 = FloatVector.fromArray(LANES, x, xFrom + 3 * W);
        for (int i = 0; i < count; i++) {
            int at = rowsFrom + i * 4 * W;
            FloatVector s = FloatVector.fromArray(LANES, rows, at).mul(x0);
            FloatVector t = FloatVector.fromArray(LANES, rows, at + W).mul(x1);
            s = FloatVector.fromArray(LANES, rows, at + 2 * W).fma(x2, s);
            t = FloatVector.fromArray(LANES, rows, at + 3 * W).fma(x3, t);
            out[outFrom + i] = total(s.add(t)).lane(0);
        }
    }

    /** Four rows at a time; each row is summed in the same order wherever it stands. */
    private static void dotsOfAnyWidth(
            float[] rows, int rowsFrom, int count, int width, float[] x, int xFrom, float[] out, int outFrom) {
        int whole = width - width % W;
        int i = 0;
        for (; i <= count - 4; i += 4) {
            int at = rowsFrom + i * width;
            FloatVector s0 = FloatVector.zero(LANES);
            FloatVector s1 = s0;
            FloatVector s2 = s0;
            FloatVector s3 = s0;
            for (int j = 0; j < whole; j += W) {
                FloatVector v = FloatVector.fromArray(LANES, x, xFrom + j);
                s0 = FloatVector.fromArray(LANES, rows, at + j).fma(v, s0);
                s1 = FloatVector.fromArray(LANES, rows, at + width + j).fma(v, s1);
                s2 = FloatVector.fromArray(LANES, rows, at + 2 * width + j).fma(v, s2);
                s3 = FloatVector.fromArray(LANES, rows, at + 3 * width + j).fma(v, s3);
            }
            out[outFrom + i] = total(s0).lane(0);
            out[outFrom + i + 1] = total(s1).lane(0);
            out[outFrom + i + 2] = total(s2).lane(0);
            out[outFrom + i + 3] = total(s3).lane(0);
        }
        for (; i < count; i++) {
            FloatVector s = FloatVector.zero(LANES);
            for (int j = 0; j < whole; j += W) {
                s = FloatVector.fromArray(LANES, rows, rowsFrom + i * width + j)
                        .fma(FloatVector.fromArray(LANES, x, xFrom + j), s);
            }
            out[outFrom + i] = total(s).lane(0);
        }
        for (i = 0; i < count && whole < width; i++) {
            for (int j = whole; j < width; j++) {
                out[outFrom + i] += rows[rowsFrom + i * width + j] * x[xFrom + j];
            }
        }
    }

    @Override
    public void addRows(
            float[] rows,
            int rowsFrom,
            int count,
            int width,
            float[] weights,
            int weightsFrom,
            float[] out,
            int outFrom) {
        int column = 0;
        for (; column <= width - 4 * W; column += 4 * W) {
            int to = outFrom + column;
            FloatVector s0 = FloatVector.fromArray(LANES, out, to);
            FloatVector s1 = FloatVector.fromArray(LANES, out, to + W);
            FloatVector s2 = FloatVector.fromArray(LANES, out, to + 2 * W);
            FloatVector s3 = FloatVector.fromArray(LANES, out, to + 3 * W);
            for (int i = 0; i < count; i++) {
                int at = rowsFrom + i * width + column;
                FloatVector f = FloatVector.broadcast(LANES, weights[weightsFrom + i]);
                s0 = FloatVector.fromArray(LANES, rows, at).fma(f, s0);
                s1 = FloatVector.fromArray(LANES, rows, at + W).fma(f, s1);
                s2 = FloatVector.fromArray(LANES, rows, at + 2 * W).fma(f, s2);
                s3 = FloatVector.fromArray(LANES, rows, at + 3 * W).fma(f, s3);
            }
            s0.intoArray(out, to);
            s1.intoArray(out, to + W);
            s2.intoArray(out, to + 2 * W);
            s3.intoArray(out, to + 3 * W);
        }
        if (column < width) {
            for (int i = 0; i < count; i++) {
                axpy(
                        weights[weightsFrom + i],
                        rows,
                        rowsFrom + i * width + column,
                        out,
                        outFrom + column,
                        width - column);
            }
        }
    }

    @Override
    public void gather(float[] table, int width, int[] indexes, int from, int count, float[] rows) {
        for (int i = 0; i < count; i++) {
            copy(table, indexes[from + i] * width, rows, i * width, width);
        }
    }

    private static void copy(float[] from, int fromAt, float[] to, int toAt, int width) {
        int j = 0;
        for (; j <= width - W; j += W) {
            FloatVector.fromArray(LANES, from, fromAt + j).intoArray(to, toAt + j);
        }
        for (; j < width; j++) {
            to[toAt + j] = from[fromAt + j];
        }
    }

    @Override
    public void addChosenRows(
            float[] table, int width, int[] indexes, float[] weights, int from, int count, float[] out, int outFrom) {
        ChosenRows.add(table, width, indexes, weights, from, count, out, outFrom);
    }

    @Override
    public void addToChosenRows(
            float[] x, int xFrom, float[] table, int width, int[] indexes, float[] weights, int from, int count) {
        ChosenRows.addTo(x, xFrom, table, width, indexes, weights, from, count);
    }

    @Override
    public float gatherResiduals(
            float[] table,
            int width,
            int[] indexes,
            float[] targets,
            float[] weights,
            int from,
            int count,
            float[] x,
            float[] out,
            float[] rows) {
        if (width != 4 * W) {
            return gatherResidualsOfAnyWidth(table, width, indexes, targets, weights, from, count, x, out, rows);
        }
        FloatVector x0 = FloatVector.fromArray(LANES, x, 0);
        FloatVector x1 = FloatVector.fromArray(LANES, x, W);
        FloatVector x2 = FloatVector.fromArray(LANES, x, 2 * W);
        FloatVector x3 = FloatVector.fromArray(LANES, x, 3 * W);
        FloatVector s0 = FloatVector.fromArray(LANES, out, 0);
        FloatVector s1 = FloatVector.fromArray(LANES, out, W);
        FloatVector s2 = FloatVector.fromArray(LANES, out, 2 * W);
        FloatVector s3 = FloatVector.fromArray(LANES, out, 3 * W);
        FloatVector gain = FloatVector.zero(LANES);
        for (int i = from; i < from + count; i++) {
            int row = indexes[i] * 4 * W;
            FloatVector v0 = FloatVector.fromArray(LANES, table, row);
            FloatVector v1 = FloatVector.fromArray(LANES, table, row + W);
            FloatVector v2 = FloatVector.fromArray(LANES, table, row + 2 * W);
            FloatVector v3 = FloatVector.fromArray(LANES, table, row + 3 * W);
            int to = (i - from) * 4 * W;
            v0.intoArray(rows, to);
            v1.intoArray(rows, to + W);
            v2.intoArray(rows, to + 2 * W);
            v3.intoArray(rows, to + 3 * W);
            FloatVector product = total(v2.fma(x2, v0.mul(x0)).add(v3.fma(x3, v1.mul(x1))));
            FloatVector target = FloatVector.broadcast(LANES, targets[i]);
            gain = product.fma(target, gain);
            FloatVector f = target.sub(product.mul(weights[i]));
            s0 = v0.fma(f, s0);
            s1 = v1.fma(f, s1);
            s2 = v2.fma(f, s2);
            s3 = v3.fma(f, s3);
        }
        s0.intoArray(out, 0);
        s1.intoArray(out, W);
        s2.intoArray(out, 2 * W);
        s3.intoArray(out, 3 * W);
        return gain.lane(0);
    }

    /** Few rows at a time, which stay in the first-level cache from one step to the next. */
    private float gatherResidualsOfAnyWidth(
            float[] table,
            int width,
            int[] indexes,
            float[] targets,
            float[] weights,
            int from,
            int count,
            float[] x,
            float[] out,
            float[] rows) {
        float[] products = new float[CHUNK];
        float gain = 0;
        for (int done = 0; done < count; done += CHUNK) {
            int chunk = Math.min(CHUNK, count - done);
            for (int i = 0; i < chunk; i++) {
                copy(table, indexes[from + done + i] * width, rows, (done + i) * width, width);
            }
            dots(rows, done * width, chunk, width, x, 0, products, 0);
            for (int i = 0; i < chunk; i++) {
                float target = targets[from + done + i];
                gain += target * products[i];
                products[i] = target - weights[from + done + i] * products[i];
            }
            addRows(rows, done * width, chunk, width, products, 0, out, 0);
        }
        return gain;
    }

    @Override
    public void addGram(float[] rows, int rowsFrom, int count, int width, float[] gram) {
        VectorGram.add(rows, rowsFrom, count, width, gram);
    }

    @Override
    public void addGram(
            float[] rows, int rowsFrom, int count, int width, float[] weights, int weightsFrom, float[] gram) {
        VectorGram.add(rows, rowsFrom, count, width, weights, weightsFrom, gram);
    }

    @Override
    public void addProduct(
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
        PRODUCT.add(
                factor,
                left,
                leftFrom,
                leftStride,
                rows,
                right,
                rightFrom,
                rightStride,
                columns,
                depth,
                out,
                outFrom,
                outStride);
    }

    @Override
    public int stripWidth() {
        return PRODUCT.strip();
    }

    @Override
    public int stripDepth() {
        return VectorProduct.DEPTH;
    }

    @Override
    public void addStrips(
            float factor,
            float[] left,
            int leftFrom,
            int rows,
            float[] right,
            int rightFrom,
            int columns,
            int depth,
            float[] out,
            int outFrom,
            int outStride) {
        PRODUCT.addStrips(factor, left, leftFrom, rows, right, rightFrom, columns, depth, out, outFrom, outStride);
    }

    @Override
    public void nearest(
            float[] columns,
            int stride,
            int from,
            int to,
            int dimensions,
            float[] centers,
            int k,
            int[] labels,
            float[] distances) {
        VectorDistances.nearest(columns, stride, from, to, dimensions, centers, k, labels, distances);
    }

    @Override
    public double distances(float[] columns, int stride, int dimensions, int point, int from, int to) {
        return VectorDistances.sum(columns, stride, dimensions, point, from, to);
    }

    @Override
    public void addChosenRows(
            float[] table, int width, int[] indexes, float[] weights, int from, int count, float[] out) {
        int column = 0;
        for (; column <= width - W; column += W) {
            FloatVector s = FloatVector.fromArray(LANES, out, column);
            for (int i = from; i < from + count; i++) {
                s = FloatVector.fromArray(LANES, table, indexes[i] * width + column)
                        .fma(FloatVector.broadcast(LANES, weights[i]), s);
            }
            s.intoArray(out, column);
        }
        if (column < width) {
            for (int i = from; i < from + count; i++) {
                axpy(weights[i], table, indexes[i] * width + column, out, column, width - column);
            }
        }
    }

    @Override
    public double descend(
            FactorRows rows, FactorRows columns, int width, SparseBlock block, float rate, float pull, float biasPull) {
        return VectorDescent.descend(rows, columns, width, block, rate, pull, biasPull);
    }

    @Override
    public void factor(float[] matrix, int size) {
        VectorGram.factor(matrix, size, this);
    }

    @Override
    public int top(float[] scores, int count, int[] hidden, int[] chosen) {
        if (chosen.length == 0) {
            return 0;
        }
        TopScores top = new TopScores(scores, hidden, chosen);
        int i = 0;
        for (; i <= count - W; i += W) {
            VectorMask<Float> above = FloatVector.fromArray(LANES, scores, i)
                    .compare(VectorOperators.LE, top.threshold())
                    .not();
            if (above.anyTrue()) {
                for (int lane = 0; lane < W; lane++) {
                    top.offer(i + lane);
                }
            }
        }
        for (; i < count; i++) {
            top.offer(i);
        }
        return top.finish();
    }
}
