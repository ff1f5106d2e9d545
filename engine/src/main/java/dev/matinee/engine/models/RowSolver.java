package dev.matinee.engine.models;

/**
 * Lowers the loss of one row of {@link ImplicitAls} while the other side's factors are fixed: the quadratic
 * {@code x'(G + pull I)x + sum_i (weights_i (y_i.x)^2 - 2 targets_i (y_i.x))}. Holds working memory: one object a thread.
 */
sealed interface RowSolver permits CholeskyRows, ConjugateGradientRows, BlockDescentRows {
    /**
     * Improves the row in place.
     *
     * @param table the fixed factors, one row after the other
     * @param gram G, their weighted Gram matrix, both triangles filled
     * @param row the row's feedback, at least one entry; its columns are rows of {@code table}
     * @param pull the regularisation of this row
     * @param factors the row stands from {@code at} on
     * @return the value of the quadratic after
     */
    double improve(float[] table, float[] gram, RowTargets row, float pull, float[] factors, int at);
}
