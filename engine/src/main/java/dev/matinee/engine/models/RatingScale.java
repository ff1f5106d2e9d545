package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;

/**
 * Where the training ratings lie.
 *
 * @param mean their mean
 * @param deviation their standard deviation; 1 where all are equal
 * @param lowest the lowest
 * @param highest the highest
 */
record RatingScale(float mean, float deviation, float lowest, float highest) {
    /** Looks at every rating once; {@code BAD_DATA} where there is none. */
    static RatingScale of(Interactions ratings, String model) {
        Rows rows = ratings.byUser();
        if (rows.size() == 0) {
            throw MatineeException.badData(
                    model + " learns from ratings, and there are none", "train on data that has ratings");
        }
        double sum = 0;
        for (long position = 0; position < rows.size(); position++) {
            sum += rows.rating(position);
        }
        double mean = sum / rows.size();
        double squares = 0;
        for (long position = 0; position < rows.size(); position++) {
            double difference = rows.rating(position) - mean;
            squares += difference * difference;
        }
        float deviation = (float) Math.sqrt(squares / rows.size());
        return new RatingScale(
                (float) mean, deviation > 0 ? deviation : 1, ratings.lowestRating(), ratings.highestRating());
    }
}
