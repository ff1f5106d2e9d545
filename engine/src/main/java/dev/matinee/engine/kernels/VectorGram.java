package dev.matinee.engine.kernels;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Gram matrices of few columns on SIMD lanes, and the triangular factor of one, whose rows are subtracted in the same blocks.
 */
final class VectorGram {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final int W = LANES.length();

    /** The rows of one register block: as many accumulators, which even 16 registers can hold. */
    private static final int BLOCK = 8;

    /** How many rows of 64 numbers fit the first-level cache twice over. */
    private static final int CHUNK = 64;

    private static final float[] ONES = filled(1);
    private static final float[] MINUS_ONES = filled(-1);

    private VectorGram() {}

    private static float[] filled(float value) {
        float[] all = new float[CHUNK];
        Arrays.fill(all, value);
        return all;
    }

    static void add(float[] rows, int rowsFrom, int count, int width, float[] gram) {
        for (int done = 0; done < count; done += CHUNK) {
            int chunk = Math.min(CHUNK, count - done);
            addChunk(rows, rowsFrom + done * width, chunk, width, ONES, 0, gram);
        }
    }

    static void add(float[] rows, int rowsFrom, int count, int width, float[] weights, int weightsFrom, float[] gram) {
        for (int done = 0; done < count; done += CHUNK) {
            int chunk = Math.min(CHUNK, count - done);
            addChunk(rows, rowsFrom + done * width, chunk, width, weights, weightsFrom + done, gram);
        }
    }

    private static void addChunk(
            float[] rows, int from, int count, int width, float[] weights, int weightsFrom, float[] gram) {
        int row = 0;
        for (; row <= width - BLOCK; row += BLOCK) {
            addRows(rows, from, count, width, weights, weightsFrom, gram, row);
        }
        for (; row < width; row++) {
            addTail(rows, from, count, width, weights, weightsFrom, gram, row, row);
        }
    }

    /** Eight rows of a Gram matrix, from the diagonal (or a little before) to the right. */
    private static void addRows(
            float[] rows, int from, int count, int width, float[] weights, int weightsFrom, float[] gram, int row) {
        int column = row / W * W;
        for (; column <= width - W; column += W) {
            addBlock(rows, from, count, width, weights, weightsFrom, gram, row, column);
        }
        for (int i = row; i < row + BLOCK; i++) {
            addTail(rows, from, count, width, weights, weightsFrom, gram, i, Math.max(i, column));
        }
    }

    private static void addBlock(
            float[] rows,
            int from,
            int count,
            int width,
            float[] weights,
            int weightsFrom,
            float[] gram,
            int row,
            int column) {
        int to = row * width + column;
        FloatVector s0 = FloatVector.fromArray(LANES, gram, to);
        FloatVector s1 = FloatVector.fromArray(LANES, gram, to + width);
        FloatVector s2 = FloatVector.fromArray(LANES, gram, to + 2 * width);
        FloatVector s3 = FloatVector.fromArray(LANES, gram, to + 3 * width);
        FloatVector s4 = FloatVector.fromArray(LANES, gram, to + 4 * width);
        FloatVector s5 = FloatVector.fromArray(LANES, gram, to + 5 * width);
        FloatVector s6 = FloatVector.fromArray(LANES, gram, to + 6 * width);
        FloatVector s7 = FloatVector.fromArray(LANES, gram, to + 7 * width);
        for (int i = 0; i < count; i++) {
            int at = from + i * width;
            FloatVector v = FloatVector.fromArray(LANES, rows, at + column).mul(weights[weightsFrom + i]);
            s0 = v.fma(FloatVector.broadcast(LANES, rows[at + row]), s0);
            s1 = v.fma(FloatVector.broadcast(LANES, rows[at + row + 1]), s1);
            s2 = v.fma(FloatVector.broadcast(LANES, rows[at + row + 2]), s2);
            s3 = v.fma(FloatVector.broadcast(LANES, rows[at + row + 3]), s3);
            s4 = v.fma(FloatVector.broadcast(LANES, rows[at + row + 4]), s4);
            s5 = v.fma(FloatVector.broadcast(LANES, rows[at + row + 5]), s5);
            s6 = v.fma(FloatVector.broadcast(LANES, rows[at + row + 6]), s6);
            s7 = v.fma(FloatVector.broadcast(LANES, rows[at + row + 7]), s7);
        }
        s0.intoArray(gram, to);
        s1.intoArray(gram, to + width);
        s2.intoArray(gram, to + 2 * width);
        s3.intoArray(gram, to + 3 * width);
        s4.intoArray(gram, to + 4 * width);
        s5.intoArray(gram, to + 5 * width);
        s6.intoArray(gram, to + 6 * width);
        s7.intoArray(gram, to + 7 * width);
    }

    /** One row of a Gram matrix from a column to the right, without lanes. */
    private static void addTail(
            float[] rows,
            int from,
            int count,
            int width,
            float[] weights,
            int weightsFrom,
            float[] gram,
            int row,
            int column) {
        for (int i = 0; i < count; i++) {
            int at = from + i * width;
            float factor = weights[weightsFrom + i] * rows[at + row];
            for (int j = column; j < width; j++) {
                gram[row * width + j] += factor * rows[at + j];
            }
        }
    }

    /** As {@link Kernels#factor}; {@code kernels} does what is too small for blocks. */
    static void factor(float[] matrix, int size, Kernels kernels) {
        int row = 0;
        for (; row <= size - BLOCK; row += BLOCK) {
            for (int done = 0; done < row; done += CHUNK) {
                int chunk = Math.min(CHUNK, row - done);
                addRows(matrix, done * size, chunk, size, MINUS_ONES, 0, matrix, row);
            }
            for (int i = row; i < row + BLOCK; i++) {
                factorRow(matrix, size, i, row, kernels);
            }
        }
        for (; row < size; row++) {
            factorRow(matrix, size, row, 0, kernels);
        }
    }

    /** Finishes one row of the factor from which the rows before {@code first} are subtracted already. */
    private static void factorRow(float[] matrix, int size, int row, int first, Kernels kernels) {
        int diagonal = row * size + row;
        for (int above = first; above < row; above++) {
            kernels.axpy(-matrix[above * size + row], matrix, above * size + row, matrix, diagonal, size - row);
        }
        ScalarKernels.scaleFactorRow(matrix, size, row);
    }
}
