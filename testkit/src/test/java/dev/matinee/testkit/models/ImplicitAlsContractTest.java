package dev.matinee.testkit.models;

import dev.matinee.engine.models.ImplicitAls;
import dev.matinee.engine.models.ImplicitAlsModel;
import dev.matinee.testkit.RecommenderContract;
import org.junit.jupiter.api.Nested;

class ImplicitAlsContractTest {
    abstract static class Contract extends RecommenderContract<ImplicitAlsModel, ImplicitAls> {
        Contract(ImplicitAls.Solver solver) {
            super(ImplicitAls.FAMILY, ImplicitAls.defaults().factors(4).solver(solver));
        }
    }

    @Nested
    class Cholesky extends Contract {
        Cholesky() {
            super(ImplicitAls.Solver.CHOLESKY);
        }
    }

    @Nested
    class ConjugateGradient extends Contract {
        ConjugateGradient() {
            super(ImplicitAls.Solver.CONJUGATE_GRADIENT);
        }
    }

    @Nested
    class BlockDescent extends Contract {
        BlockDescent() {
            super(ImplicitAls.Solver.BLOCK_DESCENT);
        }
    }
}
