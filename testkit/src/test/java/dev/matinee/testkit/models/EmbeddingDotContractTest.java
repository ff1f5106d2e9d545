package dev.matinee.testkit.models;

import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.models.EmbeddingDot;
import dev.matinee.engine.models.EmbeddingDotModel;
import dev.matinee.testkit.Checkerboard;
import dev.matinee.testkit.RecommenderContract;
import org.junit.jupiter.api.Nested;

class EmbeddingDotContractTest {
    abstract static class Contract extends RecommenderContract<EmbeddingDotModel, EmbeddingDot> {
        Contract(EmbeddingDot settings) {
            super(
                    EmbeddingDot.FAMILY,
                    settings.factors(4).batch(16).learningRate(0.01).epochs(100).patience(100));
        }

        @Override
        protected Interactions checkerboard() {
            return Checkerboard.ofStars(16);
        }
    }

    @Nested
    class Plain extends Contract {
        Plain() {
            super(EmbeddingDot.defaults());
        }
    }

    @Nested
    class WithBiasesAndDropoutAndPenalty extends Contract {
        WithBiasesAndDropoutAndPenalty() {
            super(EmbeddingDot.defaults().biases(true).dropout(0.1).l2(0.01).validation(0));
        }
    }
}
