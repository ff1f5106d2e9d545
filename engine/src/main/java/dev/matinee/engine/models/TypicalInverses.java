package dev.matinee.engine.models;

import dev.matinee.engine.Run;
import dev.matinee.engine.kernels.Kernels;

/**
 * What preconditions the equations of rows: the inverse of the matrix that a row would have if its feedback were on
 * typical columns, for lengths of rows that double from one class to the next. A row's matrix is its G and pull, which are
 * known, plus a sum over its feedback; that sum's mean over all rows of its length stands for it.
 *
 * <p>Memory: 4 factors^2 bytes a class, and there are as many classes as the longest row's length has binary digits.
 */
final class TypicalInverses {
    private final float[][] inverses;

    /**
     * The inverses for one half of an iteration.
     *
     * @param gram G of the fixed side
     */
    TypicalInverses(ImplicitAls settings, AlsSide side, AlsSide fixed, float[] gram, Run run) {
        Kernels kernels = Kernels.active();
        int factors = settings.factors();
        float[] typical = new float[factors * factors];
        kernels.addGram(fixed.factors(), 0, fixed.rows(), factors, fixed.shares(), 0, typical);
        inverses = new float[lengthClass(side.longest()) + 1][];
        run.parallel(inverses.length, k -> {
            int length = Math.max(1, 3 << k >> 2);
            float[] matrix = gram.clone();
            kernels.axpy(length, typical, 0, matrix, 0, matrix.length);
            float pull = settings.pull(length, fixed.rows());
            for (int i = 0; i < factors; i++) {
                matrix[i * factors + i] += pull;
            }
            kernels.factor(matrix, factors);
            float[] inverse = new float[factors * factors];
            for (int i = 0; i < factors; i++) {
                inverse[i * factors + i] = 1;
                kernels.solve(matrix, factors, inverse, i * factors);
            }
            inverses[k] = inverse;
        });
    }

    /** The inverse for a row with this many entries, row-major. */
    float[] forRow(int entries) {
        return inverses[lengthClass(entries)];
    }

    private static int lengthClass(int entries) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(entries);
    }
}
