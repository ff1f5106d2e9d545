package dev.matinee.testkit.models;

import dev.matinee.engine.models.Biases;
import dev.matinee.testkit.RecommenderContract;

class BiasesContractTest extends RecommenderContract<Biases.Trained, Biases> {
    BiasesContractTest() {
        super(Biases.FAMILY, Biases.defaults());
    }

    @Override
    protected boolean personal() {
        return false;
    }
}
