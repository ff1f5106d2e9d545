package dev.matinee.engine.models;

import dev.matinee.engine.Run;
import java.util.random.RandomGenerator;

/** A rating is the score plus normal noise, both measured in standard deviations of the training ratings from their mean. */
final class GaussianNoise implements RatingNoise {
    private double intercept;
    private double precision = 1;

    /** Puts the ratings on their scale. */
    GaussianNoise(MachineRatings ratings, float[] scale) {
        float[] targets = ratings.targets();
        for (int at = 0; at < targets.length; at++) {
            targets[at] = (targets[at] - scale[0]) / scale[1];
        }
    }

    /** The mean and the standard deviation of ratings, which is taken as 1 where all are alike. */
    static float[] scale(float[] ratings) {
        double sum = 0;
        for (float rating : ratings) {
            sum += rating;
        }
        double mean = sum / ratings.length;
        double squares = 0;
        for (float rating : ratings) {
            squares += (rating - mean) * (rating - mean);
        }
        double deviation = Math.sqrt(squares / ratings.length);
        return new float[] {(float) mean, deviation > 1e-6 * Math.max(1, Math.abs(mean)) ? (float) deviation : 1};
    }

    @Override
    public double intercept() {
        return intercept;
    }

    @Override
    public double precision() {
        return precision;
    }

    @Override
    public void draw(MachineRatings ratings, Run run, long sample) {
        float[] targets = ratings.targets();
        float[] residuals = ratings.residuals();
        double[] sums = new double[ratings.parts()];
        double[] squares = new double[ratings.parts()];
        ratings.forParts(run, (part, from, to) -> {
            double sum = 0;
            double square = 0;
            for (int at = from; at < to; at++) {
                float residual = targets[at] - residuals[at];
                residuals[at] = residual;
                sum += residual;
                square += (double) residual * residual;
            }
            sums[part] = sum;
            squares[part] = square;
        });
        double sum = 0;
        double square = 0;
        for (int part = 0; part < sums.length; part++) {
            sum += sums[part];
            square += squares[part];
        }
        RandomGenerator random = run.random("bayesian-mf noise", sample);
        double count = ratings.size();
        precision = Normal.gamma(0.5 * (2 + count), 0.5 * (1 + square), random);
        double sharp = precision * count + 1;
        double drawn = precision * (sum + count * intercept) / sharp + random.nextGaussian() / Math.sqrt(sharp);
        float step = (float) (drawn - intercept);
        intercept = drawn;
        ratings.forParts(run, (part, from, to) -> {
            for (int at = from; at < to; at++) {
                residuals[at] -= step;
            }
        });
    }

    @Override
    public double[] state() {
        return new double[] {intercept, precision};
    }

    @Override
    public void restore(double[] state) {
        intercept = state[0];
        precision = state[1];
    }
}
