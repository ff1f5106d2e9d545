package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.engine.recommend.ModelFamily;
import java.util.List;
import java.util.stream.Stream;

/** Every kind of model there is, by the name that the command line uses. */
public final class ModelFamilies {
    /** All that do not consist of others. */
    private static final List<ModelFamily<?, ?>> SINGLE = List.of(
            Popularity.FAMILY,
            Biases.FAMILY,
            SlopeOne.FAMILY,
            BiasedMf.FAMILY,
            SvdPlusPlus.FAMILY,
            AlternatingLeastSquares.FAMILY,
            ClusterMean.FAMILY,
            ItemNeighbors.FAMILY,
            UserNeighbors.FAMILY,
            EmbeddingDot.FAMILY,
            ImplicitAls.FAMILY,
            PureSvd.FAMILY,
            Ease.FAMILY,
            Slim.FAMILY,
            BayesianMf.FAMILY,
            NextFilm.FAMILY,
            Content.FAMILY,
            Hybrid.FAMILY);

    private ModelFamilies() {}

    /** All families, simple ones first. */
    public static List<ModelFamily<?, ?>> all() {
        return Stream.concat(SINGLE.stream(), Stream.of(Blend.FAMILY, WeightedHybrid.FAMILY, SwitchingHybrid.FAMILY))
                .toList();
    }

    /** The family of this name; {@code USAGE} naming the nearest known one where there is none. */
    public static ModelFamily<?, ?> named(String name) {
        return named(name, all());
    }

    /** All that do not consist of others. */
    static List<ModelFamily<?, ?>> singles() {
        return SINGLE;
    }

    /** The family of this name among those that do not consist of others. */
    static ModelFamily<?, ?> single(String name) {
        return named(name, SINGLE);
    }

    private static ModelFamily<?, ?> named(String name, List<ModelFamily<?, ?>> families) {
        List<String> names = families.stream().map(ModelFamily::name).toList();
        return families.stream()
                .filter(family -> family.name().equals(name))
                .findFirst()
                .orElseThrow(() -> MatineeException.usage("there is no model " + name + Nearest.hint(name, names)
                        + "; the models are " + String.join(", ", names)));
    }
}
