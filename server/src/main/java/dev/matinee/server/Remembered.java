package dev.matinee.server;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.server.erasure.Erasures;
import dev.matinee.server.feedback.FeedbackLog;
import dev.matinee.server.feedback.Histories;
import dev.matinee.server.security.ApiKeys;
import dev.matinee.server.security.Audit;
import dev.matinee.server.security.Doorkeeper;
import dev.matinee.server.store.Store;
import dev.matinee.server.store.StoreAddress;
import java.time.Clock;

/**
 * What a service remembers from one start to the next, and those who look after it; opened together, closed together.
 *
 * @param store the database
 * @param histories what users did
 * @param feedback where that is written
 * @param door who may ask
 * @param audit what administrators did
 * @param erasures the users who were erased
 * @param clock what time it is
 */
public record Remembered(
        Store store,
        Histories histories,
        FeedbackLog feedback,
        Doorkeeper door,
        Audit audit,
        Erasures erasures,
        Clock clock)
        implements AutoCloseable {
    static Remembered open(Workspace workspace, ServiceSettings settings, Clock clock) {
        Store store = Store.open(settings.store().orElseGet(() -> StoreAddress.in(workspace)));
        try {
            Histories histories = new Histories(store);
            Doorkeeper door = new Doorkeeper(new ApiKeys(store, clock), settings.requestsPerSecond(), clock);
            return new Remembered(
                    store,
                    histories,
                    new FeedbackLog(store, histories, clock),
                    door,
                    new Audit(store, clock),
                    new Erasures(workspace, store, histories, clock),
                    clock);
        } catch (RuntimeException failure) {
            store.close();
            throw failure;
        }
    }

    /** Writes what waits to be written, and closes the database. */
    @Override
    public void close() {
        erasures.close();
        feedback.close();
        door.close();
        store.close();
    }
}
