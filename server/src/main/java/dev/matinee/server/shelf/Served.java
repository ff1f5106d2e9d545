package dev.matinee.server.shelf;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.engine.recommend.Model;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is served at one moment: a catalog and the models that were trained on it. Immutable.
 *
 * @param catalog the catalog
 * @param models the models by name
 * @param preferred the name of the model that answers where none is named
 * @param refused what is in the workspace and not served
 */
public record Served(
        ServedCatalog catalog, Map<String, ServedModel> models, Optional<String> preferred, List<Refused> refused) {
    /** Copies. */
    public Served {
        models = java.util.Collections.unmodifiableMap(new TreeMap<>(models));
        refused = List.copyOf(refused);
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
