package dev.matinee.server.shelf;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.engine.recommend.Model;
import dev.matinee.lab.likes.LikesModel;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is served at one moment: a catalog and the models that were trained on it. Immutable.
 *
 * @param catalog the catalog
 * @param models the models by name
 * @param preferred the name of the model that answers where none is named
 * @param refused what is in the workspace and not served
 * @param likes the classifier of likes that was trained on the catalog, if there is one
 * @param pinned versions that are served beside those in use; some of them may be the ones in use
 */
public record Served(
        ServedCatalog catalog,
        Map<String, ServedModel> models,
        Optional<String> preferred,
        List<Refused> refused,
        Optional<LikesModel> likes,
        Map<ModelVersion, ServedModel> pinned) {
    /** Copies. */
    public Served {
        models = Collections.unmodifiableMap(new TreeMap<>(models));
        refused = List.copyOf(refused);
        pinned = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(pinned));
    }

    /** A catalog and models, with no classifier of likes and nothing pinned. */
    public Served(
            ServedCatalog catalog, Map<String, ServedModel> models, Optional<String> preferred, List<Refused> refused) {
        this(catalog, models, preferred, refused, Optional.empty(), Map.of());
    }

    Served pinned(Map<ModelVersion, ServedModel> others) {
        return new Served(catalog, models, preferred, refused, likes, others);
    }

    Served likes(Optional<LikesModel> other, List<Refused> why) {
        return new Served(catalog, models, preferred, why, other, pinned);
    }

    /** Every model that is in memory, once. */
    public Stream<ServedModel> inMemory() {
        return Stream.concat(models.values().stream(), pinned.values().stream()).distinct();
    }

    /** The version of a model, if it is served. */
    public Optional<ServedModel> version(ModelVersion wanted) {
        ServedModel own = models.get(wanted.model());
        return own != null && own.version().equals(wanted.version())
                ? Optional.of(own)
                : Optional.ofNullable(pinned.get(wanted));
    }

    /**
     * The model of a name.
     *
     * @throws MatineeException {@code NOT_FOUND} when none of the name is served, naming the nearest
     */
    public ServedModel model(String name) {
        ServedModel found = models.get(name);
        if (found == null) {
            String why = refused.stream()
                    .filter(refused -> refused.name().equals(name))
                    .map(refused -> ", as version " + refused.version() + " was refused: " + refused.reason())
                    .findFirst()
                    .orElseGet(() -> Nearest.hint(name, models.keySet()));
            throw MatineeException.notFound(
                    "no model " + name + " is served" + why, "GET /api/v1/models says which are");
        }
        return found;
    }

    /** The model to ask where none is named: the preferred one, or else the first by name that has all these abilities. */
    public Optional<ServedModel> able(Class<?>... abilities) {
        return models.values().stream()
                .filter(served -> hasAll(served.model(), abilities))
                .min(Comparator.comparing((ServedModel served) ->
                                !Optional.of(served.name()).equals(preferred))
                        .thenComparing(ServedModel::name));
    }

    private static boolean hasAll(Model model, Class<?>... abilities) {
        for (Class<?> ability : abilities) {
            if (!ability.isInstance(model)) {
                return false;
            }
        }
        return true;
    }
}
