package dev.matinee.server.api;

import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is answered.
 *
 * @param status the HTTP status
 * @param type the content type
 * @param body the content
 * @param stream what writes the content, where it comes bit by bit
 */
record Reply(int status, String type, byte[] body, Optional<Stream> stream) {
    private static final String JSON = "application/json";

    /** Content that comes bit by bit. */
    @FunctionalInterface
    interface Stream {
        /** Writes it; who asked may go away at any time. */
        void writeTo(OutputStream out) throws IOException;
    }

    static Reply json(Map<String, ? extends @Nullable Object> json) {
        return json(200, json);
    }

    static Reply json(int status, Map<String, ? extends @Nullable Object> json) {
        return text(status, JSON, Json.write(json));
    }

    static Reply text(int status, String type, String text) {
        return new Reply(status, type, text.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    static Reply streamed(String type, Stream stream) {
        return new Reply(200, type, new byte[0], Optional.of(stream));
    }
}
