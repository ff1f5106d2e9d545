package dev.matinee.server.security;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a key; not the key itself.
 *
 * @param id names the key where it is written of
 * @param name what it is for
 * @param scopes what it is good for
 * @param requestsPerSecond how many requests a second it may make; as many as the service allows any key where empty
 * @param created when it was made
 * @param expires until when it is good; for good where empty
 * @param revoked since when it is not good any more
 */
public record ApiKey(
        String id,
        String name,
        Set<Scope> scopes,
        OptionalDouble requestsPerSecond,
        Instant created,
        Optional<Instant> expires,
        Optional<Instant> revoked) {
    /** Whether it opens anything at a moment. */
    public boolean isGood(Instant now) {
        return revoked.isEmpty() && expires.map(now::isBefore).orElse(true);
    }

    /** Good, expired or revoked. */
    public String state(Instant now) {
        return revoked.isPresent() ? "revoked" : isGood(now) ? "good" : "expired";
    }

    /** In the words of {@code keys list --json}. */
    public Map<String, @Nullable Object> toJson(Instant now) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("name", name);
        json.put("state", state(now));
        json.put("scopes", scopes.stream().sorted().map(Scope::json).toList());
        json.put("requestsPerSecond", requestsPerSecond.isPresent() ? requestsPerSecond.getAsDouble() : null);
        json.put("created", created.toString());
        json.put("expires", expires.map(Instant::toString).orElse(null));
        json.put("revoked", revoked.map(Instant::toString).orElse(null));
        return json;
    }
}
