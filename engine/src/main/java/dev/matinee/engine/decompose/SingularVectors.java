package dev.matinee.engine.decompose;

/**
 * The strongest directions of a matrix of users by items, as {@link TruncatedSvd} finds them: the matrix is about {@code U
 * diag(singularValues) V'}. Where its rank is below the number of components, the last singular values and vectors are 0.
 *
 * @param components how many directions there are
 * @param singularValues descending
 * @param itemVectors V: {@code components} numbers an item, one item after the other; columns have length 1 and are at right
 *     angles, and in each the number farthest from 0 is positive
 * @param explainedVariance of each direction, the variance over users of what {@link TruncatedSvd#transform} answers
 * @param totalVariance the sum over items of the variance over users of the matrix's columns
 */
public record SingularVectors(
        int components,
        double[] singularValues,
        float[] itemVectors,
        double[] explainedVariance,
        double totalVariance) {
    /** The share of the total variance that one direction explains; 0 where nothing varies. */
    public double explainedVarianceRatio(int component) {
        return totalVariance > 0 ? explainedVariance[component] / totalVariance : 0;
    }
}
