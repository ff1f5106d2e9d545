package dev.matinee.server;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.server.erasure.Erasures;
import dev.matinee.server.experiment.Experiments;
import dev.matinee.server.jobs.Job;
import dev.matinee.server.jobs.JobKind;
import dev.matinee.server.jobs.JobState;
import dev.matinee.server.jobs.Jobs;
import dev.matinee.server.jobs.Schedule;
import dev.matinee.server.shelf.Shelf;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What goes on in a service beside answering: experiments, jobs, and retraining on schedule. */
public final class Workshop implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Workshop.class.getName());
    private static final long LOOK_AGAIN_MILLISECONDS = 100;

    private final Shelf shelf;
    private final Experiments experiments;
    private final Jobs jobs;
    private final boolean autoActivate;
    private final Optional<Schedule> schedule;

    private Workshop(Workspace workspace, Shelf shelf, Remembered remembered, ServiceSettings settings, Run run) {
        this.shelf = shelf;
        this.experiments = new Experiments(remembered.store(), shelf, remembered.clock());
        this.jobs = new Jobs(workspace, remembered.store(), settings.jobs(), run.threads(), remembered.clock());
        this.autoActivate = settings.jobs().autoActivate();
        this.schedule = settings.jobs()
                .retrainEvery()
                .map(interval -> new Schedule(
                        interval,
                        () -> retrain(autoActivate && experiments.running().isEmpty())));
    }

    /** Begins; an experiment that was running goes on, and so do erasures that are pending. */
    static Workshop open(Workspace workspace, Shelf shelf, Remembered remembered, ServiceSettings settings, Run run) {
        settings.jobs().keep().ifPresent(workspace.snapshots()::keep);
        Workshop workshop = new Workshop(workspace, shelf, remembered, settings, run);
        workshop.jobs.whenDone(workshop::activate);
        remembered.erasures().begin(workshop::renewed);
        return workshop;
    }

    /** The experiments. */
    public Experiments experiments() {
        return experiments;
    }

    /** The jobs. */
    public Jobs jobs() {
        return jobs;
    }

    /** Whether what was trained anew is put in use where it is not worse and nothing else is said. */
    public boolean autoActivate() {
        return autoActivate;
    }

    /**
     * Asks for all models in use to be trained anew with what users did.
     *
     * @param activate whether they are put in use where the one that recommends is not worse
     * @throws MatineeException {@code CONFLICT} when nothing that recommends is served, when an experiment runs that would end by
     *     it, or when the same is being done already; {@code BUSY} when too many jobs wait
     */
    public Job retrain(boolean activate) {
        String model = shelf.current()
                .able(Recommender.class)
                .orElseThrow(() -> new MatineeException(
                        ErrorCode.CONFLICT, "no model is served that recommends", "train one first"))
                .name();
        if (activate && experiments.running().isPresent()) {
            throw new MatineeException(
                    ErrorCode.CONFLICT,
                    "the experiment " + experiments.running().get() + " would end when other models are put in use",
                    "stop it first, or train with activate false");
        }
        return jobs.retrain(model, activate);
    }

    /** Puts in use what was trained to be put in use, and knows the segments that were made. */
    private void activate(Job job) {
        if (job.kind() == JobKind.SEGMENT) {
            shelf.readSegments();
            return;
        }
        Map<String, Object> result = job.result().orElse(Map.of());
        if (job.kind() == JobKind.TRAIN
                && Boolean.TRUE.equals(job.parameters().get("activate"))
                && result.get("model") instanceof String model
                && result.get("version") instanceof String version) {
            try {
                shelf.activate(model, Optional.of(version));
            } catch (MatineeException refused) {
                LOG.log(Level.WARNING, "{0} {1} is not put in use: {2}", model, version, refused.getMessage());
            }
        }
    }

    /** Makes catalog and models anew without those who were erased, and waits for it. */
    private Erasures.Renewed renewed() throws InterruptedException {
        Job job = jobs.renew();
        while (!job.state().isEnd()) {
            Thread.sleep(LOOK_AGAIN_MILLISECONDS);
            job = jobs.find(job.id());
        }
        if (job.state() != JobState.DONE) {
            throw new MatineeException(ErrorCode.CONFLICT, "job " + job.id() + ": " + job.message(), "");
        }
        Map<String, Object> result = job.result().orElse(Map.of());
        Map<String, String> models = new LinkedHashMap<>();
        if (result.get("models") instanceof Map<?, ?> made) {
            made.forEach((name, version) -> models.put(String.valueOf(name), String.valueOf(version)));
        }
        shelf.refresh();
        return new Erasures.Renewed(String.valueOf(result.get("newCatalog")), models);
    }

    @Override
    public void close() {
        schedule.ifPresent(Schedule::close);
        experiments.close();
        jobs.close();
    }
}
