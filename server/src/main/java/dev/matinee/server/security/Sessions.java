package dev.matinee.server.security;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * People who signed in to the pages with a key. A session ends after twelve hours, when its key is no longer good, and with the
 * service; neither the name of a session nor a key is kept, only hashes. Thread-safe.
 */
public final class Sessions {
    /** How long one lasts. */
    public static final Duration LENGTH = Duration.ofHours(12);

    private static final int MOST = 10_000;
    private static final int BYTES = 32;

    private final Doorkeeper door;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final String everybody = secret();
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    private record Session(String keyHash, String token, Instant end) {}

    /** Sessions by keys that a doorkeeper knows; none so far. */
    public Sessions(Doorkeeper door, Clock clock) {
        this.door = door;
        this.clock = clock;
    }

    private String secret() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Begins a session.
     *
     * @return its name, for a cookie
     * @throws MatineeException {@code UNAUTHORIZED} when the key is not good
     */
    public String begin(String key) {
        String hash = ApiKeys.hash(key.strip());
        if (door.good(hash).isEmpty()) {
            throw new MatineeException(
                    ErrorCode.UNAUTHORIZED,
                    "the key is not known, or not good any more",
                    "check that it was copied whole; matinee keys list shows which there are");
        }
        String name = secret();
        synchronized (this) {
            Instant now = clock.instant();
            sessions.values().removeIf(session -> !session.end().isAfter(now));
            if (sessions.size() >= MOST) {
                sessions.remove(sessions.keySet().iterator().next());
            }
            sessions.put(ApiKeys.hash(name), new Session(hash, secret(), now.plus(LENGTH)));
        }
        return name;
    }

    /** Ends the session of somebody, if it is one. */
    public synchronized void end(Visitor visitor) {
        sessions.values().removeIf(session -> session.token().equals(visitor.token()));
    }

    private synchronized Optional<Session> find(@Nullable String name) {
        return name == null
                ? Optional.empty()
                : Optional.ofNullable(sessions.get(ApiKeys.hash(name)))
                        .filter(session -> session.end().isAfter(clock.instant()));
    }

    /** Who a session is of: nobody in particular where it is none, and keys are needed or not as always. */
    public Visitor visitor(@Nullable String name) {
        Optional<Session> session =
                find(name).filter(found -> door.good(found.keyHash()).isPresent());
        return new Visitor(
                session.flatMap(found -> door.good(found.keyHash())),
                door.isGuarding(),
                session.map(Session::token).orElse(everybody));
    }

    /**
     * Lets a request in by its session.
     *
     * @throws MatineeException as {@link Doorkeeper#admit} says
     */
    public Visitor admit(@Nullable String name, Scope scope) {
        Visitor visitor = visitor(name);
        if (door.isGuarding()) {
            Session session = find(name)
                    .orElseThrow(
                            () -> new MatineeException(ErrorCode.UNAUTHORIZED, "this needs a key", "sign in with one"));
            door.admitHashed(session.keyHash(), scope);
        }
        return visitor;
    }
}
