package dev.matinee.engine.kernels;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;

/** The kernels in plain Java: what every other implementation is measured against, and what runs everywhere. */
final class ScalarKernels implements Kernels {
    private static final int STRIP = 48;

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public float dot(float[] a, int aFrom, float[] b, int bFrom, int length) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (; i <= length - 4; i += 4) {
            s0 += a[aFrom + i] * b[bFrom + i];
            s1 += a[aFrom + i + 1] * b[bFrom + i + 1];
            s2 += a[aFrom + i + 2] * b[bFrom + i + 2];
            s3 += a[aFrom + i + 3] * b[bFrom + i + 3];
        }
        for (; i < length; i++) {
            s0 += a[aFrom + i] * b[bFrom + i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    @Override
    public void axpy(float factor, float[] x, int xFrom, float[] y, int yFrom, int length) {
        for (int i = 0; i < length; i++) {
            y[yFrom + i] += factor * x[xFrom + i];
        }
    }

    @Override
    public void dots(float[] rows, int rowsFrom, int count, int width, float[] x, int xFrom, float[] out, int outFrom) {
        for (int i = 0; i < count; i++) {
            out[outFrom + i] = dot(rows, rowsFrom + i * width, x, xFrom, width);
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
        for (int i = 0; i < count; i++) {
            axpy(weights[weightsFrom + i], rows, rowsFrom + i * width, out, outFrom, width);
        }
    }

    @Override
    public void gather(float[] table, int width, int[] indexes, int from, int count, float[] rows) {
        for (int i = 0; i < count; i++) {
            System.arraycopy(table, indexes[from + i] * width, rows, i * width, width);
        }
    }

    @Override
    public void addChosenRows(
            float[] table, int width, int[] indexes, float[] weights, int from, int count, float[] out, int outFrom) {
        for (int i = from; i < from + count; i++) {
            axpy(weights[i], table, indexes[i] * width, out, outFrom, width);
        }
    }

    @Override
    public void addToChosenRows(
            float[] x, int xFrom, float[] table, int width, int[] indexes, float[] weights, int from, int count) {
        for (int i = from; i < from + count; i++) {
            axpy(weights[i], x, xFrom, table, indexes[i] * width, width);
        }
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
        gather(table, width, indexes, from, count, rows);
        float gain = 0;
        for (int i = 0; i < count; i++) {
            float target = targets[from + i];
            float product = dot(rows, i * width, x, 0, width);
            gain += target * product;
            axpy(target - weights[from + i] * product, rows, i * width, out, 0, width);
        }
        return gain;
    }

    @Override
    public void addGram(float[] rows, int rowsFrom, int count, int width, float[] gram) {
        for (int i = 0; i < count; i++) {
            addOuterProduct(1, rows, rowsFrom + i * width, width, gram);
        }
    }

    @Override
    public void addGram(
            float[] rows, int rowsFrom, int count, int width, float[] weights, int weightsFrom, float[] gram) {
        for (int i = 0; i < count; i++) {
            addOuterProduct(weights[weightsFrom + i], rows, rowsFrom + i * width, width, gram);
        }
    }

    private void addOuterProduct(float weight, float[] rows, int row, int width, float[] gram) {
        for (int i = 0; i < width; i++) {
            axpy(weight * rows[row + i], rows, row + i, gram, i * width + i, width - i);
        }
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
        for (int k = 0; k < depth; k++) {
            for (int i = 0; i < rows; i++) {
                axpy(
                        factor * left[leftFrom + k * leftStride + i],
                        right,
                        rightFrom + k * rightStride,
                        out,
                        outFrom + i * outStride,
                        columns);
            }
        }
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
        for (int i = from; i < to; i++) {
            int best = 0;
            float least = Float.POSITIVE_INFINITY;
            for (int c = 0; c < k; c++) {
                float sum = 0;
                for (int d = 0; d < dimensions; d++) {
                    float difference = columns[d * stride + i] - centers[c * dimensions + d];
                    sum += difference * difference;
                }
                if (sum < least) {
                    least = sum;
                    best = c;
                }
            }
            labels[i] = best;
            distances[i] = least;
        }
    }

    @Override
    public double distances(float[] columns, int stride, int dimensions, int point, int from, int to) {
        double total = 0;
        for (int i = from; i < to; i++) {
            float sum = 0;
            for (int d = 0; d < dimensions; d++) {
                float difference = columns[d * stride + i] - columns[d * stride + point];
                sum += difference * difference;
            }
            total += Math.sqrt(sum);
        }
        return total;
    }

    @Override
    public void addChosenRows(
            float[] table, int width, int[] indexes, float[] weights, int from, int count, float[] out) {
        for (int i = from; i < from + count; i++) {
            axpy(weights[i], table, indexes[i] * width, out, 0, width);
        }
    }

    @Override
    public double descend(
            FactorRows rows, FactorRows columns, int width, SparseBlock block, float rate, float pull, float biasPull) {
        double loss = 0;
        for (int k = 0; k < block.rows().length; k++) {
            int row = block.rows()[k];
            for (int i = block.starts()[k]; i < block.starts()[k + 1]; i++) {
                float error = descend(rows, row, columns, block.columns()[i], width, block.values()[i], rate, pull);
                updateBiases(rows, row, columns, block.columns()[i], error, rate, biasPull);
                loss += (double) error * error;
            }
        }
        return loss;
    }

    private float descend(
            FactorRows rows, int row, FactorRows columns, int column, int width, float value, float rate, float pull) {
        float[] p = rows.factors();
        float[] q = columns.factors();
        int at = row * width;
        int to = column * width;
        float error = value - rows.biases()[row] - columns.biases()[column] - dot(p, at, q, to, width);
        float step = rate * error;
        float keepRow = 1 - rate * pull * rows.shares()[row];
        float keepColumn = 1 - rate * pull * columns.shares()[column];
        for (int i = 0; i < width; i++) {
            float before = p[at + i];
            p[at + i] = keepRow * before + step * q[to + i];
            q[to + i] = keepColumn * q[to + i] + step * before;
        }
        return error;
    }

    private static void updateBiases(
            FactorRows rows, int row, FactorRows columns, int column, float error, float rate, float biasPull) {
        float keepRow = 1 - rate * biasPull * rows.shares()[row];
        float keepColumn = 1 - rate * biasPull * columns.shares()[column];
        rows.biases()[row] = keepRow * rows.biases()[row] + rate * error;
        columns.biases()[column] = keepColumn * columns.biases()[column] + rate * error;
    }

    @Override
    public int stripWidth() {
        return STRIP;
    }

    @Override
    public int stripDepth() {
        return Integer.MAX_VALUE;
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
        addProduct(
                factor, left, leftFrom, STRIP, rows, right, rightFrom, STRIP, columns, depth, out, outFrom, outStride);
    }

    @Override
    public void factor(float[] matrix, int size) {
        for (int row = 0; row < size; row++) {
            for (int above = 0; above < row; above++) {
                float factor = -matrix[above * size + row];
                axpy(factor, matrix, above * size + row, matrix, row * size + row, size - row);
            }
            scaleFactorRow(matrix, size, row);
        }
    }

    /** Divides a row of the factor by the root of its diagonal, the last step of factoring that row. */
    static void scaleFactorRow(float[] matrix, int size, int row) {
        int diagonal = row * size + row;
        float pivot = matrix[diagonal];
        if (!(pivot > 0 && pivot < Float.POSITIVE_INFINITY)) {
            throw new MatineeException(
                    ErrorCode.BAD_DATA,
                    "the " + size + " x " + size + " matrix is not positive definite: its pivot in row " + row + " is "
                            + pivot,
                    "raise the regularization");
        }
        float root = (float) Math.sqrt(pivot);
        float inverse = 1 / root;
        matrix[diagonal] = root;
        for (int i = 1; i < size - row; i++) {
            matrix[diagonal + i] *= inverse;
        }
    }

    @Override
    public int top(float[] scores, int count, int[] hidden, int[] chosen) {
        if (chosen.length == 0) {
            return 0;
        }
        TopScores top = new TopScores(scores, hidden, chosen);
        for (int i = 0; i < count; i++) {
            if (!(scores[i] <= top.threshold())) {
                top.offer(i);
            }
        }
        return top.finish();
    }
}
