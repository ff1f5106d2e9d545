package dev.matinee.testkit.models;

import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.models.Biases;
import dev.matinee.engine.models.Blend;
import dev.matinee.engine.models.BlendModel;
import dev.matinee.engine.models.EmbeddingDot;
import dev.matinee.engine.models.ItemNeighbors;
import dev.matinee.engine.models.SlopeOne;
import dev.matinee.engine.models.UserNeighbors;
import dev.matinee.testkit.Checkerboard;
import dev.matinee.testkit.RecommenderContract;
import java.util.List;

class BlendContractTest extends RecommenderContract<BlendModel, Blend> {
    BlendContractTest() {
        super(
                Blend.FAMILY,
                Blend.of(List.of(
                                Biases.defaults().sweeps(3),
                                ItemNeighbors.forRatings(),
                                UserNeighbors.defaults(),
                                SlopeOne.defaults(),
                                EmbeddingDot.defaults().factors(3).epochs(3)))
                        .folds(3));
    }

    @Override
    protected Interactions checkerboard() {
        return Checkerboard.ofStars(16);
    }
}
