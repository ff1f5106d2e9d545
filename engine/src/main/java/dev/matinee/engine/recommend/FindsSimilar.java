package dev.matinee.engine.recommend;

/** A model that knows how alike two items are. */
public interface FindsSimilar extends Model {
    /**
     * Writes how similar every item is to one: higher is more alike, 0 where nothing is known.
     *
     * @param item the item's index
     * @param similarities gets one number an item; at least as long as the number of items
     */
    void similarities(int item, float[] similarities);
}
