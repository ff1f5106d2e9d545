package dev.matinee.server.jobs;

import dev.matinee.engine.MatineeException;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Asks for models to be trained anew every so often, until it is closed. */
public final class Schedule implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Schedule.class.getName());

    private final Thread clock;

    /**
     * Asks for the first time after one interval.
     *
     * @param retrain asks for it; what it throws is logged
     */
    public Schedule(Duration interval, Runnable retrain) {
        this.clock = Thread.ofVirtual().name("retraining").start(() -> {
            try {
                while (true) {
                    Thread.sleep(interval);
                    ask(retrain);
                }
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void ask(Runnable retrain) {
        try {
            retrain.run();
        } catch (MatineeException notNow) {
            LOG.log(Level.WARNING, "models are not trained anew this time: {0}", notNow.getMessage());
        }
    }

    @Override
    public void close() {
        clock.interrupt();
    }
}
