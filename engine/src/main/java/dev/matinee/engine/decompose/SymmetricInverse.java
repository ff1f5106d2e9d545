package dev.matinee.engine.decompose;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.kernels.Kernels;
import java.util.Arrays;

/**
 * Inverts a symmetric positive definite matrix in place, in blocks, by the sweep operator (Goodnight 1979, "A Tutorial on
 * the SWEEP Operator", section 3). Each step adds the product of one block of rows with itself to all other rows, so nearly
 * all of the work is {@link Kernels#addStrips}.
 *
 * <p>Cost: {@code n^3} additions and multiplications for {@code n} rows. Memory: the matrix, {@code 384 n} numbers, and
 * about a million.
 */
public final class SymmetricInverse {
    /** The most rows a matrix can have: beyond, it does not fit one array. */
    public static final int MOST_ROWS = 46_340;

    /** How many rows are swept at once, at most: a multiple of every strip's width. */
    private static final int STEP = 384;

    /** How many strips high and wide the part of the matrix is that one task updates. */
    private static final int STRIPS_AT_ONCE = 8;

    private final Kernels kernels = Kernels.active();
    private final float[] matrix;
    private final int size;
    private final Run run;
    private final int width;
    private final int strips;
    private final int step;

    /** The swept rows times the transposed inverse factor of their block, a strip after the other. */
    private final float[] scaled;

    /** The inverse factor of the block that is swept, in strips of {@code count} rows, and the same transposed. */
    private final float[] upper;

    private final float[] lower;

    private SymmetricInverse(float[] matrix, int size, Run run) {
        this.matrix = matrix;
        this.size = size;
        this.run = run;
        this.width = kernels.stripWidth();
        this.strips = Math.ceilDiv(size, width);
        this.step = Math.min(STEP, size);
        this.scaled = new float[strips * step * width];
        this.upper = new float[Math.ceilDiv(step, width) * step * width];
        this.lower = new float[upper.length];
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
        factorBlock(from, count);
        int firstSwept = from / width;
        int lastSwept = (from + count - 1) / width;
        run.parallel(strips, strip -> {
            if (strip < firstSwept || strip > lastSwept) {
                sweepStrip(strip, from, count);
            }
        });
        int groups = Math.ceilDiv(strips, STRIPS_AT_ONCE);
        run.parallel(groups * (groups + 1) / 2, task -> {
            int right = (int) ((Math.sqrt(8.0 * task + 1) - 1) / 2);
            int left = task - right * (right + 1) / 2;
            for (int j = right * STRIPS_AT_ONCE; j < Math.min(strips, (right + 1) * STRIPS_AT_ONCE); j++) {
                for (int i = left * STRIPS_AT_ONCE; i <= Math.min(j, (left + 1) * STRIPS_AT_ONCE - 1); i++) {
                    if ((i < firstSwept || i > lastSwept) && (j < firstSwept || j > lastSwept)) {
                        update(i, j, count);
                    }
                }
            }
        });
        invertBlock(from, count);
    }

    /** Inverts the upper Cholesky factor of the block on the diagonal. */
    private void factorBlock(int from, int count) {
        float[] factor = new float[count * count];
        for (int row = 0; row < count; row++) {
            System.arraycopy(matrix, (from + row) * size + from, factor, row * count, count);
        }
        kernels.factor(factor, count);
        float[] inverse = new float[count * count];
        for (int row = count - 1; row >= 0; row--) {
            float diagonal = 1 / factor[row * count + row];
            for (int column = row + 1; column < count; column++) {
                float multiple = -factor[row * count + column] * diagonal;
                int at = column * count + column;
                kernels.axpy(multiple, inverse, at, inverse, row * count + column, count - column);
            }
            inverse[row * count + row] = diagonal;
        }
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < count; column++) {
                float value = inverse[row * count + column];
                upper[(column / width * count + row) * width + column % width] = value;
                lower[(row / width * count + column) * width + row % width] = value;
            }
        }
    }

    /** Multiplies one strip of the rows by the transposed inverse factor, keeps that, and multiplies by the factor. */
    private void sweepStrip(int strip, int from, int count) {
        int at = strip * step * width;
        float[] rows = gather(strip, from, count);
        Arrays.fill(scaled, at, at + count * width, 0);
        for (int i = 0; i < count; i += width) {
            int high = Math.min(width, count - i);
            kernels.addStrips(1, upper, i * count, high, rows, 0, width, i + high, scaled, at + i * width, width);
        }
        Arrays.fill(rows, 0);
        for (int i = 0; i < count; i += width) {
            int high = Math.min(width, count - i);
            int below = i * width;
            kernels.addStrips(
                    1, lower, i * count + below, high, scaled, at + below, width, count - i, rows, below, width);
        }
        scatter(rows, strip, from, count);
    }

    /** One strip of the rows to sweep; what stands left of the diagonal is found above it. */
    private float[] gather(int strip, int from, int count) {
        float[] rows = new float[count * width];
        int first = strip * width;
        int columns = Math.min(width, size - first);
        if (first > from) {
            for (int k = 0; k < count; k++) {
                System.arraycopy(matrix, (from + k) * size + first, rows, k * width, columns);
            }
            return rows;
        }
        for (int k = 0; k < count; k += width) {
            for (int column = 0; column < columns; column++) {
                for (int i = k; i < Math.min(count, k + width); i++) {
                    rows[i * width + column] = matrix[(first + column) * size + from + i];
                }
            }
        }
        return rows;
    }

    private void scatter(float[] rows, int strip, int from, int count) {
        int first = strip * width;
        int columns = Math.min(width, size - first);
        if (first > from) {
            for (int k = 0; k < count; k++) {
                System.arraycopy(rows, k * width, matrix, (from + k) * size + first, columns);
            }
            return;
        }
        for (int k = 0; k < count; k += width) {
            for (int column = 0; column < columns; column++) {
                for (int i = k; i < Math.min(count, k + width); i++) {
                    matrix[(first + column) * size + from + i] = rows[i * width + column];
                }
            }
        }
    }

    /** Subtracts the product of two strips of the scaled rows where they cross. */
    private void update(int i, int j, int count) {
        int row = i * width;
        int column = j * width;
        kernels.addStrips(
                -1,
                scaled,
                row * step,
                Math.min(width, size - row),
                scaled,
                column * step,
                Math.min(width, size - column),
                count,
                matrix,
                row * size + column,
                size);
    }

    /** Puts the negated inverse of the block on the diagonal in its place. */
    private void invertBlock(int from, int count) {
        for (int row = 0; row < count; row++) {
            int start = (from + row) * size + from;
            Arrays.fill(matrix, start, start + count, 0);
        }
        for (int i = 0; i < count; i += width) {
            for (int j = i; j < count; j += width) {
                int to = (from + i) * size + from + j;
                int high = Math.min(width, count - i);
                int wide = Math.min(width, count - j);
                int below = j * width;
                kernels.addStrips(
                        -1,
                        lower,
                        i * count + below,
                        high,
                        lower,
                        j * count + below,
                        wide,
                        count - j,
                        matrix,
                        to,
                        size);
            }
        }
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
