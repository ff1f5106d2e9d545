package dev.matinee.engine.recommend;

import java.util.function.IntPredicate;

/** A model that finds the best items for somebody without scoring all of them: just those that its scores would rank best. */
public interface FindsBest extends Recommender, FoldsIn {
    /**
     * Offers a list at least those allowed items that belong on it, with their scores.
     *
     * @param user the user's index
     * @param best an empty list
     */
    void best(int user, IntPredicate allowed, TopItems best);

    /**
     * The same for a history.
     *
     * @param items item indexes, ascending, at least one
     * @param ratings their ratings, in the same order
     * @param best an empty list
     */
    void best(int[] items, float[] ratings, IntPredicate allowed, TopItems best);
}
