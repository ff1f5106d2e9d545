package dev.matinee.engine.decompose;

import dev.matinee.engine.kernels.Kernels;
import java.util.Arrays;

/**
 * Makes the columns of a tall matrix orthonormal by the modified Gram-Schmidt process, each column twice ("twice is
 * enough": Giraud, Langou, Rozložník 2005). A column that depends on those before it becomes 0.
 *
 * <p>Cost: {@code 4 rows x columns^2} multiplications and additions. Memory: the matrix again.
 */
final class OrthonormalColumns {
    /** What a column keeps of its length at least, else all that is left of it is rounding. */
    private static final double LEAST_KEPT = 1e-5;

    private OrthonormalColumns() {}

    /**
     * Replaces a matrix by an orthonormal basis of its column space.
     *
     * @param matrix {@code rows} rows of {@code columns} numbers
     */
    static void of(float[] matrix, int rows, int columns) {
        Kernels kernels = Kernels.active();
        float[] vectors = transpose(matrix, rows, columns);
        for (int column = 0; column < columns; column++) {
            int at = column * rows;
            double before = scaleToUnit(kernels, vectors, at, rows);
            double kept = before > 0 ? 1 : 0;
            for (int round = 0; round < 2 && kept > LEAST_KEPT; round++) {
                for (int other = 0; other < column; other++) {
                    float product = kernels.dot(vectors, other * rows, vectors, at, rows);
                    kernels.axpy(-product, vectors, other * rows, vectors, at, rows);
                }
                kept = scaleToUnit(kernels, vectors, at, rows);
            }
            if (kept <= LEAST_KEPT) {
                Arrays.fill(vectors, at, at + rows, 0);
            }
        }
        float[] back = transpose(vectors, columns, rows);
        System.arraycopy(back, 0, matrix, 0, back.length);
    }

    /** Scales a vector to length 1, where it has any, and answers the length it had. */
    private static double scaleToUnit(Kernels kernels, float[] vectors, int at, int rows) {
        float largest = 0;
        for (int i = at; i < at + rows; i++) {
            largest = Math.max(largest, Math.abs(vectors[i]));
        }
        if (largest == 0) {
            return 0;
        }
        for (int i = at; i < at + rows; i++) {
            vectors[i] /= largest;
        }
        double length = Math.sqrt(kernels.dot(vectors, at, vectors, at, rows));
        float factor = (float) (1 / length);
        for (int i = at; i < at + rows; i++) {
            vectors[i] *= factor;
        }
        return largest * length;
    }

    private static float[] transpose(float[] matrix, int rows, int columns) {
        float[] transposed = new float[matrix.length];
        int tile = 64;
        for (int top = 0; top < rows; top += tile) {
            for (int column = 0; column < columns; column++) {
                for (int row = top; row < Math.min(rows, top + tile); row++) {
                    transposed[column * rows + row] = matrix[row * columns + column];
                }
            }
        }
        return transposed;
    }
}
