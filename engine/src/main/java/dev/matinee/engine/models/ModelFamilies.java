package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.engine.recommend.ModelFamily;
import java.util.List;

/** Every kind of model there is, by the name that the command line uses. */
public final class ModelFamilies {
    private static final List<ModelFamily<?, ?>> ALL = List.of(
            Popularity.FAMILY,
            Biases.FAMILY,
            BiasedMf.FAMILY,
            SvdPlusPlus.FAMILY,
            AlternatingLeastSquares.FAMILY,
            ClusterMean.FAMILY,
            ItemNeighbors.FAMILY,
            ImplicitAls.FAMILY,
            PureSvd.FAMILY,
            Ease.FAMILY,
            Slim.FAMILY,
            NextFilm.FAMILY);

    private ModelFamilies() {}

    /** All families, simple ones first. */
    public static List<ModelFamily<?, ?>> all() {
        return ALL;
    }

    /** The family of this name; {@code USAGE} naming the nearest known one where there is none. */
    public static ModelFamily<?, ?> named(String name) {
        List<String> names = ALL.stream().map(ModelFamily::name).toList();
        return ALL.stream()
                .filter(family -> family.name().equals(name))
                .findFirst()
                .orElseThrow(() -> MatineeException.usage("there is no model " + name + Nearest.hint(name, names)
                        + "; the models are " + String.join(", ", names)));
    }
}
