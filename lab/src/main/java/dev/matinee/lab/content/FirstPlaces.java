package dev.matinee.lab.content;

import dev.matinee.engine.recommend.TopItems;

/** The first places of a list of what somebody has not rated. */
final class FirstPlaces {
    private FirstPlaces() {}

    /** The best by their scores, which are changed, without those that were rated. */
    static TopItems best(float[] scores, int[] rated, int depth) {
        for (int item : rated) {
            scores[item] = Float.NEGATIVE_INFINITY;
        }
        TopItems top = new TopItems(Math.min(depth, Math.max(0, scores.length - rated.length)));
        top.offerAll(scores, 0, scores.length);
        return top;
    }
}
