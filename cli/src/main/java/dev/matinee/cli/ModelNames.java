package dev.matinee.cli;

import dev.matinee.engine.models.ModelFamilies;
import dev.matinee.engine.recommend.ModelFamily;
import java.util.Iterator;

/** The names of all kinds of models, for help and completion. */
final class ModelNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return ModelFamilies.all().stream().map(ModelFamily::name).iterator();
    }
}
