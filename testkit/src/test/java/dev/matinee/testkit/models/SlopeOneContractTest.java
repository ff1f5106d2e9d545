package dev.matinee.testkit.models;

import dev.matinee.engine.models.SlopeOne;
import dev.matinee.testkit.RecommenderContract;

class SlopeOneContractTest extends RecommenderContract<SlopeOne.Trained, SlopeOne> {
    SlopeOneContractTest() {
        super(SlopeOne.FAMILY, SlopeOne.defaults());
    }

    @Override
    protected boolean findsWithheldItems() {
        return false;
    }
}
