package dev.matinee.engine.kernels;

import java.util.Arrays;

/**
 * Some entries of a sparse matrix, row by row.
 *
 * @param rows the rows that have entries here
 * @param starts where the entries of each of them start, and, last, how many there are
 * @param columns the column of each entry
 * @param values the value of each entry
 */
public record SparseBlock(int[] rows, int[] starts, int[] columns, float[] values) {
    /** The entries of the first rows alone, in the same arrays where they can be. */
    public SparseBlock first(int count) {
        int kept = Math.min(count, rows.length);
        return new SparseBlock(Arrays.copyOf(rows, kept), Arrays.copyOf(starts, kept + 1), columns, values);
    }
}
