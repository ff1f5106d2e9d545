package dev.matinee.engine.models;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.ModelFamilyProvider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * Every kind of model there is, by the name that the command line uses: Matinee's own, and those of each
 * {@link ModelFamilyProvider} on the class path.
 */
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

    /**
     * All families, simple ones first, those of others last.
     *
     * @throws MatineeException {@code CONFLICT} when two have the same name, or when those of others cannot be read
     */
    public static List<ModelFamily<?, ?>> all() {
        try {
            return loaded();
        } catch (ServiceConfigurationError | LinkageError broken) {
            throw new MatineeException(
                    ErrorCode.CONFLICT,
                    "a jar with models of others cannot be used: " + broken.getMessage(),
                    "mend it, or take it off the class path and out of MATINEE_EXTENSIONS",
                    broken);
        }
    }

    private static List<ModelFamily<?, ?>> loaded() {
        List<ModelFamily<?, ?>> all = new ArrayList<>(SINGLE);
        all.addAll(List.of(Blend.FAMILY, WeightedHybrid.FAMILY, SwitchingHybrid.FAMILY));
        Set<String> names = new HashSet<>();
        all.forEach(family -> names.add(family.name()));
        for (ModelFamilyProvider provider : ServiceLoader.load(ModelFamilyProvider.class)) {
            for (ModelFamily<?, ?> family : provider.families()) {
                if (!names.add(family.name())) {
                    throw new MatineeException(
                            ErrorCode.CONFLICT,
                            "two families of models are named " + family.name() + ", one of them by "
                                    + provider.getClass().getName(),
                            "give it another name");
                }
                all.add(family);
            }
        }
        return List.copyOf(all);
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
