package dev.matinee.engine.decompose;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.kernels.Kernels;
import java.util.Arrays;

/**
 * Inverts a symmetric positive definite matrix in place, in blocks, by the sweep operator (Goodnight 1979, "A Tutorial on
 * the SWEEP Operator", section 3). Each step adds a product of one block of rows with itself to the whole matrix, so
 * nearly all of the work is {@link Kernels#addProduct}.
 *
 * <p>Cost: {@code n^3} additions and multiplications for {@code n} rows. Memory: the matrix, and {@code 3 x 384 x n}
 * numbers.
 */
public final class SymmetricInverse {
    /** The most rows a matrix can have: beyond, it does not fit one array. */
    public static final int MOST_ROWS = 46_340;

    /** How many rows are swept at once. */
    private static final int STEP = 384;

    /** The tasks of a step are squares of this many rows and columns. */
    private static final int SQUARE = 576;

    private final Kernels kernels = Kernels.active();
    private final float[] matrix;
    private final int size;
    private final Run run;
    private final float[] rows;
    private final float[] scaled;
    private final float[] swept;

    private SymmetricInverse(float[] matrix, int size, Run run) {
        this.matrix = matrix;
        this.size = size;
        this.run = run;
        int step = Math.min(STEP, size);
        this.rows = new float[step * size];
        this.scaled = new float[step * size];
        this.swept = new float[step * size];
    }

    /**
     * Replaces a matrix by its inverse.
     *
     * @param matrix {@code size x size} numbers, row-major; only those on and above the diagonal are read, all are written
     * @throws MatineeException {@code BAD_DATA} when the matrix is not positive definite; it is destroyed then
     */
    public static void invert(float[] matrix, int size, Run run) {
        if (size < 1 || size > MOST_ROWS || matrix.length < (long) size * size) {
            throw MatineeException.usage("a matrix to invert must have 1 to " + MOST_ROWS
                    + " rows and as many columns, got " + size + " rows in " + matrix.length + " numbers");
        }
        new SymmetricInverse(matrix, size, run).invert();
    }

    private void invert() {
        try (Progress.Task task = run.progress().start("inverting", size, "rows")) {
            for (int from = 0; from < size; from += STEP) {
                int count = Math.min(STEP, size - from);
                sweep(from, count);
                task.advance(count);
            }
        }
        negateAndMirror();
    }

    /** Sweeps rows {@code from} to {@code from + count - 1}. */
    private void sweep(int from, int count) {
        gather(from, count);
        float[] inverse = inverseOfFactor(from, count);
        float[] transposed = transpose(inverse, count);
        Arrays.fill(scaled, 0, count * size, 0);
        Arrays.fill(swept, 0, count * size, 0);
        run.parallelRanges(size, STEP, (left, right) -> {
            int width = right - left;
            kernels.addProduct(1, inverse, 0, count, count, rows, left, size, width, count, scaled, left, size);
            kernels.addProduct(1, transposed, 0, count, count, scaled, left, size, width, count, swept, left, size);
        });
        int squares = Math.ceilDiv(size, SQUARE);
        run.parallel(squares * (squares + 1) / 2, task -> {
            int column = (int) ((Math.sqrt(8.0 * task + 1) - 1) / 2);
            int row = task - column * (column + 1) / 2;
            update(row * SQUARE, column * SQUARE, count);
        });
        scatter(from, count);
        float[] block = new float[count * count];
        kernels.addProduct(-1, transposed, 0, count, count, transposed, 0, count, count, count, block, 0, count);
        for (int i = 0; i < count; i++) {
            System.arraycopy(block, i * count + i, matrix, (from + i) * size + from + i, count - i);
        }
    }

    /** Copies the rows to sweep; what stands left of the diagonal is found above it. */
    private void gather(int from, int count) {
        for (int i = 0; i < count; i++) {
            int start = (from + i) * size + from + i;
            System.arraycopy(matrix, start, rows, i * size + from + i, size - from - i);
        }
        run.parallelRanges(from + count, STEP, (first, end) -> {
            for (int row = first; row < end; row++) {
                for (int i = Math.max(0, row + 1 - from); i < count; i++) {
                    rows[i * size + row] = matrix[row * size + from + i];
                }
            }
        });
    }

    /** The inverse of the upper Cholesky factor of the block on the diagonal. */
    private float[] inverseOfFactor(int from, int count) {
        float[] factor = new float[count * count];
        for (int i = 0; i < count; i++) {
            System.arraycopy(rows, i * size + from, factor, i * count, count);
        }
        kernels.factor(factor, count);
        float[] inverse = new float[count * count];
        for (int row = count - 1; row >= 0; row--) {
            float diagonal = 1 / factor[row * count + row];
            for (int column = row + 1; column < count; column++) {
                kernels.axpy(
                        -factor[row * count + column] * diagonal,
                        inverse,
                        column * count + column,
                        inverse,
                        row * count + column,
                        count - column);
            }
            inverse[row * count + row] = diagonal;
        }
        return inverse;
    }

    private static float[] transpose(float[] square, int width) {
        float[] transposed = new float[width * width];
        for (int row = 0; row < width; row++) {
            for (int column = 0; column < width; column++) {
                transposed[column * width + row] = square[row * width + column];
            }
        }
        return transposed;
    }

    /** Subtracts the product of the scaled rows from one square of the matrix on or above the diagonal. */
    private void update(int top, int left, int count) {
        int height = Math.min(SQUARE, size - top);
        int width = Math.min(SQUARE, size - left);
        kernels.addProduct(
                -1, scaled, top, size, height, scaled, left, size, width, count, matrix, top * size + left, size);
    }

    /** Puts the swept rows back, what stands left of the diagonal as columns above it. */
    private void scatter(int from, int count) {
        for (int i = 0; i < count; i++) {
            int right = from + count;
            System.arraycopy(swept, i * size + right, matrix, (from + i) * size + right, size - right);
        }
        run.parallelRanges(from, STEP, (first, end) -> {
            for (int row = first; row < end; row++) {
                for (int i = 0; i < count; i++) {
                    matrix[row * size + from + i] = swept[i * size + row];
                }
            }
        });
    }

    private void negateAndMirror() {
        int tile = 64;
        run.parallelRanges(size, tile, (first, end) -> {
            for (int left = first; left < size; left += tile) {
                for (int row = first; row < end; row++) {
                    for (int column = Math.max(row, left); column < Math.min(size, left + tile); column++) {
                        float value = -matrix[row * size + column];
                        matrix[row * size + column] = value;
                        matrix[column * size + row] = value;
                    }
                }
            }
        });
    }
}
