package dev.matinee.engine.recommend;

/**
 * A predicted rating and how sure a model is of it, on the data's scale.
 *
 * @param rating what is expected
 * @param deviation the standard deviation of the rating that would be given, not cut by the ends of the scale
 * @param low where the interval begins that holds that rating in 95 of 100 cases
 * @param high where it ends
 */
public record PredictedRating(float rating, float deviation, float low, float high) {}
