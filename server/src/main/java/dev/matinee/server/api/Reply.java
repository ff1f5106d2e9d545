package dev.matinee.server.api;

import dev.matinee.engine.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is answered.
 *
 * @param status the HTTP status
 * @param type the content type
 * @param body the content
 */
record Reply(int status, String type, byte[] body) {
    private static final String JSON = "application/json";

    static Reply json(Map<String, ? extends @Nullable Object> json) {
        return json(200, json);
    }

    static Reply json(int status, Map<String, ? extends @Nullable Object> json) {
        return text(status, JSON, Json.write(json));
    }

    static Reply text(int status, String type, String text) {
        return new Reply(status, type, text.getBytes(StandardCharsets.UTF_8));
    }
}
