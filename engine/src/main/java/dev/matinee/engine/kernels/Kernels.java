package dev.matinee.engine.kernels;

/**
 * Dense arithmetic on {@code float} arrays with offsets; matrices are row-major. {@link ScalarKernels} is the truth,
 * {@link VectorKernels} its twin on SIMD lanes; both are stateless and thread-safe.
 *
 * <p>Each method adds in an order that depends on its arguments' sizes alone, so it always gives the same bits; the two
 * implementations, and two vector widths, differ by rounding. Arrays that are written must not overlap arrays that are
 * read. Sizes that do not fit the arrays end in an {@link IndexOutOfBoundsException}.
 */
public sealed interface Kernels permits ScalarKernels, VectorKernels {
    /**
     * The kernels of this process: on SIMD lanes where the Java virtual machine was started with {@code --add-modules
     * jdk.incubator.vector} and the processor has lanes worth using, otherwise scalar. The system property
     * {@code matinee.kernels} ({@code scalar} or {@code vector}) forces one.
     *
     * @throws dev.matinee.engine.MatineeException {@code USAGE} when that property asks for what there is not
     */
    static Kernels active() {
        return KernelChoice.active();
    }

    /** What computes, for provenance: {@code scalar}, or {@code vector-512} with the width of a register in bits. */
    String name();

    /** The inner product of two vectors. */
    float dot(float[] a, int aFrom, float[] b, int bFrom, int length);

    /** Adds a multiple of a vector to another: {@code y += factor x}. */
    void axpy(float factor, float[] x, int xFrom, float[] y, int yFrom, int length);

    /**
     * The inner product of every row of a matrix with one vector: {@code out = A x}.
     *
     * @param rows holds {@code count} rows of {@code width} from {@code rowsFrom} on
     * @param out gets {@code count} numbers from {@code outFrom} on
     */
    void dots(float[] rows, int rowsFrom, int count, int width, float[] x, int xFrom, float[] out, int outFrom);

    /** Adds a weighted sum of the rows of a matrix: {@code out += sum_i weights_i row_i}, that is {@code A' w}. */
    void addRows(
            float[] rows,
            int rowsFrom,
            int count,
            int width,
            float[] weights,
            int weightsFrom,
            float[] out,
            int outFrom);

    /** Copies chosen rows of a table into consecutive rows: row {@code indexes[from + i]} to row {@code i}. */
    void gather(float[] table, int width, int[] indexes, int from, int count, float[] rows);

    /**
     * Adds a weighted sum of chosen rows of a table: {@code out += sum_i weights_i row_i}, that is one row of a sparse
     * matrix times a dense one.
     *
     * @param table rows of {@code width}
     * @param indexes the chosen rows and, in {@code weights}, their weights stand from {@code from} on, {@code count} of them
     */
    void addChosenRows(
            float[] table, int width, int[] indexes, float[] weights, int from, int count, float[] out, int outFrom);

    /**
     * Adds multiples of a vector to chosen rows of a table: {@code row_i += weights_i x}, that is one column of a transposed
     * sparse matrix times a row of a dense one.
     *
     * @param table rows of {@code width}
     * @param indexes the chosen rows and, in {@code weights}, their weights stand from {@code from} on, {@code count} of
     *     them; rows may be chosen more than once
     */
    void addToChosenRows(
            float[] x, int xFrom, float[] table, int width, int[] indexes, float[] weights, int from, int count);

    /**
     * Copies chosen rows, as {@link #gather} does, and adds their weighted residuals: {@code out += sum_i (targets_i -
     * weights_i (row_i . x)) row_i}, in one pass over the rows: what one step of conjugate gradients begins with.
     *
     * @param table rows of {@code width}
     * @param indexes the chosen rows stand from {@code from} on, {@code count} of them
     * @param targets and {@code weights} are read from {@code from} on as well
     * @param x a vector of {@code width}, from 0 on
     * @param out a vector of {@code width}, from 0 on
     * @param rows takes the chosen rows, {@code count} of {@code width}, from 0 on
     * @return {@code sum_i targets_i (row_i . x)}, which falls out
     */
    float gatherResiduals(
            float[] table,
            int width,
            int[] indexes,
            float[] targets,
            float[] weights,
            int from,
            int count,
            float[] x,
            float[] out,
            float[] rows);

    /**
     * Adds the Gram matrix of rows, {@code gram += V' V}: only entries on and above the diagonal are defined after it.
     * {@link #mirror} fills the rest.
     *
     * @param gram a {@code width x width} matrix
     */
    void addGram(float[] rows, int rowsFrom, int count, int width, float[] gram);

    /** Adds the weighted Gram matrix of rows, {@code gram += sum_i weights_i row_i row_i'}, as {@link #addGram} does. */
    void addGram(float[] rows, int rowsFrom, int count, int width, float[] weights, int weightsFrom, float[] gram);

    /** Copies what is above the diagonal of a {@code size x size} matrix below it. */
    default void mirror(float[] matrix, int size) {
        for (int row = 1; row < size; row++) {
            for (int column = 0; column < row; column++) {
                matrix[row * size + column] = matrix[column * size + row];
            }
        }
    }

