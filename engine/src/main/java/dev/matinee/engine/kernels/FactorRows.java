package dev.matinee.engine.kernels;

/**
 * One side of a factorised matrix while it is trained by {@link Kernels#descend}: its rows or its columns.
 *
 * @param factors as many numbers a row as there are factors, one row after the other
 * @param biases one number a row
 * @param shares how strongly each row is pulled towards 0 at every step, beside the others
 */
public record FactorRows(float[] factors, float[] biases, float[] shares) {}
