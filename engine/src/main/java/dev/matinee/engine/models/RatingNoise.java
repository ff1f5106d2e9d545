package dev.matinee.engine.models;

import dev.matinee.engine.Run;

/** How a rating comes from a score: what is drawn of {@link BayesianMf} beside the factors. */
sealed interface RatingNoise permits GaussianNoise, OrderedProbit {
    /** What is added to every score. */
    double intercept();

    /** The precision of the residuals. */
    double precision();

    /** Draws what belongs to the noise, and turns the scores that stand in place of the residuals into residuals. */
    void draw(MachineRatings ratings, Run run, long sample);

    /** What a kept sample needs to predict: as many numbers in every sample. */
    double[] state();

    /** Goes on from a state. */
    void restore(double[] state);
}
