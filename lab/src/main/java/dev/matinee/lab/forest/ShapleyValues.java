package dev.matinee.lab.forest;

import java.util.Arrays;

/**
 * What each column adds to what a forest says of a row (Lundberg, Erion, Lee 2018, "Consistent individualized feature
 * attribution for tree ensembles": path-dependent SHAP values), exact.
 *
 * <p>The way there is another than the paper's. Let each column be known with probability {@code t}, independently: a leaf
 * {@code v} is reached with probability {@code P(t)}, the product over the columns above it of {@code z + (o - z) t}, where
 * {@code o} is 1 if the row goes that way at all splits by the column and {@code z} is the share of drawn rows that do. The
 * Shapley value of a column is the integral from 0 to 1 of how the mean changes with that column's own probability (Owen 1972,
 * "Multilinear extensions of games"): {@code v (o - z) P(t) / (z + (o - z) t)}. That is a polynomial of a degree below the number
 * of columns, so Gauss-Legendre quadrature gives it exactly, and one walk through a tree gives it for all its leaves: {@code
 * nodes x depth / 2} steps rather than {@code leaves x depth^2}.
 */
final class ShapleyValues {
    private final Forest forest;
    private final double[] places;
    private final double[] weights;
    private final double[] ones;
    private final double[] zeros;
    private final double[] sums;
    private final double[][] products;
    private final double[][] below;

    /** {@code 1 / (z + (o - z) t)} for the split above each level, and for each column that of its last split. */
    private final double[][] inverses;

    private final double[][] inverseOf;

    /** For the rows that one thread explains. */
    ShapleyValues(Forest forest) {
        int deepest = forest.deepest();
        int points = Math.max(1, Math.ceilDiv(Math.min(deepest, forest.columns()), 2));
        this.forest = forest;
        this.places = new double[points];
        this.weights = new double[points];
        this.ones = new double[forest.columns()];
        this.zeros = new double[forest.columns()];
        this.sums = new double[forest.columns()];
        this.products = new double[deepest + 1][points];
        this.below = new double[deepest + 1][points];
        this.inverses = new double[deepest + 1][points];
        this.inverseOf = new double[forest.columns()][];
        quadrature();
    }

    /** Gauss-Legendre places and weights for integrals from 0 to 1, the places by Newton's method. */
    private void quadrature() {
        int points = places.length;
        for (int i = 0; i < points; i++) {
            double x = StrictMath.cos(Math.PI * (i + 0.75) / (points + 0.5));
            double slope = 1;
            for (int round = 0; round < 100; round++) {
                double before = 0;
                double value = 1;
                for (int degree = 1; degree <= points; degree++) {
                    double next = ((2 * degree - 1) * x * value - (degree - 1) * before) / degree;
                    before = value;
                    value = next;
                }
                slope = points * (x * value - before) / (x * x - 1);
                double step = value / slope;
                x -= step;
                if (Math.abs(step) < 1e-15) {
                    break;
                }
            }
            places[i] = (1 + x) / 2;
            weights[i] = 1 / ((1 - x * x) * slope * slope);
        }
    }

    /** Writes what each column adds for one row, and then what all rows begin with. */
    void write(float[] rows, int at, float[] into, int to) {
        Arrays.fill(ones, 1);
        Arrays.fill(zeros, 1);
        Arrays.fill(sums, 0);
        Arrays.fill(inverses[0], 1);
        Arrays.fill(inverseOf, inverses[0]);
        double base = 0;
        for (int tree = 0; tree < forest.trees(); tree++) {
            Arrays.fill(products[0], 1);
            base += walk(forest.root(tree), 0, rows, at);
        }
        for (int column = 0; column < sums.length; column++) {
            into[to + column] = (float) (sums[column] / forest.trees());
        }
        into[to + sums.length] = (float) (base / forest.trees());
    }

    /**
     * Leaves in {@code below[level]} the sum of {@code v P(t)} over the leaves under a node, having added what the splits under it
     * add; the mean of those leaves over the drawn rows.
     */
    private double walk(int node, int level, float[] rows, int at) {
        double[] product = products[level];
        double[] sum = below[level];
        int column = forest.column(node);
        if (column < 0) {
            float value = forest.value(node);
            for (int i = 0; i < sum.length; i++) {
                sum[i] = value * product[i];
            }
            return value;
        }
        double oldOne = ones[column];
        double oldZero = zeros[column];
        double[] oldInverse = inverseOf[column];
        double[] longer = products[level + 1];
        double[] inverse = inverses[level + 1];
        double[] found = below[level + 1];
        int goes = forest.next(node, rows, at);
        double mean = 0;
        Arrays.fill(sum, 0);
        inverseOf[column] = inverse;
        for (int side = 0; side < 2; side++) {
            int child = forest.child(node) + side;
            double share = (double) forest.cover(child) / forest.cover(node);
            double one = child == goes ? oldOne : 0;
            double zero = oldZero * share;
            ones[column] = one;
            zeros[column] = zero;
            for (int i = 0; i < longer.length; i++) {
                double factor = zero + (one - zero) * places[i];
                longer[i] = product[i] * factor * oldInverse[i];
                inverse[i] = 1 / factor;
            }
            mean += share * walk(child, level + 1, rows, at);
            double added = 0;
            for (int i = 0; i < found.length; i++) {
                added += weights[i] * found[i] * ((one - zero) * inverse[i] - (oldOne - oldZero) * oldInverse[i]);
                sum[i] += found[i];
            }
            sums[column] += added;
        }
        ones[column] = oldOne;
        zeros[column] = oldZero;
        inverseOf[column] = oldInverse;
        return mean;
    }
}
