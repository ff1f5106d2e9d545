package dev.matinee.testkit.models;

import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.models.BayesianMf;
import dev.matinee.engine.models.BayesianMfModel;
import dev.matinee.testkit.Checkerboard;
import dev.matinee.testkit.RecommenderContract;
import org.junit.jupiter.api.Nested;

class BayesianMfContractTest {
    private static final BayesianMf SMALL =
            BayesianMf.defaults().factors(3).burnIn(20).samples(30);

    abstract static class Contract extends RecommenderContract<BayesianMfModel, BayesianMf> {
        Contract(BayesianMf settings) {
            super(BayesianMf.FAMILY, settings);
        }

        @Override
        protected Interactions checkerboard() {
            return Checkerboard.ofStars(16);
        }
    }

    @Nested
    class Plain extends Contract {
        Plain() {
            super(SMALL.implicit(BayesianMf.Implicit.NONE).thinning(2));
        }
    }

    @Nested
    class WithImplicitFeedback extends Contract {
        WithImplicitFeedback() {
            super(SMALL);
        }
    }

    @Nested
    class WithDates extends Contract {
        WithDates() {
            super(SMALL.dates(true));
        }
    }

    @Nested
    class Ordinal extends Contract {
        Ordinal() {
            super(SMALL.likelihood(BayesianMf.Likelihood.ORDINAL));
        }
    }
}
