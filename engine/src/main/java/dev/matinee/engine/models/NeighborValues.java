package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.models.ItemNeighbors.Similarity;

/**
 * The ratings as the values that neighbours are compared by: for items by user, items ascending; for users by item, users
 * ascending. Values of 0 that are feedback are left out.
 *
 * @param starts where each column's values start, and, last, how many there are
 * @param rows the row of each value
 * @param values the values
 */
record NeighborValues(int[] starts, int[] rows, float[] values) {
    private static final float K1 = 1.2f;
    private static final float B = 0.75f;

    /** What items are compared by. */
    static NeighborValues ofItems(ItemNeighbors settings, Biases.Trained baseline, Interactions ratings) {
        if (settings.similarity() == Similarity.PEARSON_BASELINE) {
            return deviations(settings.model(), ratings.byUser(), baseline::baseline);
        }
        NeighborValues all = feedback(settings, ratings);
        if (settings.similarity() == Similarity.BM25) {
            all.saturate(ratings.items().size());
        }
        if (settings.similarity() == Similarity.TF_IDF || settings.similarity() == Similarity.BM25) {
            all.weightUsers(ratings.items().size());
        }
        return all;
    }

    /** What users are compared by: deviations from baselines. */
    static NeighborValues ofUsers(String model, Biases.Trained baseline, Interactions ratings) {
        return deviations(model, ratings.byItem(), (item, user) -> baseline.baseline(user, item));
    }

    private interface Baseline {
        float of(int column, int row);
    }

    private static NeighborValues deviations(String model, Rows byColumn, Baseline baseline) {
        int size = size(model, byColumn);
        int[] starts = new int[byColumn.rows() + 1];
        int[] rows = new int[size];
        float[] values = new float[size];
        for (int column = 0; column < byColumn.rows(); column++) {
            for (long position = byColumn.start(column); position < byColumn.end(column); position++) {
                int at = (int) position;
                rows[at] = byColumn.column(position);
                values[at] = byColumn.rating(position) - baseline.of(column, rows[at]);
            }
            starts[column + 1] = (int) byColumn.end(column);
        }
        return new NeighborValues(starts, rows, values);
    }

    private static NeighborValues feedback(ItemNeighbors settings, Interactions ratings) {
        Rows byUser = ratings.byUser();
        float lowest = ratings.lowestRating();
        float highest = ratings.highestRating();
        int[] starts = new int[byUser.rows() + 1];
        int[] items = new int[size(settings.model(), byUser)];
        float[] values = new float[items.length];
        int count = 0;
        for (int user = 0; user < byUser.rows(); user++) {
            for (long position = byUser.start(user); position < byUser.end(user); position++) {
                items[count] = byUser.column(position);
                values[count] = settings.weight(byUser.rating(position), lowest, highest);
                count += values[count] != 0 ? 1 : 0;
            }
            starts[user + 1] = count;
        }
        return new NeighborValues(starts, items, values);
    }

    private static int size(String model, Rows rows) {
        if (rows.size() > Integer.MAX_VALUE - 8) {
            throw MatineeException.badData(
                    model + " learns from at most " + (Integer.MAX_VALUE - 8) + " ratings, got " + rows.size(),
                    "train another model");
        }
        return (int) rows.size();
    }

    int size() {
        return starts[starts.length - 1];
    }

    /** Makes weights w to (k1 + 1) w / (w + k1 (1 - b + b ratings / mean ratings)). */
    private void saturate(int itemCount) {
        int[] counts = new int[itemCount];
        for (int i = 0; i < size(); i++) {
            counts[rows[i]]++;
        }
        float mean = Math.max(1, size()) / (float) itemCount;
        for (int i = 0; i < size(); i++) {
            float length = 1 - B + B * counts[rows[i]] / mean;
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
