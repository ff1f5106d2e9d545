package dev.matinee.testkit.models;

import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.models.AlternatingLeastSquares;
import dev.matinee.engine.models.RatingFactors;
import dev.matinee.testkit.Checkerboard;
import dev.matinee.testkit.RecommenderContract;

class AlternatingLeastSquaresContractTest extends RecommenderContract<RatingFactors, AlternatingLeastSquares> {
    AlternatingLeastSquaresContractTest() {
        super(AlternatingLeastSquares.FAMILY, AlternatingLeastSquares.defaults().factors(4));
    }

    @Override
    protected Interactions checkerboard() {
        return Checkerboard.ofStars(16);
    }
}
