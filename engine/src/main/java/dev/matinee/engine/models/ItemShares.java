package dev.matinee.engine.models;

import dev.matinee.engine.Run;
import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.matrix.Interactions;

/**
 * How far items are known by their ratings, 0 to 1: of one with n ratings {@code n / (n + halfSupport)}. What is not known by ratings is
 * told by what the item is about; and that somebody has not rated it counts by its share alone (weights of missing data by item: He,
 * Zhang, Kan, Chua 2016, "Fast matrix factorization for online recommendation with implicit feedback").
 */
final class ItemShares {
    private final float[] shares;

    private ItemShares(float[] shares) {
        this.shares = shares;
    }

    /** The shares; 0 of an item without ratings, 1 of one with ratings and without terms, of which nothing else is known. */
    static ItemShares of(Interactions ratings, double halfSupport) {
        float[] shares = new float[ratings.items().size()];
        boolean none = ratings.terms().isEmpty();
        for (int item = 0; item < shares.length; item++) {
            int count = ratings.byItem().count(item);
            double half = none || ratings.terms().rows()[item].length == 0 ? 0 : halfSupport;
            shares[item] = count == 0 ? 0 : (float) (count / (count + half));
        }
        return new ItemShares(shares);
    }

    /** Shares that were found before, as {@link #values} told them. */
    static ItemShares of(float[] shares) {
        return new ItemShares(shares);
    }

    /** The share of each item; must not be changed. */
    float[] values() {
        return shares;
    }

    /** Moves items towards what they are about: each factor by what its item is not known by ratings. */
    void blend(float[] itemFactors, float[] content, int factors) {
        for (int item = 0; item < shares.length; item++) {
            for (int i = item * factors; i < (item + 1) * factors; i++) {
                itemFactors[i] = shares[item] * itemFactors[i] + (1 - shares[item]) * content[i];
            }
        }
    }

    /** The Gram matrix of items, each counting by its share, times the unobserved weight of the settings. */
    float[] gram(ImplicitAls settings, float[] itemFactors, Run run) {
        int factors = settings.factors();
        float[] scaled = new float[itemFactors.length];
        for (int item = 0; item < shares.length; item++) {
            Kernels.active()
                    .axpy(
                            (float) Math.sqrt(shares[item]),
                            itemFactors,
                            item * factors,
                            scaled,
                            item * factors,
                            factors);
        }
        return settings.gram(scaled, run);
    }
}
