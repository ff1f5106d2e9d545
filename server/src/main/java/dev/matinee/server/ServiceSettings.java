package dev.matinee.server;

import dev.matinee.engine.MatineeException;
import dev.matinee.server.jobs.JobSettings;
import dev.matinee.server.store.StoreAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a workspace is served.
 *
 * @param host the address to listen at; only this machine can reach {@code 127.0.0.1}
 * @param port the port to listen at, 0 for any that is free
 * @param memory how many bytes all models together may take
 * @param concurrency how many requests are worked on at once; further ones are turned away
 * @param requestsPerSecond how many requests a second a key may make that says nothing of it
 * @param tls by what it encrypts; where empty it does not
 * @param store where it remembers; in the workspace where empty
 * @param patience how long a request waits for its turn before it is turned away
 * @param idle how long a client may send nothing, or take nothing, before its connection is closed
 * @param drain how long to wait for requests under way when the service is stopped
 * @param follow how often to look whether another catalog or model was put in use
 * @param jobs how it does work that takes long
 * @param logAll whether every request is logged, or only those that failed or took a second and more
 */
public record ServiceSettings(
        String host,
        int port,
        long memory,
        int concurrency,
        double requestsPerSecond,
        Optional<Tls> tls,
        Optional<StoreAddress> store,
        Duration patience,
        Duration idle,
        Duration drain,
        Duration follow,
        JobSettings jobs,
        boolean logAll) {
    /** Checks the ranges. */
    public ServiceSettings {
        if (port < 0 || port > 65_535) {
            throw MatineeException.usage("port must be from 0 to 65535, got " + port);
        }
        if (concurrency < 1 || concurrency > 100_000) {
            throw MatineeException.usage("concurrency must be from 1 to 100000, got " + concurrency);
        }
        if (memory < 1) {
            throw MatineeException.usage("memory must be at least 1 byte, got " + memory);
        }
        if (!(idle.toMillis() > 0)) {
            throw MatineeException.usage("idle must be at least a millisecond, got " + idle);
        }
        if (!(requestsPerSecond > 0)) {
            throw MatineeException.usage("requestsPerSecond must be more than 0, got " + requestsPerSecond);
        }
    }

    /** This machine only, port 8080, models in half of the memory of the process. */
    public static ServiceSettings defaults() {
        return new ServiceSettings(
                "127.0.0.1",
                8080,
                Runtime.getRuntime().maxMemory() / 2,
                128,
                1000,
                Optional.empty(),
                Optional.empty(),
                Duration.ofMillis(100),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                JobSettings.defaults(),
                false);
    }

    /** The same at another address. */
    public ServiceSettings host(String host) {
        return with(copy -> copy.host = host);
    }

    /** The same at another port. */
    public ServiceSettings port(int port) {
        return with(copy -> copy.port = port);
    }

    /** The same with as much memory for models. */
    public ServiceSettings memory(long memory) {
        return with(copy -> copy.memory = memory);
    }

    /** The same with as many requests at once. */
    public ServiceSettings concurrency(int concurrency) {
        return with(copy -> copy.concurrency = concurrency);
    }

    /** The same with as many requests a second for each key. */
    public ServiceSettings requestsPerSecond(double requestsPerSecond) {
        return with(copy -> copy.requestsPerSecond = requestsPerSecond);
    }

    /** The same, encrypted. */
    public ServiceSettings tls(Tls tls) {
        return with(copy -> copy.tls = Optional.of(tls));
    }

    /** The same, remembering there. */
    public ServiceSettings store(StoreAddress store) {
        return with(copy -> copy.store = Optional.of(store));
    }

    /** The same, with as much time for clients that send or take nothing. */
    public ServiceSettings idle(Duration idle) {
        return with(copy -> copy.idle = idle);
    }

    /** The same, looking for changes as often. */
    public ServiceSettings follow(Duration follow) {
        return with(copy -> copy.follow = follow);
    }

    /** The same, doing work that takes long in this way. */
    public ServiceSettings jobs(JobSettings jobs) {
        return with(copy -> copy.jobs = jobs);
    }

    /** The same, with every request logged or not. */
    public ServiceSettings logAll(boolean logAll) {
        return with(copy -> copy.logAll = logAll);
    }

    private ServiceSettings with(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.settings();
    }

    /** The settings while one of them is changed. */
    private static final class Copy {
        private String host;
        private int port;
        private long memory;
        private int concurrency;
        private double requestsPerSecond;
        private Optional<Tls> tls;
        private Optional<StoreAddress> store;
        private final Duration patience;
        private Duration idle;
        private final Duration drain;
        private Duration follow;
        private JobSettings jobs;
        private boolean logAll;

        Copy(ServiceSettings of) {
            host = of.host;
            port = of.port;
            memory = of.memory;
            concurrency = of.concurrency;
            requestsPerSecond = of.requestsPerSecond;
            tls = of.tls;
            store = of.store;
            patience = of.patience;
            idle = of.idle;
            drain = of.drain;
            follow = of.follow;
            jobs = of.jobs;
            logAll = of.logAll;
        }

        ServiceSettings settings() {
            return new ServiceSettings(
                    host,
                    port,
                    memory,
                    concurrency,
                    requestsPerSecond,
                    tls,
                    store,
                    patience,
                    idle,
                    drain,
                    follow,
                    jobs,
                    logAll);
        }
    }
}
