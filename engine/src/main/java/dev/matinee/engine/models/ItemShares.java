package dev.matinee.engine.models;

import dev.matinee.engine.Run;
import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.matrix.Interactions;

/**
 * What the cells without feedback of an item count, 0 to 1 of what they do elsewhere: that nobody has rated an item says little as long as
 * few have had the occasion (weights of missing data by item: He, Zhang, Kan, Chua 2016, "Fast matrix factorization for online
 * recommendation with implicit feedback").
 */
final class ItemShares {
    private final float[] shares;

    private ItemShares(float[] shares) {
        this.shares = shares;
    }

    /** Of an item with n ratings {@code n / (n + halfSupport)}, and 0 of one without any. */
    static ItemShares of(Interactions ratings, double halfSupport) {
        float[] shares = new float[ratings.items().size()];
        for (int item = 0; item < shares.length; item++) {
            int count = ratings.byItem().count(item);
            shares[item] = count == 0 ? 0 : (float) (count / (count + halfSupport));
        }
        return new ItemShares(shares);
    }

    /** What the cells of an item count. */
    float of(int item) {
        return shares[item];
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
