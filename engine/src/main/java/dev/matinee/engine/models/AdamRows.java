package dev.matinee.engine.models;

import java.util.Arrays;

/**
 * Rows of weights that learn by Adam (Kingma, Ba 2015, "Adam: a method for stochastic optimization", algorithm 1 with the
 * step size of the end of section 2), where each step has a gradient for few of them.
 *
 * <p>Adam moves every row at every step, also rows without a gradient, by what their moments still hold. Those moves are
 * made up for when a row is touched again: after a step t their sum over the next k steps is
 * {@code m / (sqrt(v) + epsilon) * sum_j rate(t + j) (beta1 / sqrt(beta2))^j}, the moments having shrunk by beta1^k and
 * beta2^k. So a step costs no more than the rows it touches. Not thread-safe.
 *
 * <p>Memory: 12 bytes a weight and 8 bytes a row, and 4 bytes a weight of the rows that a step touches.
 */
final class AdamRows {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final float EPSILON = 1e-7f;

    /** After as many steps without a gradient the first moment is less than a thousand-millionth of what it was. */
    private static final int MOMENTUM_STEPS = 200;

    /** After as many steps the second moment is less than a million-millionth, and the rate is all but constant. */
    private static final int MEMORY_STEPS = 32_768;

    private static final float[] FIRST_DECAY = powers(BETA1, MOMENTUM_STEPS);
    private static final float[] SECOND_DECAY = powers(BETA2, MEMORY_STEPS);
    private static final double[] MOVE_DECAY = moveDecay();
    private static final double[] MOVE_SUMS = sums(MOVE_DECAY);

    /** From here on the rate changes by less than a ten-thousandth while a first moment lasts. */
    private static final int STEADY = 10_000;

    private final int width;
    private final float[] weights;
    private final float[] first;
    private final float[] second;
    private final int[] last;
    private final int[] slots;
    private final double[] rates;
    private int[] touched;
    private int touchedCount;
    private float[] gradients;

    /**
     * Rows that begin with these weights.
     *
     * @param weights rows of {@code width}; changed in place
     * @param learningRate Adam's step size, alpha
     */
    AdamRows(float[] weights, int width, double learningRate) {
        this.width = width;
        this.weights = weights;
        this.first = new float[weights.length];
        this.second = new float[weights.length];
        this.last = new int[weights.length / width];
        this.slots = new int[last.length];
        this.rates = rates(learningRate);
        this.touched = new int[256];
        this.gradients = new float[touched.length * width];
        Arrays.fill(slots, -1);
    }

    private static float[] powers(double base, int count) {
        float[] powers = new float[count];
        double power = 1;
        for (int k = 0; k < count; k++) {
            powers[k] = (float) power;
            power *= base;
        }
        return powers;
    }

    private static double[] moveDecay() {
        double[] powers = new double[MOMENTUM_STEPS];
        double power = 1;
        for (int k = 0; k < powers.length; k++) {
            powers[k] = power;
            power *= BETA1 / Math.sqrt(BETA2);
        }
        return powers;
    }

    private static double[] sums(double[] decay) {
        double[] sums = new double[decay.length];
        for (int k = 1; k < sums.length; k++) {
            sums[k] = sums[k - 1] + decay[k];
        }
        return sums;
    }

    /** The step size of each step with both corrections for moments that begin at 0. */
    private static double[] rates(double learningRate) {
        double[] rates = new double[MEMORY_STEPS];
        double power1 = BETA1;
        double power2 = BETA2;
        for (int step = 1; step < rates.length; step++) {
            rates[step] = learningRate * Math.sqrt(1 - power2) / (1 - power1);
            power1 *= BETA1;
            power2 *= BETA2;
        }
        return rates;
    }

    private double rate(int step) {
        return rates[Math.min(step, MEMORY_STEPS - 1)];
    }

    /** Whether a row ever had a gradient. */
    boolean learned(int row) {
        return last[row] > 0;
    }

    /**
     * Brings a row up to the step before this one and answers where its gradient stands, which is 0 when the step touches
     * it first.
     *
     * @param step the number of the step, from 1 on
     */
    int touch(int row, int step) {
        if (slots[row] >= 0) {
            return slots[row] * width;
        }
        catchUp(row, step - 1);
        if (touchedCount == touched.length) {
            touched = Arrays.copyOf(touched, 2 * touchedCount);
            gradients = Arrays.copyOf(gradients, 2 * touchedCount * width);
        }
        touched[touchedCount] = row;
        slots[row] = touchedCount;
        int at = touchedCount * width;
        Arrays.fill(gradients, at, at + width, 0);
        touchedCount++;
        return at;
    }

    /** The gradients of the rows that were touched, where {@link #touch} says; valid until a row is touched. */
    float[] gradients() {
        return gradients;
    }

    /** Makes the step: moves all rows that were touched by their gradients. */
    void step(int step) {
        float rate = (float) rate(step);
        for (int slot = 0; slot < touchedCount; slot++) {
            int row = touched[slot];
            int from = row * width;
            int gradient = slot * width;
            for (int i = 0; i < width; i++) {
                float g = gradients[gradient + i];
                float m = (float) BETA1 * first[from + i] + (float) (1 - BETA1) * g;
                float v = (float) BETA2 * second[from + i] + (float) (1 - BETA2) * g * g;
                first[from + i] = m;
                second[from + i] = v;
                weights[from + i] -= rate * m / ((float) Math.sqrt(v) + EPSILON);
            }
            last[row] = step;
            slots[row] = -1;
        }
        touchedCount = 0;
    }

    /** Brings all rows up to this step. */
    void settle(int step) {
        for (int row = 0; row < last.length; row++) {
            catchUp(row, step);
        }
    }

    private void catchUp(int row, int step) {
        int missed = step - last[row];
        if (missed <= 0 || last[row] == 0) {
            return;
        }
        float moves = (float) moves(last[row], missed);
        float decay1 = missed < MOMENTUM_STEPS ? FIRST_DECAY[missed] : 0;
        float decay2 = missed < MEMORY_STEPS ? SECOND_DECAY[missed] : 0;
        int from = row * width;
        for (int i = from; i < from + width; i++) {
            weights[i] -= moves * first[i] / ((float) Math.sqrt(second[i]) + EPSILON);
            first[i] *= decay1;
            second[i] *= decay2;
        }
        last[row] = step;
    }

    private double moves(int after, int missed) {
        int steps = Math.min(missed, MOMENTUM_STEPS - 1);
        if (after >= STEADY) {
            return rate(after) * MOVE_SUMS[steps];
        }
        double sum = 0;
        for (int j = 1; j <= steps; j++) {
            sum += rate(after + j) * MOVE_DECAY[j];
        }
        return sum;
    }
}
