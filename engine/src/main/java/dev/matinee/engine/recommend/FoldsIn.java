package dev.matinee.engine.recommend;

/** A model that can score items for somebody it was not trained on, from a history, without retraining. */
public interface FoldsIn extends Model {
    /**
     * Writes the score of every item for a history: what the model would say of a user with just these ratings.
     *
     * @param items item indexes, ascending, at least one
     * @param ratings their ratings, in the same order
     * @param scores gets one score an item; at least as long as the number of items
     */
    void scores(int[] items, float[] ratings, float[] scores);
}
