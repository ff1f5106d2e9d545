package dev.matinee.server.api;

import dev.matinee.server.security.Visitor;
import dev.matinee.server.shelf.Served;
import java.util.Map;

/**
 * A request that was found to be in order.
 *
 * @param path the parts of the path that have a name
 * @param query the query parameters
 * @param body what was sent; empty for requests that send nothing
 * @param served what is served at the moment
 * @param visitor who asks
 * @param requestId by what the request is found in the log
 */
public record Call(
        Map<String, String> path, Parameters query, Parameters body, Served served, Visitor visitor, String requestId) {
    /** The part of the path with this name. */
    public String id(String name) {
        return Parameters.bounded(name, path.getOrDefault(name, ""));
    }
}
