package dev.matinee.examples;

import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.ModelFamilyProvider;
import java.util.List;

/** Makes {@link Companions} known. */
public final class CompanionsProvider implements ModelFamilyProvider {
    @Override
    public List<ModelFamily<?, ?>> families() {
        return List.of(Companions.FAMILY);
    }
}