    /**
     * Adds a multiple of the product of two matrices, the first of them transposed: {@code out += factor left' right}.
     * A stride is the distance from one row of a matrix to the next, so that each may be a part of a greater one.
     *
     * @param left {@code depth} rows of {@code rows} numbers: column {@code i} of it makes row {@code i} of the product
     * @param right {@code depth} rows of {@code columns} numbers
     * @param out {@code rows} rows of {@code columns} numbers
     */
    void addProduct(
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
            int outStride);

    /** How many columns a strip of {@link #addStrips} has. */
    int stripWidth();

    /** How many rows of strips {@link #addProduct} sums up before it adds the sum: longer sums are those of several parts. */
    int stripDepth();

    /**
     * Adds a multiple of the product of two strips, the first of them transposed: {@code out += factor left' right}. It is
     * what {@link #addProduct} does after copying its matrices into strips; a caller that uses a matrix often keeps it so.
     * A strip is consecutive rows of {@link #stripWidth} numbers, of which only the first may matter.
     *
     * @param left {@code depth} rows; column {@code i} of it makes row {@code i} of the product
     * @param rows how many columns of {@code left} matter
     * @param right {@code depth} rows
     * @param columns how many columns of {@code right} matter
     * @param out {@code rows} rows of {@code columns} numbers, {@code outStride} apart
     */
    void addStrips(
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
            int outStride);

    /**
     * Finds the nearest of some centers for each of some points, by squared Euclidean distance, ties by lower center.
     *
     * @param columns the points, one dimension after the other: dimension {@code d} of point {@code i} stands at
     *     {@code d * stride + i}
     * @param centers {@code k} centers of {@code dimensions} numbers, one center after the other
     * @param labels gets the index of the nearest center of points {@code from} to {@code to - 1}, at their own indexes
     * @param distances gets its squared distance, likewise
     */
    void nearest(
            float[] columns,
            int stride,
            int from,
            int to,
            int dimensions,
            float[] centers,
            int k,
            int[] labels,
            float[] distances);

    /**
     * The sum of the Euclidean distances of one point to points {@code from} to {@code to - 1}.
     *
     * @param columns the points, laid out as for {@link #nearest}
     * @param point the index of the one point
     */
    double distances(float[] columns, int stride, int dimensions, int point, int from, int to);

    /**
     * Adds a weighted sum of chosen rows of a table: {@code out += sum_i weights_i row_i}, with indexes and weights read
     * from {@code from} on.
     */
    void addChosenRows(float[] table, int width, int[] indexes, float[] weights, int from, int count, float[] out);

    /**
     * Goes once through a block of a sparse matrix by stochastic gradient descent (Koren, Bell, Volinsky 2009, "Matrix
     * factorization techniques for recommender systems", with biases): entry after entry, with p, b and s the factors, bias
     * and share of its row, q, c and t those of its column and e = value - b - c - p.q,
     *
     * <pre>
     * p += rate (e q - pull s p)        b += rate (e - biasPull s b)
     * q += rate (e p - pull t q)        c += rate (e - biasPull t c)
     * </pre>
     *
     * where what stands on the right is from before the step.
     *
     * @param rows the factors of rows, {@code width} numbers each
     * @param columns the factors of columns, in arrays of their own
     * @return the sum of the squares of e
     */
    double descend(
            FactorRows rows, FactorRows columns, int width, SparseBlock block, float rate, float pull, float biasPull);

    /**
     * Factors a symmetric positive definite matrix into {@code U' U} in place (Cholesky). Only what is on and above
     * the diagonal need be given; what is below is undefined after it.
     *
     * @throws dev.matinee.engine.MatineeException {@code BAD_DATA} when the matrix is not positive definite, naming the
     *     row
     */
    void factor(float[] matrix, int size);

    /** Solves {@code U' U x = b} in place of {@code b}, with the factor that {@link #factor} left. */
    default void solve(float[] factor, int size, float[] b, int bFrom) {
        for (int row = 0; row < size; row++) {
            int diagonal = row * size + row;
            float value = b[bFrom + row] / factor[diagonal];
            b[bFrom + row] = value;
            axpy(-value, factor, diagonal + 1, b, bFrom + row + 1, size - row - 1);
        }
        for (int row = size - 1; row >= 0; row--) {
            int diagonal = row * size + row;
            float known = dot(factor, diagonal + 1, b, bFrom + row + 1, size - row - 1);
            b[bFrom + row] = (b[bFrom + row] - known) / factor[diagonal];
        }
    }

    /**
     * Chooses the largest of scores, ties by lower index. NaN is never chosen.
     *
     * @param scores {@code count} scores, from 0 on
     * @param hidden ascending indexes that do not come into question
     * @param chosen gets the indexes, best first; its length is how many are wanted
     * @return how many were chosen: less than wanted when fewer come into question
     */
    int top(float[] scores, int count, int[] hidden, int[] chosen);
}
