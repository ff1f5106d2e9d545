package dev.matinee.bench;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * What one core of this machine can do at most: multiplications and additions on numbers in registers, and bytes read from each
 * store of memory, by loops that do nothing else.
 */
final class Peaks {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final int W = LANES.length();
    private static final double NANOS = 1e9;

    private Peaks() {}

    /** Operations a second, a multiplication and an addition counting two; the most in so many seconds. */
    static double operations(double atLeast) {
        int rounds = 1 << 20;
        double best = 0;
        long end = System.nanoTime() + (long) (atLeast * NANOS);
        while (best == 0 || System.nanoTime() < end) {
            long start = System.nanoTime();
            float check = multiplyAndAdd(rounds);
            double seconds = (System.nanoTime() - start) / NANOS;
            if (!Float.isFinite(check)) {
                throw new IllegalStateException(String.valueOf(check));
            }
            best = Math.max(best, 2.0 * 10 * W * rounds / seconds);
        }
        return best;
    }

    /** Ten sums that do not wait for each other. */
    private static float multiplyAndAdd(int rounds) {
        FloatVector x = FloatVector.broadcast(LANES, 0.5f);
        FloatVector y = FloatVector.broadcast(LANES, 0.25f);
        FloatVector s0 = x;
        FloatVector s1 = x;
        FloatVector s2 = x;
        FloatVector s3 = x;
        FloatVector s4 = x;
        FloatVector s5 = x;
        FloatVector s6 = x;
        FloatVector s7 = x;
        FloatVector s8 = x;
        FloatVector s9 = x;
        for (int i = 0; i < rounds; i++) {
            s0 = s0.fma(x, y);
            s1 = s1.fma(x, y);
            s2 = s2.fma(x, y);
            s3 = s3.fma(x, y);
            s4 = s4.fma(x, y);
            s5 = s5.fma(x, y);
            s6 = s6.fma(x, y);
            s7 = s7.fma(x, y);
            s8 = s8.fma(x, y);
            s9 = s9.fma(x, y);
        }
        return s0.add(s1)
                .add(s2)
                .add(s3)
                .add(s4)
                .add(s5)
                .add(s6)
                .add(s7)
                .add(s8)
                .add(s9)
                .reduceLanes(VectorOperators.ADD);
    }

    /** Bytes a second read in order from an array of so many bytes: the smaller, the nearer to the core; the most in so many seconds. */
    static double bytes(int size, double atLeast) {
        float[] numbers = new float[Math.max(size / Float.BYTES, 4 * W)];
        int passes = (int) Math.max(1, (64L << 20) / size);
        double best = 0;
        float check = 0;
        long end = System.nanoTime() + (long) (atLeast * NANOS);
        while (best == 0 || System.nanoTime() < end) {
            long start = System.nanoTime();
            for (int pass = 0; pass < passes; pass++) {
                check += sum(numbers);
            }
            best = Math.max(
                    best, (double) passes * Float.BYTES * numbers.length / ((System.nanoTime() - start) / NANOS));
        }
        if (check != 0) {
            throw new IllegalStateException(String.valueOf(check));
        }
        return best;
    }

    private static float sum(float[] numbers) {
        FloatVector s0 = FloatVector.zero(LANES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int at = 0; at <= numbers.length - 4 * W; at += 4 * W) {
            s0 = s0.add(FloatVector.fromArray(LANES, numbers, at));
            s1 = s1.add(FloatVector.fromArray(LANES, numbers, at + W));
            s2 = s2.add(FloatVector.fromArray(LANES, numbers, at + 2 * W));
            s3 = s3.add(FloatVector.fromArray(LANES, numbers, at + 3 * W));
        }
        return s0.add(s1).add(s2).add(s3).reduceLanes(VectorOperators.ADD);
    }
}
