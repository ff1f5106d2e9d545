package dev.matinee.server.shelf;

import dev.matinee.engine.MatineeException;
import java.util.Map;

/**
 * A version of a model, by name.
 *
 * @param model the kind of model
 * @param version its version in the workspace
 */
public record ModelVersion(String model, String version) {
    /** Checks the spelling. */
    public ModelVersion {
        if (!model.matches("[a-z0-9-]{1,64}")) {
            throw MatineeException.usage("a name of a model has small letters, digits and hyphens, got " + model);
        }
        if (!version.matches("\\d{4,9}")) {
            throw MatineeException.usage("a version has four digits or more, such as 0001, got " + version);
        }
    }

    /** The two in the words of the API. */
    public Map<String, Object> toJson() {
        return Map.of("model", model, "version", version);
    }

    @Override
    public String toString() {
        return model + " " + version;
    }
}
