package dev.matinee.engine.recommend;

/** A model whose score for a history is a sum over the history, so that it can be said exactly what each item of it adds. */
public interface Explains extends FoldsIn {
    /**
     * Writes what each item of a history adds to the score of one item. All together they are the score that {@link
     * FoldsIn#scores(int[], float[], float[])} gives, but for what does not depend on the history.
     *
     * @param items item indexes, ascending, at least one
     * @param ratings their ratings, in the same order
     * @param item the index of the item whose score is explained
     * @param contributions gets one number an item of the history, in its order
     */
    void contributions(int[] items, float[] ratings, int item, float[] contributions);
}
