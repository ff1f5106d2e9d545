package dev.matinee.engine.models;

import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.TopItems;

/**
 * The users most similar to a visitor, found as {@link NeighborSearch} finds those of a user: with the same sums in the same
 * order. A user who gave just the visitor's ratings is taken to be the visitor, and left out.
 *
 * <p>Memory: 28 bytes a user. Time: everybody who rated an item of the history is looked at once for it.
 */
final class VisitorNeighbors {
    private final Interactions ratings;
    private final double[] products;
    private final double[] ownSquares;
    private final double[] otherSquares;
    private final int[] common;

    private VisitorNeighbors(Interactions ratings) {
        int users = ratings.users().size();
        this.ratings = ratings;
        this.products = new double[users];
        this.ownSquares = new double[users];
        this.otherSquares = new double[users];
        this.common = new int[users];
    }

    /**
     * Finds them.
     *
     * @param items item indexes, ascending
     * @param given their ratings, in the same order
     * @param bias what the visitor gives above the mean
     */
    static TopItems of(
            UserNeighbors settings,
            Biases.Trained baseline,
            Interactions ratings,
            int[] items,
            float[] given,
            float bias) {
        VisitorNeighbors sums = new VisitorNeighbors(ratings);
        for (int i = 0; i < items.length; i++) {
            sums.add(baseline, items[i], given[i] - (baseline.mean() + bias + baseline.itemBias(items[i])));
        }
        TopItems best = new TopItems(Math.min(settings.neighbors(), sums.common.length));
        boolean met = false;
        for (int user = 0; user < sums.common.length; user++) {
            if (sums.common[user] > 0 && !met && sums.isVisitor(user, items, given)) {
                met = true;
            } else if (sums.common[user] > 0) {
                double n = sums.common[user];
                double norm = Math.sqrt(sums.ownSquares[user] * sums.otherSquares[user]);
                double similarity = sums.products[user] / norm * (n / (n + settings.shrinkage()));
                if (Double.isFinite(similarity) && (float) similarity > 0) {
                    best.offer(user, (float) similarity);
                }
            }
        }
        return best;
    }

    private void add(Biases.Trained baseline, int item, float value) {
        Rows byItem = ratings.byItem();
        for (long position = byItem.start(item); position < byItem.end(item); position++) {
            int user = byItem.column(position);
            float other = byItem.rating(position) - baseline.baseline(user, item);
            products[user] += value * other;
            ownSquares[user] += value * value;
            otherSquares[user] += other * other;
            common[user]++;
        }
    }

    private boolean isVisitor(int user, int[] items, float[] given) {
        Rows byUser = ratings.byUser();
        if (common[user] != items.length || byUser.count(user) != items.length) {
            return false;
        }
        long start = byUser.start(user);
        for (int i = 0; i < items.length; i++) {
            if (byUser.rating(start + i) != given[i]) {
                return false;
            }
        }
        return true;
    }
}
