package dev.matinee.lab.likes;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.engine.recommend.ModelFamily;
import java.util.List;

/** Every kind of classifier of likes, by the name that the command line uses. */
public final class LikesFamilies {
    private static final List<ModelFamily<LikesModel, ? extends LikesSettings>> ALL = List.of(
            new ModelFamily<>(LikesDummy.NAME, LikesDummy.defaults(), LikesModel::load),
            new ModelFamily<>(LikesLogistic.NAME, LikesLogistic.defaults(), LikesModel::load),
            new ModelFamily<>(LikesForest.NAME, LikesForest.defaults(), LikesModel::load),
            new ModelFamily<>(LikesXgboost.NAME, LikesXgboost.defaults(), LikesModel::load));

    private LikesFamilies() {}

    /** All of them, the simplest first. */
    public static List<ModelFamily<LikesModel, ? extends LikesSettings>> all() {
        return ALL;
    }

    /** Their names. */
    public static List<String> names() {
        return ALL.stream().map(ModelFamily::name).toList();
    }

    /** Whether a name is meant for one of them. */
    public static boolean means(String name) {
        return name.startsWith("likes-");
    }

    /** The family of this name; {@code USAGE} naming the nearest known one where there is none. */
    public static ModelFamily<LikesModel, ? extends LikesSettings> named(String name) {
        return ALL.stream()
                .filter(family -> family.name().equals(name))
                .findFirst()
                .orElseThrow(() -> MatineeException.usage("there is no model " + name + Nearest.hint(name, names())
                        + "; the classifiers of likes are " + String.join(", ", names())));
    }
}
