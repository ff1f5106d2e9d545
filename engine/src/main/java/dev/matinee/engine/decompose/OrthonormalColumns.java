package dev.matinee.engine.decompose;

import dev.matinee.engine.kernels.Kernels;
import java.util.Arrays;

/**
 * Makes the columns of a tall matrix orthonormal by the Gram-Schmidt process, each column twice ("twice is enough": Giraud,
 * Langou, Rozložník 2005). Columns are taken in panels: what the columns before a panel say of it is taken out by two products
 * of matrices, and within the panel column by column (block Gram-Schmidt, Stewart 2008). A column that depends on those before
 * it becomes 0.
 *
 * <p>Cost: {@code 4 rows x columns^2} multiplications and additions, nearly all in products of matrices. Memory: the matrix
 * again.
 */
final class OrthonormalColumns {
    /** What a column keeps of its length at least, else all that is left of it is rounding. */
    private static final double LEAST_KEPT = 1e-5;

    private static final int PANEL = 16;

    private final Kernels kernels = Kernels.active();
    private final float[] matrix;
    private final int rows;
    private final int columns;
    /** The finished columns, one after the other. */
    private final float[] finished;

    private final float[] panel;
    private final double[] kept = new double[PANEL];

    private OrthonormalColumns(float[] matrix, int rows, int columns) {
        this.matrix = matrix;
        this.rows = rows;
        this.columns = columns;
        this.finished = new float[matrix.length];
        this.panel = new float[PANEL * rows];
    }

    /**
     * Replaces a matrix by an orthonormal basis of its column space.
     *
     * @param matrix {@code rows} rows of {@code columns} numbers
     */
    static void of(float[] matrix, int rows, int columns) {
        OrthonormalColumns all = new OrthonormalColumns(matrix, rows, columns);
        for (int first = 0; first < columns; first += PANEL) {
            all.finish(first, Math.min(PANEL, columns - first));
        }
    }

    private void finish(int first, int count) {
        read(first, count);
        for (int i = 0; i < count; i++) {
            kept[i] = scaleToUnit(i) > 0 ? 1 : 0;
        }
        for (int round = 0; round < 2; round++) {
            write(first, count);
            takeOut(first, count);
            read(first, count);
            for (int i = 0; i < count; i++) {
                if (kept[i] > LEAST_KEPT) {
                    for (int other = 0; other < i; other++) {
                        float product = kernels.dot(panel, other * rows, panel, i * rows, rows);
                        kernels.axpy(-product, panel, other * rows, panel, i * rows, rows);
                    }
                    kept[i] = scaleToUnit(i);
                }
                if (kept[i] <= LEAST_KEPT) {
                    Arrays.fill(panel, i * rows, (i + 1) * rows, 0);
                }
            }
        }
        write(first, count);
        System.arraycopy(panel, 0, finished, first * rows, count * rows);
    }

    /** Takes out of a panel of the matrix what the columns before it say of it: {@code V -= Q (Q' V)}. */
    private void takeOut(int first, int count) {
        float[] products = new float[first * count];
        if (first > 0) {
            kernels.addProduct(1, matrix, 0, columns, first, matrix, first, columns, count, rows, products, 0, count);
            kernels.addProduct(-1, finished, 0, rows, rows, products, 0, count, count, first, matrix, first, columns);
        }
    }

    private void read(int first, int count) {
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < count; i++) {
                panel[i * rows + row] = matrix[row * columns + first + i];
            }
        }
    }

    private void write(int first, int count) {
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < count; i++) {
                matrix[row * columns + first + i] = panel[i * rows + row];
            }
        }
    }

    /** Scales a column of the panel to length 1, where it has any, and answers the length it had. */
    private double scaleToUnit(int column) {
        int at = column * rows;
        float largest = 0;
        for (int i = at; i < at + rows; i++) {
            largest = Math.max(largest, Math.abs(panel[i]));
        }
        if (largest == 0) {
            return 0;
        }
        for (int i = at; i < at + rows; i++) {
            panel[i] /= largest;
        }
        double length = Math.sqrt(kernels.dot(panel, at, panel, at, rows));
        float factor = (float) (1 / length);
        for (int i = at; i < at + rows; i++) {
            panel[i] *= factor;
        }
        return largest * length;
    }
}
