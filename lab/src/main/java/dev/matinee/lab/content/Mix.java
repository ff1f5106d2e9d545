package dev.matinee.lab.content;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.recommend.TopItems;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How similarity by content and similarity by ratings are put together: of a movie with n ratings, ratings count {@code share n / (n +
 * halfSupport)} and content the rest. Both are divided by the mean of the movie's {@value #OF_BEST} highest first, so that they are
 * comparable.
 *
 * @param share what ratings count where there are very many, 0 to 1
 * @param halfSupport of how many ratings a movie's count half of that, at least 0
 */
public record Mix(double share, double halfSupport) {
    private static final int OF_BEST = 10;

    /** Checks the ranges. */
    public Mix {
        if (!(share >= 0 && share <= 1)) {
            throw MatineeException.usage("share must be 0 to 1, got " + share);
        }
        if (!(halfSupport >= 0 && halfSupport < Double.POSITIVE_INFINITY)) {
            throw MatineeException.usage("halfSupport must be at least 0, got " + halfSupport);
        }
    }

    /** What is taken where there are too few ratings to learn a mix from. */
    public static Mix defaults() {
        return new Mix(0.7, 10);
    }

    /**
     * The best mix for some ratings, learned from a part of their users by what it says to the others; the usual one where there are
     * too few to tell. Takes a second or a few, whatever the number of ratings.
     */
    public static Mix learned(MovieContent content, Interactions ratings, Run run) {
        return MixLearner.learn(content, ratings, run);
    }

    /** What ratings count for a movie with this many. */
    public double ofRatings(int ratings) {
        return ratings == 0 ? 0 : share * ratings / (ratings + halfSupport);
    }

    /** As JSON values. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("share", share);
        json.put("halfSupport", halfSupport);
        return json;
    }

    /** The number that similarities are divided by: the mean of the highest; 0 where there are none. */
    static double unit(TopItems best) {
        double sum = 0;
        int count = Math.min(OF_BEST, best.size());
        for (int rank = 0; rank < count; rank++) {
            sum += Math.max(0, best.score(rank));
        }
        return count == 0 ? 0 : sum / count;
    }
}
