package dev.matinee.lab.likes;

/**
 * What each column adds to the scores of some rows: Shapley values (Lundberg, Lee 2017, "A unified approach to interpreting
 * model predictions"). The sum over a row's columns and the base is its score.
 *
 * @param columns how many columns there are
 * @param values {@code columns + 1} numbers a row, the last being the base: the score of a row nothing is known of
 * @param logOdds whether scores are log-odds of a like; otherwise they are probabilities
 */
public record Contributions(int columns, float[] values, boolean logOdds) {
    /** How many rows there are. */
    public int rows() {
        return values.length / (columns + 1);
    }

    /** What a column adds to the score of a row. */
    public float of(int row, int column) {
        return values[row * (columns + 1) + column];
    }

    /** What the score of every row begins with. */
    public float base(int row) {
        return values[row * (columns + 1) + columns];
    }

    /** The score of a row: the sum of its numbers. */
    public double score(int row) {
        double sum = 0;
        for (int i = 0; i <= columns; i++) {
            sum += values[row * (columns + 1) + i];
        }
        return sum;
    }

    /** The probability that a score stands for. */
    public double probability(int row) {
        double score = score(row);
        return logOdds ? 1 / (1 + StrictMath.exp(-score)) : Math.clamp(score, 0, 1);
    }

    /** The mean size of what each column adds, over all rows. */
    public double[] meanSizes() {
        double[] sizes = new double[columns];
        for (int row = 0; row < rows(); row++) {
            for (int column = 0; column < columns; column++) {
                sizes[column] += Math.abs(of(row, column)) / (double) rows();
            }
        }
        return sizes;
    }
}
