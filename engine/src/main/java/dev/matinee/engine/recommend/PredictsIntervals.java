package dev.matinee.engine.recommend;

/** A model that says how sure it is of every rating it predicts. */
public interface PredictsIntervals extends RatingPredictor {
    /**
     * What {@link #predict(int, int, long)} answers, with its standard deviation and interval.
     *
     * @param time seconds since 1970-01-01 UTC, or {@link dev.matinee.engine.matrix.Rows#NO_TIME}
     */
    PredictedRating interval(int user, int item, long time);
}
