package dev.matinee.examples;

import dev.matinee.testkit.RecommenderContract;

class CompanionsContractTest extends RecommenderContract<Companions.Trained, Companions> {
    CompanionsContractTest() {
        super(Companions.FAMILY, Companions.defaults());
    }
}
