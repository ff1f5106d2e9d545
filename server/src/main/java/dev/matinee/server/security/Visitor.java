package dev.matinee.server.security;

import java.util.Optional;

/**
 * Who asks.
 *
 * @param key by which key; none where none is needed, or where what is asked is open to all
 * @param isGuarded whether keys are needed at all
 * @param token what a page must send along with whatever it changes, so that no other page can; empty for programs, which send
 *     their key each time
 */
public record Visitor(Optional<ApiKey> key, boolean isGuarded, String token) {
    /** A program with a key, or without where none is needed. */
    public static Visitor program(Optional<ApiKey> key, boolean isGuarded) {
        return new Visitor(key, isGuarded, "");
    }

    /** Whether what is asked for with this scope would be done. */
    public boolean may(Scope scope) {
        return !isGuarded || key.map(known -> known.scopes().contains(scope)).orElse(false);
    }
}
