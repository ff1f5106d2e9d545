package dev.matinee.engine;

import java.util.random.RandomGenerator;

/**
 * A stream of pseudo-random numbers by SplitMix64 (Steele, Lea, Flood 2014, Figure 13). The algorithm is part of
 * Matinee, so the same seed gives the same numbers on every Java version. Not thread-safe: ask {@link Run#random} for
 * one stream per task.
 */
public final class RandomStream implements RandomGenerator {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;
    private double spareGaussian = Double.NaN;

    /** A stream that starts from the given state. */
    public RandomStream(long state) {
        this.state = state;
    }

    @Override
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** A standard normal number by the polar method (Marsaglia, Bray 1964), the same on every Java version. */
    @Override
    public double nextGaussian() {
        if (!Double.isNaN(spareGaussian)) {
            double spare = spareGaussian;
            spareGaussian = Double.NaN;
            return spare;
        }
        while (true) {
            double x = 2 * nextDouble() - 1;
            double y = 2 * nextDouble() - 1;
            double square = x * x + y * y;
            if (square < 1 && square > 0) {
                double scale = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
                spareGaussian = y * scale;
                return x * scale;
            }
        }
    }

    /** The finaliser of SplitMix64: a bijection of 64-bit numbers that spreads every input bit. */
    public static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
