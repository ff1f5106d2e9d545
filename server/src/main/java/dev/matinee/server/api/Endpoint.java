package dev.matinee.server.api;

import java.util.Set;

/**
 * One thing that can be asked of the service.
 *
 * @param method {@code GET} or {@code POST}
 * @param path its path as {@code openapi.yaml} has it, {@code /api/v1/movies/{id}}
 * @param parameters the names of its query parameters
 * @param cache what it says of how long its answer may be kept
 * @param waits whether it takes its turn among the requests that are worked on at once
 * @param action what it does
 */
record Endpoint(String method, String path, Set<String> parameters, Cache cache, boolean waits, Action action) {
    /** What may be kept of an answer. */
    enum Cache {
        /** Nothing. */
        NONE("no-store"),
        /** It may be kept, and asked whether it still holds, by the one who asked. */
        PRIVATE("private, no-cache"),
        /** It may be kept for a minute by anybody. */
        MINUTE("public, max-age=60");

        private final String header;

        Cache(String header) {
            this.header = header;
        }

        String header() {
            return header;
        }
    }

    /** What is done. */
    @FunctionalInterface
    interface Action {
        /** Answers a call. */
        Reply answer(Call call);
    }

    static Endpoint get(String path, Cache cache, Action action, String... parameters) {
        return new Endpoint("GET", path, Set.of(parameters), cache, true, action);
    }

    static Endpoint post(String path, Action action) {
        return new Endpoint("POST", path, Set.of(), Cache.NONE, true, action);
    }

    /** The same, done at once however much there is to do. */
    Endpoint atOnce() {
        return new Endpoint(method, path, parameters, cache, false, action);
    }
}
