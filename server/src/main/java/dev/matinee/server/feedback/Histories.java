package dev.matinee.server.feedback;

import dev.matinee.server.store.Store;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The opinions of the users who were asked for last, read from the store when they are not at hand. What is acknowledged is in
 * the next answer: the log {@linkplain #forget forgets} a user before it acknowledges. Where other services write to the same
 * store, what they acknowledge is in the answers a second later. Thread-safe.
 *
 * <p>Memory: at most {@value #MOST} opinions, a user without any counting as one; about 40 MB.
 */
public final class Histories {
    private static final int MOST = 262_144;
    private static final int PARTS = 64;

    private final Store store;
    private final long nanoseconds;
    private final Part[] parts = new Part[PARTS];

    private record Known(Opinions opinions, long since) {
        private int weight() {
            return Math.max(1, opinions.size());
        }
    }

    /** The users whose hash falls here, the one who was asked for last at the end. */
    private static final class Part {
        private final Map<String, Known> users = new LinkedHashMap<>(16, 0.75f, true);
        private int weight;
    }

    /** The histories in a store. */
    public Histories(Store store) {
        this.store = store;
        this.nanoseconds = store.isShared() ? Duration.ofSeconds(1).toNanos() : Long.MAX_VALUE;
        for (int i = 0; i < PARTS; i++) {
            parts[i] = new Part();
        }
    }

    private Part part(String user) {
        return parts[Math.floorMod(user.hashCode() * 0x9E3779B9, PARTS)];
    }

    /**
     * What a user's events say.
     *
     * @throws dev.matinee.engine.MatineeException {@code BUSY} when they are not at hand and the store is gone
     */
    public Opinions of(String user) {
        Part part = part(user);
        // A user is read within the lock, so that what is forgotten meanwhile is read again and nothing old stays.
        synchronized (part) {
            Known known = part.users.get(user);
            if (known != null && System.nanoTime() - known.since() < nanoseconds) {
                return known.opinions();
            }
            Opinions read = Opinions.of(store.read(transaction -> Events.ofUser(transaction, user)));
            drop(part, user);
            Known fresh = new Known(read, System.nanoTime());
            part.users.put(user, fresh);
            part.weight += fresh.weight();
            while (part.weight > MOST / PARTS && part.users.size() > 1) {
                drop(part, part.users.keySet().iterator().next());
            }
            return read;
        }
    }

    /** What was last known of a user, however long ago; nothing where that is not at hand. */
    public Opinions lastOf(String user) {
        Part part = part(user);
        synchronized (part) {
            Known known = part.users.get(user);
            return known == null ? Opinions.NONE : known.opinions();
        }
    }

    /** Reads a user anew at the next question. */
    public void forget(String user) {
        Part part = part(user);
        synchronized (part) {
            drop(part, user);
        }
    }

    private static void drop(Part part, String user) {
        Known old = part.users.remove(user);
        if (old != null) {
            part.weight -= old.weight();
        }
    }
}
