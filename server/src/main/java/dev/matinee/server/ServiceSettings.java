package dev.matinee.server;

import dev.matinee.engine.MatineeException;
import dev.matinee.server.jobs.JobSettings;
import dev.matinee.server.store.StoreAddress;
import java.time.Duration;
import java.util.Optional;

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
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                JobSettings.defaults(),
                false);
    }

    /** The same at another address. */
    public ServiceSettings host(String host) {
        return new ServiceSettings(
                host, port, memory, concurrency, requestsPerSecond, tls, store, patience, drain, follow, jobs, logAll);
    }

    /** The same at another port. */
    public ServiceSettings port(int port) {
        return new ServiceSettings(
                host, port, memory, concurrency, requestsPerSecond, tls, store, patience, drain, follow, jobs, logAll);
    }

    /** The same with as much memory for models. */
    public ServiceSettings memory(long memory) {
        return new ServiceSettings(
                host, port, memory, concurrency, requestsPerSecond, tls, store, patience, drain, follow, jobs, logAll);
    }

    /** The same with as many requests at once. */
    public ServiceSettings concurrency(int concurrency) {
        return new ServiceSettings(
                host, port, memory, concurrency, requestsPerSecond, tls, store, patience, drain, follow, jobs, logAll);
    }

    /** The same with as many requests a second for each key. */
    public ServiceSettings requestsPerSecond(double requestsPerSecond) {
        return new ServiceSettings(
                host, port, memory, concurrency, requestsPerSecond, tls, store, patience, drain, follow, jobs, logAll);
    }

    /** The same, encrypted. */
    public ServiceSettings tls(Tls tls) {
        return new ServiceSettings(
                host,
                port,
                memory,
                concurrency,
                requestsPerSecond,
                Optional.of(tls),
                store,
                patience,
                drain,
                follow,
                jobs,
                logAll);
    }

    /** The same, remembering there. */
    public ServiceSettings store(StoreAddress store) {
        return new ServiceSettings(
                host,
                port,
                memory,
                concurrency,
                requestsPerSecond,
                tls,
                Optional.of(store),
                patience,
                drain,
                follow,
                jobs,
                logAll);
    }

    /** The same, looking for changes as often. */
    public ServiceSettings follow(Duration follow) {
        return new ServiceSettings(
                host, port, memory, concurrency, requestsPerSecond, tls, store, patience, drain, follow, jobs, logAll);
    }

    /** The same, doing work that takes long in this way. */
    public ServiceSettings jobs(JobSettings jobs) {
        return new ServiceSettings(
                host, port, memory, concurrency, requestsPerSecond, tls, store, patience, drain, follow, jobs, logAll);
    }

    /** The same, with every request logged or not. */
    public ServiceSettings logAll(boolean logAll) {
        return new ServiceSettings(
                host, port, memory, concurrency, requestsPerSecond, tls, store, patience, drain, follow, jobs, logAll);
    }
}
