package dev.matinee.server.api;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.json.Json;
import dev.matinee.server.security.Doorkeeper;
import dev.matinee.server.security.Scope;
import dev.matinee.server.security.Visitor;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How programs are talked to: JSON both ways, and a key in the header of every request. */
public final class Programs implements Manner {
    private static final int LARGEST_BODY = 256 * 1024;
    private static final int LONGEST_QUERY = 4096;

    private final Doorkeeper door;

    Programs(Doorkeeper door) {
        this.door = door;
    }

    @Override
    public String policy() {
        return "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    @Override
    public void checkForm(Endpoint endpoint, Context ctx) {
        String accept = ctx.header("Accept");
        if (accept != null && endpoint.path().startsWith("/api/") && !accepts(endpoint, accept)) {
            throw new MatineeException(
                    ErrorCode.NOT_ACCEPTABLE, "answers are application/json", "accept that, or leave out Accept");
        }
    }

    private static boolean accepts(Endpoint endpoint, String accept) {
        String all = accept.toLowerCase(Locale.ROOT);
        return all.contains("*/*")
                || all.contains("application/*")
                || all.contains("json")
                || (all.contains("text/event-stream") && endpoint.parameters().contains("follow"));
    }

    @Override
    public Visitor admit(Optional<Scope> scope, Context ctx) {
        return Visitor.program(
                scope.flatMap(needed -> door.admit(ctx.header("Authorization"), needed)), door.isGuarding());
    }

    @Override
    public Parameters query(Context ctx) {
        return new Parameters(once(ctx));
    }

    /** Every parameter of the query, which must be there once. */
    public static Map<String, String> once(Context ctx) {
        String query = ctx.queryString();
        if (query != null && query.length() > LONGEST_QUERY) {
            throw new MatineeException(
                    ErrorCode.TOO_LARGE, "the query is longer than " + LONGEST_QUERY + " characters", "");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> entry : ctx.queryParamMap().entrySet()) {
            if (entry.getValue().size() != 1) {
                throw MatineeException.usage(
                        "a parameter was given " + entry.getValue().size() + " times; give each once");
            }
            values.put(entry.getKey(), entry.getValue().getFirst());
        }
        return values;
    }

    @Override
    public Parameters body(Visitor visitor, Context ctx) {
        String type = Optional.ofNullable(ctx.contentType()).orElse("").toLowerCase(Locale.ROOT);
        byte[] bytes = bytes(ctx);
        if (bytes.length == 0 && type.isEmpty()) {
            return new Parameters(Map.of());
        }
        if (!type.matches("application/json(\\s*;\\s*charset=\"?utf-8\"?)?")) {
            throw new MatineeException(
                    ErrorCode.WRONG_TYPE, "what is sent must be application/json in UTF-8", "say so in Content-Type");
        }
        return new Parameters(Json.parseObject(text(bytes, ctx)));
    }

    /** What was sent as text in UTF-8. */
    public static String text(byte[] bytes, Context ctx) {
        if (ctx.header("Content-Encoding") != null) {
            throw new MatineeException(ErrorCode.WRONG_TYPE, "what is sent must not be encoded", "send it as it is");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw MatineeException.badData("what is sent is not UTF-8", "");
        }
    }

    /** What was sent, if it is no more than is read. */
    public static byte[] bytes(Context ctx) {
        try (InputStream in = ctx.req().getInputStream()) {
            byte[] bytes = in.readNBytes(LARGEST_BODY + 1);
            if (bytes.length > LARGEST_BODY) {
                throw new MatineeException(
                        ErrorCode.TOO_LARGE,
                        "what is sent has more than " + LARGEST_BODY + " bytes",
                        "send less at once");
            }
            return bytes;
        } catch (IOException gone) {
            throw new MatineeException(ErrorCode.TOO_SLOW, "the request did not arrive whole and in time", "", gone);
        }
    }

    @Override
    public Reply problem(Problem problem, String requestId, Context ctx) {
        return problem.reply(requestId);
    }
}
