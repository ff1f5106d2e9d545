package dev.matinee.testkit.models;

import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.models.BiasedMf;
import dev.matinee.engine.models.RatingFactors;
import dev.matinee.testkit.Checkerboard;
import dev.matinee.testkit.RecommenderContract;

class BiasedMfContractTest extends RecommenderContract<RatingFactors, BiasedMf> {
    BiasedMfContractTest() {
        super(BiasedMf.FAMILY, BiasedMf.defaults().factors(4));
    }

    @Override
    protected Interactions checkerboard() {
        return Checkerboard.ofStars(16);
    }
}
