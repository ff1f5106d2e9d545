package dev.matinee.server.api;

import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
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
 * @param headers what else is said of it
 */
public record Reply(int status, String type, byte[] body, Optional<Stream> stream, Map<String, String> headers) {
    private static final String JSON = "application/json";

    /** Content that comes bit by bit. */
    @FunctionalInterface
    public interface Stream {
        /** Writes it; who asked may go away at any time. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** JSON, of a request that was answered. */
    public static Reply json(Map<String, ? extends @Nullable Object> json) {
        return json(200, json);
    }

    /** JSON with a status. */
    public static Reply json(int status, Map<String, ? extends @Nullable Object> json) {
        return text(status, JSON, Json.write(json));
    }

    /** Text of a type. */
    public static Reply text(int status, String type, String text) {
        return new Reply(status, type, text.getBytes(StandardCharsets.UTF_8), Optional.empty(), Map.of());
    }

    static Reply streamed(String type, Stream stream) {
        return new Reply(200, type, new byte[0], Optional.of(stream), Map.of());
    }

    /** Bytes of a type. */
    public static Reply bytes(String type, byte[] bytes) {
        return new Reply(200, type, bytes, Optional.empty(), Map.of());
    }

    /** The same with another header. */
    public Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, type, body, stream, more);
    }
}
