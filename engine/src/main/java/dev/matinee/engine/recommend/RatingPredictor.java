package dev.matinee.engine.recommend;

/** A model that predicts how a user would rate an item, on the data's scale. */
public interface RatingPredictor extends Model {
    /**
     * The predicted rating, within the scale of the training ratings. A user or item without training ratings gets what
     * is known without it.
     *
     * @param user the user's index
     * @param item the item's index
     */
    float predict(int user, int item);

    /**
     * The predicted rating when it is given at a certain time; the same as at any other for a model that knows no times.
     *
     * @param time seconds since 1970-01-01 UTC, or {@link dev.matinee.engine.matrix.Rows#NO_TIME}
     */
    default float predict(int user, int item, long time) {
        return predict(user, item);
    }
}
