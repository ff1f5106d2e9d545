package dev.matinee.server.jobs;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for the lock of a workspace for a while, where a command that takes seconds may hold it. */
final class Patience {
    private static final long MOST = TimeUnit.SECONDS.toNanos(60);
    private static final long BETWEEN_MILLISECONDS = 200;

    private Patience() {}

    /** Does something that needs the lock, again and again until it is free. */
    static void run(Runnable work) {
        with(() -> {
            work.run();
            return true;
        });
    }

    /** Does something that needs the lock, again and again until it is free, and answers what it answers. */
    static <T> T with(Supplier<T> work) {
        long start = System.nanoTime();
        while (true) {
            try {
                return work.get();
            } catch (MatineeException held) {
                if (held.code() != ErrorCode.CONFLICT || System.nanoTime() - start > MOST) {
                    throw held;
                }
            }
            try {
                Thread.sleep(BETWEEN_MILLISECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new MatineeException(ErrorCode.CANCELLED, "stopped on request", "", stopped);
            }
        }
    }
}
