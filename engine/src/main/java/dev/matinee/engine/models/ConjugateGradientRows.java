package dev.matinee.engine.models;

import dev.matinee.engine.kernels.Kernels;

/**
 * Takes steps of conjugate gradients from where the row stands (Takacs, Pilaszy, Tikk 2011), preconditioned by
 * {@link TypicalInverses}: with factors d, {@code 2 entries d + 2 d^2} multiplications for each step (half of those by
 * entries for the last) and as many once.
 *
 * <p>The steps together are over-relaxed: the row goes {@code reach} times as far as they say. Each row's loss is a
 * quadratic, so with a reach between 0 and 2 it still never rises, and alternating between users and items needs fewer
 * iterations (Young 1954 for linear equations).
 */
final class ConjugateGradientRows implements RowSolver {
    /** How many rows of the table are brought together at once. */
    private static final int ENTRIES_AT_ONCE = 1 << 10;

    /** Steps end when what a step would lower the row's loss by is this small a part of it. */
    private static final double CONVERGED = 1e-9;

    private final Kernels kernels = Kernels.active();
    private final TypicalInverses inverses;
    private final int factors;
    private final int steps;
    private final float reach;
    private final float[] x;
    private final float[] residual;
    private final float[] direction;
    private final float[] image;
    private final float[] preconditioned;
    private float[] rows = new float[0];
    private float[] products = new float[0];

    /**
     * A solver of rows.
     *
     * @param steps how many steps to take at most
     * @param reach how far to go, 1 being where the steps lead
     */
    ConjugateGradientRows(int factors, TypicalInverses inverses, int steps, float reach) {
        this.inverses = inverses;
        this.factors = factors;
        this.steps = steps;
        this.reach = reach;
        this.x = new float[factors];
        this.residual = new float[factors];
        this.direction = new float[factors];
        this.image = new float[factors];
        this.preconditioned = new float[factors];
    }

    @Override
    public double improve(float[] table, float[] gram, RowTargets row, float pull, float[] target, int at) {
        makeRoom(row.count);
        System.arraycopy(target, at, x, 0, factors);
        minusProduct(gram, pull, x, residual);
        float gain = 0;
        for (int done = 0; done < row.count; done += ENTRIES_AT_ONCE) {
            int entries = Math.min(ENTRIES_AT_ONCE, row.count - done);
            gain += kernels.gatherResiduals(
                    table, factors, row.columns, row.targets, row.weights, done, entries, x, residual, rows);
        }
        double before = -gain - kernels.dot(x, 0, residual, 0, factors);
        float[] inverse = inverses.forRow(row.count);
        kernels.dots(inverse, 0, factors, factors, residual, 0, direction, 0);
        float square = kernels.dot(residual, 0, direction, 0, factors);
        float enough = (float) (Math.abs(before) * CONVERGED);
        double drop = 0;
        for (int step = 1; square > enough; step++) {
            minusProduct(gram, pull, direction, image);
            boolean last = step == steps;
            float curvature = last ? feedbackCurvature(table, row, direction) : 0;
            if (!last) {
                subtractFeedback(table, row, direction, image);
            }
            float length = square / (curvature - kernels.dot(direction, 0, image, 0, factors));
            kernels.axpy(reach * length, direction, 0, target, at, factors);
            drop += (double) length * square;
            if (last) {
                break;
            }
            kernels.axpy(length, image, 0, residual, 0, factors);
            kernels.dots(inverse, 0, factors, factors, residual, 0, preconditioned, 0);
            float next = kernels.dot(residual, 0, preconditioned, 0, factors);
            float turn = next / square;
            for (int i = 0; i < factors; i++) {
                direction[i] = preconditioned[i] + turn * direction[i];
            }
            square = next;
        }
        return before - reach * (2 - reach) * drop;
    }

    /** {@code out = -(G + pull I) v}. */
    private void minusProduct(float[] gram, float pull, float[] v, float[] out) {
        kernels.dots(gram, 0, factors, factors, v, 0, out, 0);
        for (int i = 0; i < factors; i++) {
            out[i] = -out[i] - pull * v[i];
        }
    }

    /** {@code out -= sum_i weights_i (y_i.v) y_i}. */
    private void subtractFeedback(float[] table, RowTargets row, float[] v, float[] out) {
        for (int done = 0; done < row.count; done += ENTRIES_AT_ONCE) {
            int entries = products(table, row, v, done);
            for (int i = 0; i < entries; i++) {
                products[i] *= -row.weights[done + i];
            }
            kernels.addRows(rows, 0, entries, factors, products, 0, out, 0);
        }
    }

    /** {@code sum_i weights_i (y_i.v)^2}: all that the last step needs to know of where it leads. */
    private float feedbackCurvature(float[] table, RowTargets row, float[] v) {
        float sum = 0;
        for (int done = 0; done < row.count; done += ENTRIES_AT_ONCE) {
            int entries = products(table, row, v, done);
            for (int i = 0; i < entries; i++) {
                sum += row.weights[done + i] * products[i] * products[i];
            }
        }
        return sum;
    }

    /** The products {@code y_i.v} of the next entries; their rows are together already unless they are too many. */
    private int products(float[] table, RowTargets row, float[] v, int done) {
        int entries = Math.min(ENTRIES_AT_ONCE, row.count - done);
        if (row.count > ENTRIES_AT_ONCE) {
            kernels.gather(table, factors, row.columns, done, entries, rows);
        }
        kernels.dots(rows, 0, entries, factors, v, 0, products, 0);
        return entries;
    }

    private void makeRoom(int entries) {
        if (products.length < Math.min(entries, ENTRIES_AT_ONCE)) {
            int length = Math.min(ENTRIES_AT_ONCE, Math.max(entries, 2 * products.length));
            rows = new float[length * factors];
            products = new float[length];
        }
    }
}
