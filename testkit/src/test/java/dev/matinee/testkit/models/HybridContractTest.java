package dev.matinee.testkit.models;

import dev.matinee.engine.models.Hybrid;
import dev.matinee.engine.models.SupportHybridModel;
import dev.matinee.engine.models.SwitchingHybrid;
import dev.matinee.engine.models.WeightedHybrid;
import dev.matinee.testkit.RecommenderContract;
import dev.matinee.testkit.ToyTerms;
import org.junit.jupiter.api.Nested;

class HybridContractTest {
    @Nested
    class WithTerms extends RecommenderContract<Hybrid.Trained, Hybrid> {
        WithTerms() {
            super(Hybrid.FAMILY, Hybrid.defaults().factors(4).dimensions(4), ToyTerms::of);
        }
    }

    @Nested
    class WithoutTerms extends RecommenderContract<Hybrid.Trained, Hybrid> {
        WithoutTerms() {
            super(Hybrid.FAMILY, Hybrid.defaults().factors(4));
        }
    }

    @Nested
    class Weighted extends RecommenderContract<SupportHybridModel, WeightedHybrid> {
        Weighted() {
            super(WeightedHybrid.FAMILY, WeightedHybrid.defaults(), ToyTerms::of);
        }
    }

    @Nested
    class Switching extends RecommenderContract<SupportHybridModel, SwitchingHybrid> {
        Switching() {
            super(SwitchingHybrid.FAMILY, SwitchingHybrid.defaults().ratings("implicit-als"), ToyTerms::of);
        }
    }
}
