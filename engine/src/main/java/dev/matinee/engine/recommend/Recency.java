package dev.matinee.engine.recommend;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.matrix.Rows;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Gives recent ratings of a history more weight at the time of a request, whatever the model: the scores are a weighted
 * mean of those for ever longer pasts, the latest h ratings, the latest 2h and so on, weighted 1/2, 1/4 and so on, the
 * whole history taking what is left. For a model whose scores are a sum over the history that is the same as halving
 * the weight of a rating every h ratings back, in {@value #STEPS} steps.
 *
 * <p>Cost: at most {@value #STEPS} times that of folding in the history.
 */
final class Recency {
    private static final int STEPS = 8;

    private Recency() {}

    /**
     * Scores a history.
     *
     * @param latestFirst the rated items, the latest first
     * @param halfLife after how many ratings a weight is half
     */
    static float[] scores(FoldsIn model, List<Weighed> latestFirst, int halfLife) {
        float[] sum = new float[model.items().size()];
        float[] scores = new float[sum.length];
        float left = 1;
        for (int step = 1; left > 0; step++) {
            int length = (int) Math.min((long) step * halfLife, latestFirst.size());
            boolean last = step == STEPS || length == latestFirst.size();
            if (last) {
                length = latestFirst.size();
            }
            float weight = last ? left : left / 2;
            fold(model, latestFirst.subList(0, length), scores);
            for (int item = 0; item < sum.length; item++) {
                sum[item] += weight * scores[item];
            }
            left -= weight;
        }
        return sum;
    }

    private static void fold(FoldsIn model, List<Weighed> past, float[] scores) {
        Weighed[] ascending = past.toArray(new Weighed[0]);
        Arrays.sort(ascending, Comparator.comparingInt(Weighed::item));
        int[] items = new int[ascending.length];
        float[] ratings = new float[ascending.length];
        for (int i = 0; i < ascending.length; i++) {
            items[i] = ascending[i].item();
            ratings[i] = ascending[i].rating();
        }
        model.scores(items, ratings, scores);
    }

    /** A known user's ratings, the latest first; of the same second, items with higher indexes count as later. */
    static List<Weighed> latestFirst(Rows byUser, int user) {
        if (!byUser.hasTimes()) {
            throw MatineeException.badData(
                    "a half-life needs the times of the ratings, and none of the " + byUser.size() + " ratings has one",
                    "leave the half-life out");
        }
        Weighed[] past = new Weighed[byUser.count(user)];
        for (int i = 0; i < past.length; i++) {
            long position = byUser.start(user) + i;
            past[i] = new Weighed(byUser.column(position), byUser.rating(position), byUser.time(position));
        }
        Arrays.sort(
                past,
                Comparator.comparingLong(Weighed::time)
                        .thenComparingInt(Weighed::item)
                        .reversed());
        return List.of(past);
    }

    /** A rating of a history. */
    record Weighed(int item, float rating, long time) {}
}
