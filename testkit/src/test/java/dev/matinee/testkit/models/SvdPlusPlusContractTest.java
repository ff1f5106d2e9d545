package dev.matinee.testkit.models;

import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.models.RatingFactors;
import dev.matinee.engine.models.SvdPlusPlus;
import dev.matinee.testkit.Checkerboard;
import dev.matinee.testkit.RecommenderContract;

class SvdPlusPlusContractTest extends RecommenderContract<RatingFactors, SvdPlusPlus> {
    SvdPlusPlusContractTest() {
        super(SvdPlusPlus.FAMILY, SvdPlusPlus.defaults().factors(4));
    }

    @Override
    protected Interactions checkerboard() {
        return Checkerboard.ofStars(16);
    }
}
