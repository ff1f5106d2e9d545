package dev.matinee.server.security;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.server.store.Store;
import dev.matinee.server.store.StoredRow;
import dev.matinee.server.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The keys of a store. A key is {@code matinee_}, its id, {@code _}, and 256 random bits. The store has the SHA-256 of it and not the
 * key. That is enough: what slows guessing down for passwords (salt, many rounds) protects secrets that people choose, of which
 * there are few; 2^256 random keys cannot be tried at any speed, and a slow hash for each request would only help whoever wants to
 * keep the service busy.
 */
public final class ApiKeys {
    private static final String COLUMNS = "id, name, scopes, requests_per_second, created_at, expires_at, revoked_at";
    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 5;
    private static final int LONGEST_NAME = 100;

    private final Store store;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /**
     * A key that was just made.
     *
     * @param key what is known of it
     * @param secret the key itself, which is nowhere else and cannot be had again
     */
    public record Made(ApiKey key, String secret) {
        /** Without the secret. */
        @Override
        public String toString() {
            return key.id();
        }
    }

    /** The keys in a store. */
    public ApiKeys(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Makes a key.
     *
     * @param name what it is for
     * @param expires after how long it is no longer good
     */
    public Made create(String name, Set<Scope> scopes, OptionalDouble requestsPerSecond, Optional<Duration> expires) {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw MatineeException.usage("the name of a key must have 1 to " + LONGEST_NAME
                    + " characters and no control characters, got " + name.length());
        }
        if (scopes.isEmpty()) {
            throw MatineeException.usage("a key must have at least one scope, got none");
        }
        if (requestsPerSecond.isPresent() && !(requestsPerSecond.getAsDouble() > 0)) {
            throw MatineeException.usage(
                    "a key must allow more than 0 requests a second, got " + requestsPerSecond.getAsDouble());
        }
        if (expires.isPresent() && (expires.get().isNegative() || expires.get().isZero())) {
            throw MatineeException.usage("a key must be good for longer than nothing, got " + expires.get());
        }
        return store.write(transaction ->
                create(transaction, name, scopes, requestsPerSecond, expires.map(clock.instant()::plus)));
    }

    private Made create(
            Transaction transaction,
            String name,
            Set<Scope> scopes,
            OptionalDouble requestsPerSecond,
            Optional<Instant> expires) {
        byte[] bits = new byte[ID_BYTES + SECRET_BYTES];
        random.nextBytes(bits);
        String id = HexFormat.of().formatHex(bits, 0, ID_BYTES);
        Base64.Encoder letters = Base64.getUrlEncoder().withoutPadding();
        byte[] secretBits = java.util.Arrays.copyOfRange(bits, ID_BYTES, bits.length);
        String secret = "matinee_" + id + "_" + letters.encodeToString(secretBits);
        Instant now = Instant.ofEpochMilli(clock.millis());
        transaction.update(
                "INSERT INTO api_key (id, name, hash, scopes, requests_per_second, created_at, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                id,
                name,
                hash(secret),
                Scope.write(scopes),
                requestsPerSecond.isPresent() ? requestsPerSecond.getAsDouble() : null,
                now,
                expires.orElse(null));
        return new Made(new ApiKey(id, name, scopes, requestsPerSecond, now, expires, Optional.empty()), secret);
    }

    /**
     * Makes a key like another, which is good for a while yet, so that nobody is locked out while the new one is handed out.
     *
     * @param overlap for how long the old key stays good
     * @throws MatineeException {@code NOT_FOUND} when there is no such key, {@code CONFLICT} when it is no longer good
     */
    public Made rotate(String id, Duration overlap) {
        return store.write(transaction -> {
            ApiKey old = find(transaction, id);
            Instant now = clock.instant();
            if (!old.isGood(now)) {
                throw new MatineeException(
                        ErrorCode.CONFLICT,
                        "the key " + id + " is " + old.state(now),
                        "make one with: matinee keys create");
            }
            Optional<Duration> lifetime = old.expires().map(expires -> Duration.between(old.created(), expires));
            Made made = create(transaction, old.name(), old.scopes(), old.requestsPerSecond(), lifetime.map(now::plus));
            Instant end = now.plus(overlap);
            if (old.expires().map(end::isBefore).orElse(true)) {
                transaction.update("UPDATE api_key SET expires_at = ? WHERE id = ?", end, id);
            }
            return made;
        });
    }

    /**
     * Takes a key back; services know within a second.
     *
     * @throws MatineeException {@code NOT_FOUND} when there is no such key
     */
    public ApiKey revoke(String id) {
        return store.write(transaction -> {
            find(transaction, id);
            transaction.update(
                    "UPDATE api_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", clock.instant(), id);
            return find(transaction, id);
        });
    }

    private static ApiKey find(Transaction transaction, String id) {
        return transaction
                .first("SELECT " + COLUMNS + " FROM api_key WHERE id = ?", ApiKeys::read, id)
                .orElseThrow(() -> MatineeException.notFound(
                        "there is no key with the id " + id, "matinee keys list shows which there are"));
    }

    /** All keys there ever were, the oldest first. */
    public List<ApiKey> list() {
        return store.read(transaction ->
                transaction.query("SELECT " + COLUMNS + " FROM api_key ORDER BY created_at, id", ApiKeys::read));
    }

    /** A key by the hash of it. */
    record Hashed(String hash, ApiKey key) {}

    /** All keys there ever were. */
    List<Hashed> all() {
        return store.read(transaction -> transaction.query(
                "SELECT hash, " + COLUMNS + " FROM api_key", row -> new Hashed(row.text("hash"), read(row))));
    }

    private static ApiKey read(StoredRow row) {
        return new ApiKey(
                row.text("id"),
                row.text("name"),
                Scope.parse(row.text("scopes")),
                row.number("requests_per_second"),
                row.time("created_at"),
                row.timeIfAny("expires_at"),
                row.timeIfAny("revoked_at"));
    }

    /** SHA-256 in hexadecimal. */
    static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
