package dev.matinee.server.experiment;

import dev.matinee.engine.MatineeException;
import dev.matinee.server.experiment.ExperimentStore.Exposure;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Puts down who has seen which arm, all that came within {@link #INTERVAL} in one transaction, so that an answer does not wait
 * for the disk. While the store is gone they wait for it. A process that is killed loses those of the last moment; such a user
 * counts from the next answer on. Thread-safe.
 */
final class ExposureLog implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ExposureLog.class.getName());
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final int MOST_IN_A_TRANSACTION = 5_000;

    private final ExperimentStore store;
    private final Thread writer;
    private final ReentrantLock writing = new ReentrantLock();
    private List<Exposure> waiting = new ArrayList<>();

    ExposureLog(ExperimentStore store) {
        this.store = store;
        this.writer = Thread.ofVirtual().name("exposures").start(this::writeAll);
    }

    synchronized void add(Exposure exposure) {
        waiting.add(exposure);
    }

    private synchronized List<Exposure> take() {
        List<Exposure> taken = waiting;
        waiting = new ArrayList<>();
        return taken;
    }

    private synchronized void putBack(List<Exposure> unwritten) {
        List<Exposure> all = new ArrayList<>(unwritten);
        all.addAll(waiting);
        waiting = all;
    }

    private void writeAll() {
        try {
            while (true) {
                Thread.sleep(INTERVAL);
                flush();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes what waits; what cannot be written goes on waiting. */
    void flush() {
        writing.lock();
        try {
            write(take());
        } finally {
            writing.unlock();
        }
    }

    private void write(List<Exposure> taken) {
        for (int from = 0; from < taken.size(); from += MOST_IN_A_TRANSACTION) {
            try {
                store.expose(taken.subList(from, Math.min(taken.size(), from + MOST_IN_A_TRANSACTION)));
            } catch (MatineeException gone) {
                LOG.log(Level.WARNING, "cannot write down who has seen what: {0}", gone.getMessage());
                putBack(taken.subList(from, taken.size()));
                return;
            }
        }
    }

    @Override
    public void close() {
        writer.interrupt();
        flush();
    }
}
