package dev.matinee.data.generate;

import dev.matinee.engine.RandomStream;

/**
 * What a user answers whose true opinion is a given number: a rating of the scale, by exactly known probabilities. They
 * are those of the opinion plus normal noise, rounded to the scale; half stars are given half as readily as whole ones.
 * Opinions are looked up on a grid of 1/256 of a star, so mean and variance of the answer are known exactly too.
 * Immutable.
 */
final class RatingNoise {
    private static final int CELLS_PER_STAR = 256;
    private static final double MARGIN = 4;

    private final double start;
    private final int cells;
    private final int levels;
    private final long[] cumulative;
    private final double[] means;
    private final double[] variances;

    RatingNoise(DataShape.Scale scale, double deviation) {
        this.start = scale.lowest() - MARGIN;
        this.cells = (int) ((scale.highest() - scale.lowest() + 2 * MARGIN) * CELLS_PER_STAR);
        this.levels = scale.levels();
        this.cumulative = new long[cells * levels];
        this.means = new double[cells];
        this.variances = new double[cells];
        double[] probabilities = new double[levels];
        for (int cell = 0; cell < cells; cell++) {
            double opinion = start + (cell + 0.5) / CELLS_PER_STAR;
            double sum = 0;
            for (int level = 0; level < levels; level++) {
                double rating = scale.rating(level);
                double low = level == 0 ? 0 : normal((rating - scale.step() / 2 - opinion) / deviation);
                double high = level == levels - 1 ? 1 : normal((rating + scale.step() / 2 - opinion) / deviation);
                probabilities[level] = Math.max(0, high - low) * (rating == Math.rint(rating) ? 1 : 0.5);
                sum += probabilities[level];
            }
            double below = 0;
            double square = 0;
            for (int level = 0; level < levels; level++) {
                double probability = probabilities[level] / sum;
                below += probability;
                cumulative[cell * levels + level] = level == levels - 1 ? 1L << 32 : (long) (below * 0x1p32);
                means[cell] += probability * scale.rating(level);
                square += probability * scale.rating(level) * scale.rating(level);
            }
            variances[cell] = Math.max(0, square - means[cell] * means[cell]);
        }
    }

    /** The cell of an opinion, for the methods below. */
    int cell(double opinion) {
        return Math.clamp((long) ((opinion - start) * CELLS_PER_STAR), 0, cells - 1);
    }

    /** The level of the rating answered. */
    int answer(int cell, RandomStream random) {
        long drawn = random.nextLong() >>> 32;
        int level = 0;
        while (drawn >= cumulative[cell * levels + level]) {
            level++;
        }
        return level;
    }

    /** The mean answer: the best that any model can predict. */
    double mean(int cell) {
        return means[cell];
    }

    /** The variance of the answer about its mean, which no model can predict. */
    double variance(int cell) {
        return variances[cell];
    }

    /** The normal distribution function (Abramowitz, Stegun 1964, 26.2.17; error below 7.5e-8). */
    static double normal(double x) {
        double t = 1 / (1 + 0.2316419 * Math.abs(x));
        double density = 0.3989422804014327 * StrictMath.exp(-x * x / 2);
        double tail = density
                * t
                * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return x > 0 ? 1 - tail : tail;
    }
}
