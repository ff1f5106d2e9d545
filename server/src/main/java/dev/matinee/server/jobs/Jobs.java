package dev.matinee.server.jobs;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.server.intake.Intake;
import dev.matinee.server.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of a service: one is done at a time, in a process of its own, a bounded number waits. A job whose process dies, and
 * whatever a service leaves behind that is stopped or dies, is marked as failed. Thread-safe.
 */
public final class Jobs implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Jobs.class.getName());

    private final Workspace workspace;
    private final Store store;
    private final JobStore jobs;
    private final JobSettings settings;
    private final int threads;
    private final Clock clock;
    private final Deque<Job> waiting = new ArrayDeque<>();
    private final Thread worker;
    private final Map<JobState, AtomicInteger> ended = new LinkedHashMap<>();
    private Consumer<Job> listener = job -> {};
    private @Nullable Job running;
    private @Nullable JobRun process;
    private boolean closed;
    /** The job that was last asked to stop, in case its process was only being started. */
    private long unwanted = -1;

    /** The jobs in a store; those that a service left there are marked as failed. */
    public Jobs(Workspace workspace, Store store, JobSettings settings, int threads, Clock clock) {
        this.workspace = workspace;
        this.store = store;
        this.jobs = new JobStore(store);
        this.settings = settings;
        this.threads = threads;
        this.clock = clock;
        for (JobState state : JobState.values()) {
            ended.put(state, new AtomicInteger());
        }
        int left = jobs.endAll("the service ended before the job did; ask for it again", clock.instant());
        if (left > 0) {
            LOG.log(Level.WARNING, "{0} jobs had not ended when the service did", left);
        }
        delete(workspace.jobsFolder());
        this.worker = Thread.ofVirtual().name("jobs").start(this::work);
    }

    /** Hands every job that was done on, once it is. */
    public synchronized void whenDone(Consumer<Job> then) {
        listener = then;
    }

    /**
     * Asks for a version of a model to be trained.
     *
     * @param parameters {@code model}, and as they are wanted {@code settings}, {@code seed} and {@code activate}
     * @throws MatineeException {@code USAGE} or {@code NOT_FOUND} when the settings make no sense; what {@link #submit} throws
     */
    public Job train(Map<String, Object> parameters) {
        Map<String, Object> changes = new LinkedHashMap<>();
        if (parameters.get("settings") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> changes.put(String.valueOf(name), value));
        }
        Training.settings(String.valueOf(parameters.get("model")), changes);
        return submit(JobKind.TRAIN, parameters);
    }

    /**
     * Asks for settings of a model to be tried.
     *
     * @param parameters {@code model}, and as they are wanted {@code trials}, {@code halving}, {@code metric} and {@code seed}
     * @throws MatineeException {@code USAGE} or {@code NOT_FOUND} when they make no sense; what {@link #submit} throws
     */
    public Job tune(Map<String, Object> parameters) {
        Tuned.check(parameters);
        return submit(JobKind.TUNE, parameters);
    }

    /**
     * Asks for a source to be taken in beside what is in use.
     *
     * @param parameters what {@link Intake#verify} takes
     * @throws MatineeException what that throws, and {@link #submit}
     */
    public Job check(Map<String, Object> parameters) {
        new Intake(workspace).verify(parameters);
        return submit(JobKind.CHECK, parameters);
    }

    /**
     * Asks for users to be divided into segments.
     *
     * @param parameters {@code name}, and as they are wanted {@code k}, {@code chooseBy}, {@code features} and {@code tastes}
     * @throws MatineeException {@code USAGE} when they make no sense; what {@link #submit} throws
     */
    public Job segment(Map<String, Object> parameters) {
        Segmenting.check(parameters);
        return submit(JobKind.SEGMENT, parameters);
    }

    /**
     * Asks for all models in use to be trained anew with what users did.
     *
     * @param model the model that recommends, by which it is decided
     * @param activate whether they are put in use where that one is not worse
     */
    public Job retrain(String model, boolean activate) {
        return submit(JobKind.RETRAIN, Map.of("model", model, "activate", activate));
    }

    /** Asks for the catalog and all models to be made anew without users who were erased, or finds that asked for already. */
    public synchronized Job renew() {
        return Stream.concat(Stream.ofNullable(running), waiting.stream())
                .filter(job -> job.kind() == JobKind.RENEW && job.state() == JobState.WAITING)
                .findFirst()
                .orElseGet(() -> enqueue(JobKind.RENEW, Map.of()));
    }

    /**
     * Queues a job.
     *
     * @throws MatineeException {@code CONFLICT} when the same is waiting or being done, {@code BUSY} when too many wait
     */
    private synchronized Job submit(JobKind kind, Map<String, Object> parameters) {
        Optional<Job> same = Stream.concat(Stream.ofNullable(running), waiting.stream())
                .filter(job -> job.kind() == kind && job.parameters().equals(parameters))
                .findFirst();
        if (same.isPresent()) {
            throw new MatineeException(
                    ErrorCode.CONFLICT,
                    "job " + same.get().id() + " does just that and is "
                            + same.get().state().json(),
                    "GET /api/v1/jobs/" + same.get().id() + " says how it is getting on");
        }
        if (closed || waiting.size() >= settings.waiting() + (running == null ? 1 : 0)) {
            throw new MatineeException(
                    ErrorCode.BUSY,
                    closed
                            ? "the service is being stopped"
                            : "as many jobs wait as can wait, which are " + settings.waiting(),
                    "come back when one is done");
        }
        return enqueue(kind, parameters);
    }

    private synchronized Job enqueue(JobKind kind, Map<String, Object> parameters) {
        Job job = jobs.add(kind, parameters, clock.instant());
        waiting.add(job);
        notifyAll();
        return job;
    }

    /** How many wait. */
    public synchronized int waiting() {
        return waiting.size();
    }

    /** Whether one is being done. */
    public synchronized boolean isWorking() {
        return running != null;
    }

    /** How many have ended in a state since the service began. */
    public int ended(JobState state) {
        return Objects.requireNonNull(ended.get(state)).get();
    }

    /**
     * A job as it stands.
     *
     * @throws MatineeException {@code NOT_FOUND} when there is none of the number
     */
    public Job find(long id) {
        synchronized (this) {
            if (running != null && running.id() == id) {
                return running;
            }
        }
        return jobs.find(id)
                .orElseThrow(() -> MatineeException.notFound("there is no job " + id, "see GET /api/v1/jobs"));
    }

    /** The latest jobs, latest first. */
    public List<Job> latest() {
        Job now;
        synchronized (this) {
            now = running;
        }
        return jobs.latest().stream()
                .map(job -> now != null && now.id() == job.id() ? now : job)
                .toList();
    }

    /** Stops a job that waits or is being done; of one that has ended nothing changes. */
    public Job cancel(long id) {
        Job job = find(id);
        boolean waited;
        JobRun toStop;
        synchronized (this) {
            waited = waiting.removeIf(other -> other.id() == id);
            unwanted = id;
            toStop = running != null && running.id() == id ? process : null;
        }
        if (waited) {
            end(job.ended(JobState.CANCELLED, "stopped on request", clock.instant()));
        } else if (toStop != null) {
            toStop.cancel();
        }
        return find(id);
    }

    private void work() {
        try {
            while (true) {
                Job job = next();
                try {
                    end(done(job));
                } catch (RuntimeException failure) {
                    LOG.log(Level.WARNING, "job {0} cannot be written down: {1}", job.id(), failure.getMessage());
                } finally {
                    synchronized (this) {
                        running = null;
                        process = null;
                    }
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Job next() throws InterruptedException {
        while (waiting.isEmpty() || closed) {
            wait();
        }
        Job job = waiting.remove().begun(clock.instant());
        running = job;
        return job;
    }

    private synchronized void step(double progress, String message) {
        if (running != null) {
            running = running.at(progress, message);
        }
    }

    private void end(Job job) {
        jobs.update(job);
        Objects.requireNonNull(ended.get(job.state())).incrementAndGet();
        LOG.log(
                Level.INFO,
                "job {0} ({1}) is {2}: {3}",
                job.id(),
                job.kind().json(),
                job.state().json(),
                job.message());
        Consumer<Job> then;
        synchronized (this) {
            then = listener;
        }
        if (job.state() == JobState.DONE) {
            then.accept(job);
        }
    }

    /** Does a job, whatever comes of it. */
    private Job done(Job job) {
        Path folder = workspace.jobsFolder().resolve(Long.toString(job.id()));
        try {
            jobs.update(job);
            Files.createDirectories(folder);
            Map<String, Object> parameters = new LinkedHashMap<>(job.parameters());
            if (job.kind() == JobKind.RETRAIN) {
                Path ratings = folder.resolve("ratings.jsonl");
                try (var catalog = workspace.catalog()) {
                    RecentRatings.write(store, catalog.dataCard().scale(), ratings);
                }
                parameters.put("ratings", ratings.toString());
            }
            JobTask task = new JobTask(
                    workspace.folder().toAbsolutePath().toString(),
                    folder.toAbsolutePath().toString(),
                    job.kind(),
                    parameters,
                    threads);
            JobRun run = JobRun.start(task, settings.memory(), logFile());
            synchronized (this) {
                process = run;
                if (closed || unwanted == job.id()) {
                    run.cancel();
                }
            }
            Map<String, Object> result = run.await(this::step);
            return current(job).done(result, clock.instant());
        } catch (MatineeException failure) {
            JobState state = failure.code() == ErrorCode.CANCELLED ? JobState.CANCELLED : JobState.FAILED;
            String remedy = failure.remedy().isEmpty() ? "" : "; " + failure.remedy();
            return current(job).ended(state, failure.getMessage() + remedy, clock.instant());
        } catch (IOException | RuntimeException failure) {
            LOG.log(Level.ERROR, "job " + job.id() + " failed", failure);
            return current(job).ended(JobState.FAILED, "it could not be started", clock.instant());
        } finally {
            delete(folder);
        }
    }

    private synchronized Job current(Job job) {
        return running == null ? job : running;
    }

    private Path logFile() throws IOException {
        return Files.createDirectories(workspace.logsFolder()).resolve("job.log");
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path entry : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException | UncheckedIOException failure) {
            LOG.log(Level.WARNING, "cannot delete {0}: {1}", folder, failure.getMessage());
        }
    }

    /** Stops what is being done and marks it and what waits as not done. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            if (process != null) {
                process.cancel();
            }
        }
        worker.interrupt();
        try {
            worker.join(java.time.Duration.ofSeconds(5));
            jobs.endAll("the service was stopped before the job ended; ask for it again", clock.instant());
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        } catch (MatineeException gone) {
            LOG.log(Level.WARNING, "cannot mark jobs as not done: {0}", gone.getMessage());
        }
    }
}
