package dev.matinee.testkit.models;

import dev.matinee.engine.models.Content;
import dev.matinee.testkit.RecommenderContract;
import dev.matinee.testkit.ToyTerms;

class ContentContractTest extends RecommenderContract<Content.Trained, Content> {
    ContentContractTest() {
        super(Content.FAMILY, Content.defaults().dimensions(8), ToyTerms::of);
    }
}
