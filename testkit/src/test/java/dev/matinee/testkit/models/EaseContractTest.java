package dev.matinee.testkit.models;

import dev.matinee.engine.models.BeyondMaximum;
import dev.matinee.engine.models.Ease;
import dev.matinee.testkit.RecommenderContract;
import org.junit.jupiter.api.Nested;

class EaseContractTest {
    @Nested
    class OfAllItems extends RecommenderContract<Ease.Trained, Ease> {
        OfAllItems() {
            super(Ease.FAMILY, Ease.defaults().regularization(5));
        }
    }

    @Nested
    class OfPopularItems extends RecommenderContract<Ease.Trained, Ease> {
        OfPopularItems() {
            super(
                    Ease.FAMILY,
                    Ease.defaults().regularization(5).maximumItems(20).beyondMaximum(BeyondMaximum.KEEP_POPULAR));
        }
    }
}
