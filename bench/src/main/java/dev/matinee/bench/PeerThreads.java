package dev.matinee.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** The threads that a peer asks its library on. It needs nothing but the JDK, as every peer has a class path of its own. */
public final class PeerThreads {
    private PeerThreads() {}

    /** What is made of each number below a count, on so many threads, joined in the order of the numbers. */
    public static String join(int count, int threads, IntFunction<String> maker) {
        String[] made = new String[count];
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> workers = new ArrayList<>();
            for (int worker = 0; worker < threads; worker++) {
                workers.add(pool.submit(() -> {
                    for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                        made[i] = maker.apply(i);
                    }
                }));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        return String.join("", made);
    }
}
