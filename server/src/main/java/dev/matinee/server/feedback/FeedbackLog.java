package dev.matinee.server.feedback;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.server.store.Store;
import dev.matinee.server.store.Transaction;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Puts events on disk. One thread writes; whatever waits when it begins goes into one transaction, so that many events share one
 * wait for the disk. Only so many events wait; more are turned away. Thread-safe.
 */
public final class FeedbackLog implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FeedbackLog.class.getName());
    private static final int MOST_WAITING = 20_000;
    private static final int MOST_IN_A_TRANSACTION = 2_000;
    private static final int PATIENCE_SECONDS = 15;

    private final Store store;
    private final Histories histories;
    private final Clock clock;
    private final Semaphore room = new Semaphore(MOST_WAITING);
    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Thread writer;
    private volatile boolean closed;

    private record Waiting(List<FeedbackEvent> events, CompletableFuture<Outcome> done) {}

    /**
     * What became of events that were sent together.
     *
     * @param stored how many are on disk and were not before
     * @param repeated how many had been stored before, under the same key
     * @param conflicting the places of those under whose key the user had sent something else; they are not stored
     */
    public record Outcome(int stored, int repeated, List<Integer> conflicting) {}

    /** A log that writes until it is closed. */
    public FeedbackLog(Store store, Histories histories, Clock clock) {
        this.store = store;
        this.histories = histories;
        this.clock = clock;
        this.writer = Thread.ofPlatform().name("feedback").daemon().unstarted(this::writeAll);
        writer.start();
    }

    /** How many events wait to be written. */
    public int waiting() {
        return MOST_WAITING - room.availablePermits();
    }

    /**
     * Stores events; when this returns they are on disk, and the next answers to their users rest on them.
     *
     * @throws MatineeException {@code BUSY} when too many wait or the database is gone, {@code STORAGE} when the disk is full; the same
     *     events may be sent again and count once
     */
    public Outcome append(List<FeedbackEvent> events) {
        if (closed || !room.tryAcquire(events.size())) {
            throw new MatineeException(
                    ErrorCode.BUSY,
                    closed
                            ? "the service is being stopped"
                            : "as many events wait to be written as can wait, which are " + MOST_WAITING,
                    "send them again in a moment");
        }
        Waiting waiting = new Waiting(List.copyOf(events), new CompletableFuture<>());
        queue.add(waiting);
        try {
            return waiting.done().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof MatineeException known) {
                throw new MatineeException(known.code(), String.valueOf(known.getMessage()), known.remedy(), known);
            }
            throw new IllegalStateException(failure.getCause());
        } catch (TimeoutException slow) {
            throw new MatineeException(
                    ErrorCode.BUSY,
                    "it takes long to write the events",
                    "send them again under the same keys in a moment; they count once",
                    slow);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new MatineeException(ErrorCode.BUSY, "the service is being stopped", "send them again", stopped);
        }
    }

    private void writeAll() {
        while (!closed || !queue.isEmpty()) {
            try {
                Waiting first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    write(together(first));
                }
            } catch (InterruptedException hurry) {
                LOG.log(Level.DEBUG, "asked to hurry", hurry);
            }
        }
    }

    private List<Waiting> together(Waiting first) {
        List<Waiting> group = new ArrayList<>();
        int events = 0;
        for (Waiting next = first; next != null; next = events < MOST_IN_A_TRANSACTION ? queue.poll() : null) {
            group.add(next);
            events += next.events().size();
        }
        return group;
    }

    private void write(List<Waiting> group) {
        try {
            List<Outcome> outcomes = store.write(transaction -> {
                Instant now = clock.instant();
                return group.stream()
                        .map(waiting -> write(transaction, waiting.events(), now))
                        .toList();
            });
            for (int i = 0; i < outcomes.size(); i++) {
                finish(group.get(i));
                group.get(i).done().complete(outcomes.get(i));
            }
        } catch (MatineeException failure) {
            if (failure.code() == ErrorCode.BUG && group.size() > 1) {
                // One of them cannot be written: the others are not to suffer from it.
                group.forEach(waiting -> write(List.of(waiting)));
                return;
            }
            fail(group, failure);
        } catch (RuntimeException defect) {
            LOG.log(Level.ERROR, "cannot write events: {0}", defect.getClass().getName());
            fail(group, defect);
        }
    }

    private void fail(List<Waiting> group, RuntimeException failure) {
        for (Waiting waiting : group) {
            // Whether they were written is not known where the database went away meanwhile.
            finish(waiting);
            waiting.done().completeExceptionally(failure);
        }
    }

    private void finish(Waiting waiting) {
        waiting.events().forEach(event -> histories.forget(event.user()));
        room.release(waiting.events().size());
    }

    private static Outcome write(Transaction transaction, List<FeedbackEvent> events, Instant now) {
        boolean[] isNew = Events.add(transaction, events, now);
        int stored = 0;
        List<Integer> conflicting = new ArrayList<>();
        for (int i = 0; i < isNew.length; i++) {
            FeedbackEvent event = events.get(i);
            if (isNew[i]) {
                stored++;
            } else if (!Events.find(transaction, event.user(), event.key())
                    .map(event::isSameAs)
                    .orElse(false)) {
                conflicting.add(i);
            }
        }
        return new Outcome(stored, events.size() - stored - conflicting.size(), conflicting);
    }

    /** Takes no further events, writes those that wait, and ends. */
    @Override
    public void close() {
        closed = true;
        try {
            writer.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
