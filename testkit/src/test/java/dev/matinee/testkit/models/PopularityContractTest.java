package dev.matinee.testkit.models;

import dev.matinee.engine.models.Popularity;
import dev.matinee.testkit.RecommenderContract;
import org.junit.jupiter.api.Nested;

class PopularityContractTest {
    abstract static class Contract extends RecommenderContract<Popularity.Trained, Popularity> {
        Contract(Popularity settings) {
            super(Popularity.FAMILY, settings);
        }

        @Override
        protected boolean personal() {
            return false;
        }
    }

    @Nested
    class ByCount extends Contract {
        ByCount() {
            super(Popularity.defaults());
        }
    }

    @Nested
    class ByMean extends Contract {
        ByMean() {
            super(Popularity.defaults().by(Popularity.By.MEAN));
        }
    }

    @Nested
    class Recent extends Contract {
        Recent() {
            super(Popularity.defaults().halfLifeDays(10_000));
        }
    }
}
