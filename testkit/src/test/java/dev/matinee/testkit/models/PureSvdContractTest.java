package dev.matinee.testkit.models;

import dev.matinee.engine.models.PureSvd;
import dev.matinee.testkit.RecommenderContract;

class PureSvdContractTest extends RecommenderContract<PureSvd.Trained, PureSvd> {
    PureSvdContractTest() {
        super(PureSvd.FAMILY, PureSvd.defaults().factors(4));
    }
}
