package dev.matinee.testkit.models;

import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.models.UserNeighbors;
import dev.matinee.testkit.Checkerboard;
import dev.matinee.testkit.RecommenderContract;

class UserNeighborsContractTest extends RecommenderContract<UserNeighbors.Trained, UserNeighbors> {
    UserNeighborsContractTest() {
        super(UserNeighbors.FAMILY, UserNeighbors.defaults());
    }

    @Override
    protected Interactions checkerboard() {
        return Checkerboard.ofStars(16);
    }
}
