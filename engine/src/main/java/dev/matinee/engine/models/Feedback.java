package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.matrix.Interactions;

/**
 * Which ratings are feedback and what a cell with feedback is worth, in the words of {@link ImplicitAls}.
 *
 * @param positive the lowest rating that is feedback
 * @param confidence how much more than 1 a cell is worth a unit of its rating
 */
record Feedback(double positive, double confidence) {
    boolean accepts(float rating) {
        return rating >= positive;
    }

    float value(float rating) {
        return (float) (1 + confidence * rating);
    }

    /** What a cell with this rating is worth; 0 where that is no feedback. */
    float cell(float rating) {
        return accepts(rating) ? value(rating) : 0;
    }

    /** The error of data in which no rating is feedback. */
    MatineeException none(Interactions ratings) {
        return MatineeException.badData(
                "none of the " + ratings.size() + " ratings is " + positive + " or more: there is no positive feedback",
                "lower the setting positive");
    }
}
