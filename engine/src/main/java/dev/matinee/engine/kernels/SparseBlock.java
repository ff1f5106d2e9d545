package dev.matinee.engine.kernels;

/**
 * Some entries of a sparse matrix, row by row.
 *
 * @param rows the rows that have entries here
 * @param starts where the entries of each of them start, and, last, how many there are
 * @param columns the column of each entry
 * @param values the value of each entry
 */
public record SparseBlock(int[] rows, int[] starts, int[] columns, float[] values) {}
