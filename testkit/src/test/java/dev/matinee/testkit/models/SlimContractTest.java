package dev.matinee.testkit.models;

import dev.matinee.engine.models.Slim;
import dev.matinee.testkit.RecommenderContract;

class SlimContractTest extends RecommenderContract<Slim.Trained, Slim> {
    SlimContractTest() {
        super(Slim.FAMILY, Slim.defaults().l1(0.1).l2(1));
    }
}
