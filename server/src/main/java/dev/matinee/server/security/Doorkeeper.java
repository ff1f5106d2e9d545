package dev.matinee.server.security;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests in by their key. Until the first key is made anybody who reaches the service may do anything; from then on nobody
 * may without a key, even when all are revoked. What is done to keys elsewhere is known here a second later; while the store is
 * gone, what was known last holds. Thread-safe.
 */
public final class Doorkeeper implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Doorkeeper.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final ApiKeys keys;
    private final Clock clock;
    private final double requestsPerSecond;
    private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();
    private final Thread follower;
    private volatile Map<String, ApiKey> byHash = Map.of();

    /**
     * Knows the keys as they are now and follows them.
     *
     * @param requestsPerSecond how many requests a second a key may make that says nothing of it
     */
    public Doorkeeper(ApiKeys keys, double requestsPerSecond, Clock clock) {
        this.keys = keys;
        this.requestsPerSecond = requestsPerSecond;
        this.clock = clock;
        refresh();
        this.follower = Thread.ofVirtual().name("keys").start(this::follow);
    }

    private void follow() {
        try {
            while (true) {
                Thread.sleep(INTERVAL);
                try {
                    refresh();
                } catch (MatineeException gone) {
                    LOG.log(Level.DEBUG, "cannot see the keys", gone);
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void refresh() {
        Map<String, ApiKey> fresh = new HashMap<>();
        keys.all().forEach(hashed -> fresh.put(hashed.hash(), hashed.key()));
        byHash = Map.copyOf(fresh);
    }

    /** Whether requests need a key. */
    public boolean isGuarding() {
        return !byHash.isEmpty();
    }

    /** Whether anybody can come in from another machine: there is a key that is good. */
    public boolean hasGoodKey() {
        return byHash.values().stream().anyMatch(key -> key.isGood(clock.instant()));
    }

    /**
     * Lets a request in.
     *
     * @param authorization the header of that name, {@code Bearer} and the key
     * @return the key; none where none is needed
     * @throws MatineeException {@code UNAUTHORIZED} without a key that is good, {@code FORBIDDEN} where it is not good for this,
     *     {@link TooManyRequests} when it asks too often
     */
    public Optional<ApiKey> admit(@Nullable String authorization, Scope scope) {
        if (!isGuarding()) {
            return Optional.empty();
        }
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw new MatineeException(
                    ErrorCode.UNAUTHORIZED, "this needs a key", "send it as Authorization: Bearer KEY");
        }
        return Optional.of(admitHashed(ApiKeys.hash(authorization.substring(7).strip()), scope));
    }

    /** The key of a hash, if it is good. */
    Optional<ApiKey> good(String hash) {
        return Optional.ofNullable(byHash.get(hash)).filter(key -> key.isGood(clock.instant()));
    }

    /** Lets a request in by the hash of its key. */
    ApiKey admitHashed(String hash, Scope scope) {
        ApiKey key = good(hash)
                .orElseThrow(() -> new MatineeException(
                        ErrorCode.UNAUTHORIZED,
                        "the key is not known, or not good any more",
                        "ask for another; matinee keys list shows which there are"));
        if (!key.scopes().contains(scope)) {
            throw new MatineeException(
                    ErrorCode.FORBIDDEN,
                    "the key is not good for this: it needs the scope " + scope.json(),
                    "use a key that has it");
        }
        double allowed = key.requestsPerSecond().orElse(requestsPerSecond);
        long now = System.nanoTime();
        TokenBucket bucket = buckets.compute(
                key.id(), (id, old) -> old != null && old.perSecond() == allowed ? old : new TokenBucket(allowed, now));
        double wait = bucket.take(now);
        if (wait > 0) {
            throw new TooManyRequests(allowed, wait);
        }
        return key;
    }

    @Override
    public void close() {
        follower.interrupt();
    }
}
