package dev.matinee.server.api;

import dev.matinee.server.security.Scope;
import java.util.Optional;
import java.util.Set;

/**
 * One thing that can be asked of the service.
 *
 * @param method {@code GET}, {@code POST} or {@code DELETE}
 * @param path its path as {@code openapi.yaml} has it, {@code /api/v1/movies/{id}}
 * @param parameters the names of its query parameters
 * @param cache what it says of how long its answer may be kept
 * @param turns among which requests it takes its turn
 * @param scope what a key must be good for; where empty, it can be asked without one
 * @param action what it does
 */
public record Endpoint(
        String method,
        String path,
        Set<String> parameters,
        Cache cache,
        Turns turns,
        Optional<Scope> scope,
        Action action) {
    /** What may be kept of an answer. */
    public enum Cache {
        /** Nothing. */
        NONE("no-store"),
        /** It may be kept, and asked whether it still holds, by the one who asked. */
        PRIVATE("private, no-cache"),
        /** It may be kept for a minute by anybody. */
        MINUTE("public, max-age=60"),
        /** It may be kept by anybody, for good: what is at its address never changes. */
        FOREVER("public, max-age=31536000, immutable");

        private final String header;

        Cache(String header) {
            this.header = header;
        }

        String header() {
            return header;
        }
    }

    /** Requests that wait for each other when there are too many. */
    public enum Turns {
        /** None: it is done at once however much there is to do. */
        NONE,
        /** What takes computing. */
        WORK,
        /** What waits for the disk, so that a slow disk does not keep others from being answered. */
        DISK
    }

    /** What is done. */
    @FunctionalInterface
    public interface Action {
        /** Answers a call. */
        Reply answer(Call call);
    }

    /** Something to be read. */
    public static Endpoint get(String path, Cache cache, Action action, String... parameters) {
        return new Endpoint("GET", path, Set.of(parameters), cache, Turns.WORK, Optional.of(Scope.READ), action);
    }

    /** Something that is told. */
    public static Endpoint post(String path, Action action) {
        return new Endpoint("POST", path, Set.of(), Cache.NONE, Turns.WORK, Optional.of(Scope.READ), action);
    }

    /** Something to be deleted. */
    public static Endpoint delete(String path, Action action) {
        return new Endpoint("DELETE", path, Set.of(), Cache.NONE, Turns.DISK, Optional.of(Scope.ADMIN), action);
    }

    /** The same, done at once however much there is to do. */
    public Endpoint atOnce() {
        return new Endpoint(method, path, parameters, cache, Turns.NONE, scope, action);
    }

    /** The same, waiting for those that wait for the disk. */
    public Endpoint onDisk() {
        return new Endpoint(method, path, parameters, cache, Turns.DISK, scope, action);
    }

    /** The same for keys that are good for this; what needs {@link Scope#ADMIN} is written down. */
    public Endpoint needs(Scope needed) {
        return new Endpoint(method, path, parameters, cache, turns, Optional.of(needed), action);
    }

    /** The same without a key. */
    public Endpoint open() {
        return new Endpoint(method, path, parameters, cache, turns, Optional.empty(), action);
    }
}
