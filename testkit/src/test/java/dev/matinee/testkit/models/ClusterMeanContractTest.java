package dev.matinee.testkit.models;

import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.models.ClusterMean;
import dev.matinee.testkit.Checkerboard;
import dev.matinee.testkit.RecommenderContract;
import org.junit.jupiter.api.Nested;

class ClusterMeanContractTest {
    abstract static class Contract extends RecommenderContract<ClusterMean.Trained, ClusterMean> {
        Contract(ClusterMean.Missing missing) {
            super(
                    ClusterMean.FAMILY,
                    ClusterMean.defaults().clusters(2).minimumSupport(1).missing(missing));
        }

        @Override
        protected Interactions checkerboard() {
            return Checkerboard.ofStars(16);
        }
    }

    @Nested
    class OverWhatIsRated extends Contract {
        OverWhatIsRated() {
            super(ClusterMean.Missing.OBSERVED);
        }
    }

    @Nested
    class MissingAsZero extends Contract {
        MissingAsZero() {
            super(ClusterMean.Missing.ZERO);
        }
    }
}
