package dev.matinee.server.shelf;

import java.util.Map;

/**
 * A model or catalog in the workspace that is not served.
 *
 * @param name the kind of model, or {@code catalog}
 * @param version its version
 * @param reason why not, in one sentence
 */
public record Refused(String name, String version, String reason) {
    /** In the words of the API. */
    public Map<String, Object> toJson() {
        return Map.of("name", name, "version", version, "reason", reason);
    }
}
