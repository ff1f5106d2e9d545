package dev.matinee.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * How one computation is run: its seed, its threads, where it reports progress and how it is cancelled. None of this is
 * a hyper-parameter; of all of it only the seed may change a result.
 *
 * @param seed the number from which every random stream is derived
 * @param threads the number of threads to use, at least 1
 * @param progress where the computation reports how far it is
 * @param cancelled answers true once the computation should stop; asked often, from any thread
 * @param checkpoints where the computation leaves what it has done, to go on from it when it is started again
 */
public record Run(long seed, int threads, Progress progress, BooleanSupplier cancelled, Checkpoints checkpoints) {
    /** Checks the thread count. */
    public Run {
        if (threads < 1) {
            throw MatineeException.usage("threads must be at least 1, got " + threads);
        }
    }

    /** A run with this seed on all processors, silent, never cancelled. */
    public static Run seeded(long seed) {
        return new Run(
                seed, Runtime.getRuntime().availableProcessors(), Progress.none(), () -> false, Checkpoints.none());
    }

    /** The same run on this many threads. */
    public Run threads(int threads) {
        return new Run(seed, threads, progress, cancelled, checkpoints);
    }

    /** The same run reporting to this progress. */
    public Run progress(Progress progress) {
        return new Run(seed, threads, progress, cancelled, checkpoints);
    }

    /** The same run, stopped when this answers true. */
    public Run cancelledWhen(BooleanSupplier cancelled) {
        return new Run(seed, threads, progress, cancelled, checkpoints);
    }

    /** The same run, leaving what it has done here; what was left here before by the same computation is gone on from. */
    public Run checkpoints(Checkpoints checkpoints) {
        return new Run(seed, threads, progress, cancelled, checkpoints);
    }

    /** The same run with another seed. */
    public Run seed(long seed) {
        return new Run(seed, threads, progress, cancelled, checkpoints);
    }

    /**
     * A random stream of its own for one piece of work, the same whichever thread asks for it and when.
     *
     * @param purpose what the numbers are for, such as {@code "holdout"}: streams of different purposes are unrelated
     * @param index which piece of work, such as a user's index
     */
    public RandomStream random(String purpose, long index) {
        long state = RandomStream.mix(seed + 0x632BE59BD9B4E019L);
        for (int i = 0; i < purpose.length(); i++) {
            state = RandomStream.mix(state * 31 + purpose.charAt(i));
        }
        return new RandomStream(RandomStream.mix(state ^ RandomStream.mix(index + 0x9E3779B97F4A7C15L)));
    }

    /** Throws {@link ErrorCode#CANCELLED} when the run was asked to stop. */
    public void checkCancelled() {
        if (cancelled.getAsBoolean() || Thread.currentThread().isInterrupted()) {
            throw new MatineeException(ErrorCode.CANCELLED, "stopped on request", "");
        }
    }

    /**
     * Does tasks 0 to {@code tasks - 1}, each exactly once, on this run's threads, and returns when all are done. Which
     * thread does which task is not defined, so a task must write only what no other task writes. The first exception
     * ends the whole and is thrown.
     */
    public void parallel(int tasks, IntConsumer task) {
        int workers = Math.min(threads, tasks);
        if (workers <= 1) {
            for (int index = 0; index < tasks; index++) {
                checkCancelled();
                task.accept(index);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        Callable<Void> worker = () -> {
            try {
                for (int index = next.getAndIncrement(); index < tasks; index = next.getAndIncrement()) {
                    checkCancelled();
                    task.accept(index);
                }
                return null;
            } catch (Throwable failure) {
                next.set(Integer.MAX_VALUE / 2);
                throw failure;
            }
        };
        try (ExecutorService pool = Executors.newFixedThreadPool(
                workers, Thread.ofPlatform().name("matinee-", 0).daemon(true).factory())) {
            List<Future<Void>> futures = new ArrayList<>();
            IntStream.range(0, workers).forEach(i -> futures.add(pool.submit(worker)));
            for (Future<Void> future : futures) {
                await(future);
            }
        }
    }

    private static void await(Future<Void> future) {
        try {
            future.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MatineeException(ErrorCode.CANCELLED, "stopped on request", "", interrupted);
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause();
            if (cause instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(cause);
        }
    }

    /**
     * Cuts {@code [0, length)} into consecutive ranges of {@code size} (the last may be shorter) and does them as
     * {@link #parallel} tasks. The cut depends on {@code size} alone, never on the threads.
     */
    public void parallelRanges(int length, int size, RangeTask task) {
        int tasks = Math.ceilDiv(length, size);
        parallel(tasks, index -> {
            int from = index * size;
            task.accept(from, Math.min(length, from + size));
        });
    }

    /** Work on a half-open range of indexes. */
    @FunctionalInterface
    public interface RangeTask {
        /** Does the work for indexes {@code from} (inclusive) to {@code to} (exclusive). */
        void accept(int from, int to);
    }
}
