package dev.matinee.engine.models;

/**
 * The entries of one row of a matrix that is factorised, reused from row to row: with a prediction p, entry i adds
 * {@code weights_i p^2 - 2 targets_i p} to the loss.
 */
class RowTargets {
    int[] columns = new int[0];
    float[] targets = new float[0];
    float[] weights = new float[0];
    int count;

    /** Makes the arrays at least this long; what they held is gone where they were shorter. */
    void makeRoom(int entries) {
        if (columns.length < entries) {
            int length = Math.max(entries, 2 * columns.length);
            columns = new int[length];
            targets = new float[length];
            weights = new float[length];
        }
    }
}
