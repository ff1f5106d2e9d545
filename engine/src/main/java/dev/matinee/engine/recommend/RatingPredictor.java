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
     * Writes the predicted rating of every item: for each just what {@link #predict(int, int)} gives. A model that is
     * faster with all items at once overrides this.
     *
     * @param user the user's index
     * @param ratings gets one rating an item; at least as long as the number of items
     */
    default void predictions(int user, float[] ratings) {
        for (int item = 0; item < items().size(); item++) {
            ratings[item] = predict(user, item);
        }
    }

    /**
     * The predicted rating when it is given at a certain time; the same as at any other for a model that knows no times.
     *
     * @param time seconds since 1970-01-01 UTC, or {@link dev.matinee.engine.matrix.Rows#NO_TIME}
     */
    default float predict(int user, int item, long time) {
        return predict(user, item);
    }
}
