package dev.matinee.server.security;

import dev.matinee.server.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What administrators did, or tried to do: by which key, what, to what, how it ended. It names no user of whom there are ratings.
 * Thread-safe.
 */
public final class Audit {
    private final Store store;
    private final Clock clock;

    /**
     * One line.
     *
     * @param happened when
     * @param actor the id of the key; empty where none is needed
     * @param action what, such as {@code POST /api/v1/models/{name}:activate} or {@code keys revoke}
     * @param target to what, such as a model's name; empty where that would name a user
     * @param outcome {@code done}, or the code of the error
     * @param requestId the request, by which it is found in the log
     */
    public record Line(
            Instant happened, String actor, String action, String target, String outcome, String requestId) {}

    /** The audit log in a store. */
    public Audit(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Writes a line. */
    public void write(Optional<ApiKey> actor, String action, String target, String outcome, String requestId) {
        store.write(transaction -> transaction.update(
                "INSERT INTO audit (happened_at, actor, action, target, outcome, request_id) VALUES (?, ?, ?, ?, ?, ?)",
                clock.instant(),
                actor.map(ApiKey::id).orElse(""),
                action,
                target,
                outcome,
                requestId));
    }

    /** The latest lines, latest first. */
    public List<Line> latest(int most) {
        return store.read(transaction -> transaction.query(
                "SELECT happened_at, actor, action, target, outcome, request_id FROM audit ORDER BY id DESC LIMIT ?",
                row -> new Line(
                        row.time("happened_at"),
                        row.text("actor"),
                        row.text("action"),
                        row.text("target"),
                        row.text("outcome"),
                        row.text("request_id")),
                most));
    }
}
