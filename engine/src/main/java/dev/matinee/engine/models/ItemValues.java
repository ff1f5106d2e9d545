package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.models.ItemNeighbors.Similarity;

/**
 * The ratings as the values that {@link ItemNeighbors} compares, by user, items ascending; values of 0 are left out.
 *
 * @param starts where each user's values start, and, last, how many there are
 * @param items the item of each value
 * @param values the values
 */
record ItemValues(int[] starts, int[] items, float[] values) {
    private static final float K1 = 1.2f;
    private static final float B = 0.75f;

    static ItemValues of(ItemNeighbors settings, Biases.Trained baseline, Interactions ratings) {
        if (ratings.size() > Integer.MAX_VALUE - 8) {
            throw MatineeException.badData(
                    "item-neighbors learns from at most " + (Integer.MAX_VALUE - 8) + " ratings, got " + ratings.size(),
                    "train another model");
        }
        Rows byUser = ratings.byUser();
        float lowest = ratings.lowestRating();
        float highest = ratings.highestRating();
        boolean correlate = settings.similarity() == Similarity.PEARSON_BASELINE;
        int[] starts = new int[byUser.rows() + 1];
        int[] items = new int[(int) ratings.size()];
        float[] values = new float[items.length];
        int count = 0;
        for (int user = 0; user < byUser.rows(); user++) {
            for (long position = byUser.start(user); position < byUser.end(user); position++) {
                float rating = byUser.rating(position);
                int item = byUser.column(position);
                float value =
                        correlate ? rating - baseline.baseline(user, item) : settings.weight(rating, lowest, highest);
                items[count] = item;
                values[count] = value;
                count += value != 0 || correlate ? 1 : 0;
            }
            starts[user + 1] = count;
        }
        ItemValues all = new ItemValues(starts, items, values);
        if (settings.similarity() == Similarity.BM25) {
            all.saturate(ratings.items().size());
        }
        if (settings.similarity() == Similarity.TF_IDF || settings.similarity() == Similarity.BM25) {
            all.weightUsers(ratings.items().size());
        }
        return all;
    }

    int size() {
        return starts[starts.length - 1];
    }

    /** Makes weights w to (k1 + 1) w / (w + k1 (1 - b + b ratings / mean ratings)). */
    private void saturate(int itemCount) {
        int[] counts = new int[itemCount];
        for (int i = 0; i < size(); i++) {
            counts[items[i]]++;
        }
        float mean = Math.max(1, size()) / (float) itemCount;
        for (int i = 0; i < size(); i++) {
            float length = 1 - B + B * counts[items[i]] / mean;
            values[i] = (K1 + 1) * values[i] / (values[i] + K1 * length);
        }
    }

    private void weightUsers(int itemCount) {
        for (int user = 0; user + 1 < starts.length; user++) {
            int count = starts[user + 1] - starts[user];
            float weight = count == 0 ? 0 : (float) Math.log(1 + itemCount / (double) count);
            for (int i = starts[user]; i < starts[user + 1]; i++) {
                values[i] *= weight;
            }
        }
    }
}
