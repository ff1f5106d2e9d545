package dev.matinee.testkit.models;

import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.models.ItemNeighbors;
import dev.matinee.engine.models.ItemNeighbors.Similarity;
import dev.matinee.engine.models.ItemNeighborsModel;
import dev.matinee.testkit.Checkerboard;
import dev.matinee.testkit.RecommenderContract;
import org.junit.jupiter.api.Nested;

class ItemNeighborsContractTest {
    abstract static class Contract extends RecommenderContract<ItemNeighborsModel, ItemNeighbors> {
        Contract(ItemNeighbors settings) {
            super(ItemNeighbors.FAMILY, settings);
        }
    }

    @Nested
    class Cosine extends Contract {
        Cosine() {
            super(ItemNeighbors.defaults().similarity(Similarity.COSINE).neighbors(10));
        }
    }

    @Nested
    class TfIdf extends Contract {
        TfIdf() {
            super(ItemNeighbors.defaults().similarity(Similarity.TF_IDF).emphasis(0));
        }
    }

    @Nested
    class Bm25 extends Contract {
        Bm25() {
            super(ItemNeighbors.defaults().similarity(Similarity.BM25).positive(2));
        }
    }

    @Nested
    class PearsonBaseline extends Contract {
        PearsonBaseline() {
            super(ItemNeighbors.forRatings());
        }

        @Override
        protected Interactions checkerboard() {
            return Checkerboard.ofStars(16);
        }
    }
}
