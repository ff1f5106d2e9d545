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
}
