package dev.matinee.server.erasure;

import dev.matinee.data.catalog.ErasedUsers;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.server.feedback.Histories;
import dev.matinee.server.store.Store;
import dev.matinee.server.store.StoredRow;
import dev.matinee.server.store.Transaction;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Erases users. At once, and on disk when the answer is given: their events are deleted, they are on the list of those who are neither
 * served nor ingested. Later, by a job: the catalog and all models are made anew without them. A job that fails, and one that a service
 * leaves behind, is begun again. Thread-safe.
 */
public final class Erasures implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Erasures.class.getName());
    private static final int ID_BYTES = 8;
    private static final int LOOK_AGAIN_MILLISECONDS = 500;
    private static final int AFTER_A_FAILURE_MILLISECONDS = 30_000;

    private final Workspace workspace;
    private final Store store;
    private final Histories histories;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private volatile ErasedUsers erased;
    private @Nullable Thread worker;

    /** Makes catalog and models anew without those who are on the list. */
    @FunctionalInterface
    public interface Work {
        /**
         * Does it, and answers the new catalog and, by name, the versions of the models; throws where it has to be done again.
         *
         * @throws InterruptedException when the service is being stopped
         */
        Renewed done() throws InterruptedException;
    }

    /**
     * What was made without those who were erased.
     *
     * @param catalog the new catalog
     * @param models the new versions of the models, by name
     */
    public record Renewed(String catalog, Map<String, String> models) {}

    /** The erasures of a workspace. */
    public Erasures(Workspace workspace, Store store, Histories histories, Clock clock) {
        this.workspace = workspace;
        this.store = store;
        this.histories = histories;
        this.clock = clock;
        this.erased = ErasedUsers.of(workspace);
    }

    /** Does from now on what is pending. */
    public synchronized void begin(Work work) {
        worker = Thread.ofVirtual().name("erasures").start(() -> finishAll(work));
    }

    /** Who was erased. */
    public ErasedUsers erased() {
        return erased;
    }

    /** Erases a user. */
    public synchronized Receipt erase(String user) {
        boolean inCatalog = isInAnyCatalog(user);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        // The list first: when the process dies in between, nothing comes back that the next attempt would not find
        // gone.
        erased = ErasedUsers.add(workspace, user, now);
        byte[] bits = new byte[ID_BYTES];
        random.nextBytes(bits);
        String id = HexFormat.of().formatHex(bits);
        Receipt receipt = store.write(transaction -> {
            transaction.update("DELETE FROM exposure WHERE user_id = ?", user);
            int events = transaction.update("DELETE FROM feedback_event WHERE user_id = ?", user);
            Receipt made = new Receipt(
                    id,
                    events,
                    inCatalog,
                    Optional.empty(),
                    Map.of(),
                    now,
                    inCatalog ? Optional.empty() : Optional.of(now));
            transaction.update(
                    "INSERT INTO erasure (id, state, details, requested_at, completed_at) VALUES (?, ?, ?, ?, ?)",
                    id,
                    inCatalog ? "pending" : "done",
                    details(made),
                    now,
                    made.completed().orElse(null));
            return made;
        });
        histories.forget(user);
        return receipt;
    }

    /** Whether a catalog has the user: the one in use or one that is kept beside it. */
    private boolean isInAnyCatalog(String user) {
        return workspace.snapshots().matrices().stream()
                .anyMatch(matrix ->
                        Interactions.open(matrix).users().indexOf(user).isPresent());
    }

    /**
     * The receipt of an erasure.
     *
     * @throws MatineeException {@code NOT_FOUND} when there is none
     */
    public Receipt find(String id) {
        return store.read(transaction -> transaction.first(
                        "SELECT id, details, requested_at, completed_at FROM erasure WHERE id = ?", Erasures::read, id))
                .orElseThrow(() -> MatineeException.notFound("there is no erasure " + id, ""));
    }

    private List<Receipt> pending() {
        return store.read(transaction -> transaction.query(
                "SELECT id, details, requested_at, completed_at FROM erasure WHERE state = 'pending'", Erasures::read));
    }

    private void finishAll(Work work) {
        try {
            while (true) {
                int pause = LOOK_AGAIN_MILLISECONDS;
                try {
                    List<Receipt> pending = pending();
                    if (!pending.isEmpty()) {
                        Renewed renewed = work.done();
                        finish(pending, renewed);
                    }
                } catch (MatineeException failure) {
                    LOG.log(
                            Level.WARNING,
                            "users are still to be erased from catalog and models: {0}",
                            failure.getMessage());
                    pause = AFTER_A_FAILURE_MILLISECONDS;
                }
                Thread.sleep(pause);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void finish(List<Receipt> pending, Renewed renewed) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        store.write(transaction -> {
            for (Receipt one : pending) {
                update(
                        transaction,
                        new Receipt(
                                one.id(),
                                one.events(),
                                true,
                                Optional.of(renewed.catalog()),
                                renewed.models(),
                                one.requested(),
                                Optional.of(now)));
            }
            return pending.size();
        });
        LOG.log(Level.INFO, "{0} users are erased from catalog {1} and its models", pending.size(), renewed.catalog());
    }

    private static void update(Transaction transaction, Receipt done) {
        transaction.update(
                "UPDATE erasure SET state = 'done', details = ?, completed_at = ? WHERE id = ?",
                details(done),
                done.completed().orElse(null),
                done.id());
    }

    private static String details(Receipt receipt) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("events", receipt.events());
        json.put("inCatalog", receipt.inCatalog());
        json.put("catalog", receipt.catalog().orElse(null));
        json.put("models", receipt.models());
        return Json.write(json);
    }

    private static Receipt read(StoredRow row) {
        Map<String, Object> details = Json.parseObject(row.text("details"));
        Map<String, String> models = new LinkedHashMap<>();
        if (details.get("models") instanceof Map<?, ?> given) {
            given.forEach((name, version) -> models.put(String.valueOf(name), String.valueOf(version)));
        }
        return new Receipt(
                row.text("id"),
                details.get("events") instanceof Long events ? events.intValue() : 0,
                Boolean.TRUE.equals(details.get("inCatalog")),
                details.get("catalog") instanceof String catalog ? Optional.of(catalog) : Optional.empty(),
                models,
                row.time("requested_at"),
                row.timeIfAny("completed_at"));
    }

    /** Stops; what is pending is gone on with at the next start. */
    @Override
    public synchronized void close() {
        if (worker != null) {
            worker.interrupt();
        }
    }
}
