package dev.matinee.server.experiment;

import dev.matinee.data.catalog.Scale;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.server.experiment.ExperimentStore.Exposure;
import dev.matinee.server.shelf.ModelVersion;
import dev.matinee.server.shelf.Served;
import dev.matinee.server.shelf.ServedModel;
import dev.matinee.server.shelf.Shelf;
import dev.matinee.server.store.Store;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The experiments of a service. One runs at a time, as a user can get only one model; it goes on after a restart. A guardrail
 * that is broken, or a version that can no longer be served, ends it, and everybody gets the preferred model. Thread-safe.
 *
 * <p>Memory: about 100 bytes for each user who has been in the experiment that runs.
 */
public final class Experiments implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Experiments.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** From which share of the highest rating on a rating counts as a like: 4 of 5 stars. */
    private static final double LIKED = 0.8;

    private final ExperimentStore store;
    private final ExposureLog exposures;
    private final Shelf shelf;
    private final Clock clock;
    private final Thread guard;
    private volatile @Nullable Running running;

    private record Running(ExperimentState state, Map<Arm, GuardCounts> counts, Set<String> exposed) {
        ExperimentPlan plan() {
            return state.plan();
        }

        GuardCounts counts(Arm arm) {
            return java.util.Objects.requireNonNull(counts.get(arm));
        }
    }

    /**
     * What a user gets.
     *
     * @param experiment the experiment's name
     * @param arm the user's arm
     * @param model the model of the arm
     */
    public record Assignment(String experiment, Arm arm, ServedModel model) {}

    /** The experiments in a store; the one that was running goes on where it can. */
    public Experiments(Store store, Shelf shelf, Clock clock) {
        this.store = new ExperimentStore(store);
        this.exposures = new ExposureLog(this.store);
        this.shelf = shelf;
        this.clock = clock;
        this.store.running().ifPresent(this::goOn);
        this.guard = Thread.ofVirtual().name("guardrails").start(this::watch);
    }

    private void goOn(ExperimentState state) {
        try {
            pin(state.plan());
            running = running(state, store.exposed(state.plan().name()));
            LOG.log(Level.INFO, "the experiment {0} goes on", state.plan().name());
        } catch (MatineeException unusable) {
            end(state.plan().name(), "it could not go on: " + unusable.getMessage());
        }
    }

    private Running running(ExperimentState state, Set<String> exposed) {
        Map<Arm, GuardCounts> counts = new EnumMap<>(Arm.class);
        for (Arm arm : Arm.values()) {
            AnswerCounts before = store.counts(state.plan().name(), arm);
            counts.put(arm, new GuardCounts(state.plan().guardrails(), before));
        }
        Set<String> users = ConcurrentHashMap.newKeySet();
        users.addAll(exposed);
        return new Running(state, counts, users);
    }

    private void pin(ExperimentPlan plan) {
        shelf.pin(List.of(plan.control(), plan.treatment()));
        for (Arm arm : Arm.values()) {
            ModelVersion version = plan.model(arm);
            if (!(shelf.current().version(version).orElseThrow().model() instanceof Recommender)) {
                shelf.pin(List.of());
                throw MatineeException.usage(version
                        + " cannot recommend, so nothing can be tried with it; GET /api/v1/models says what can");
            }
        }
    }

    /**
     * Begins an experiment.
     *
     * @throws MatineeException {@code CONFLICT} when one runs or had the same name, or why a version cannot be served
     */
    public synchronized ExperimentState start(ExperimentPlan plan) {
        Running before = running;
        if (before == null) {
            pin(plan);
        }
        try {
            store.add(plan, clock.instant());
        } catch (MatineeException refused) {
            if (before == null) {
                shelf.pin(List.of());
            }
            throw refused;
        }
        ExperimentState state = find(plan.name());
        running = running(state, Set.of());
        LOG.log(Level.INFO, "the experiment {0} begins", plan.name());
        return state;
    }

    /** Ends an experiment. Of one that has ended already nothing changes. */
    public ExperimentState stop(String name) {
        if (find(name).isRunning()) {
            end(name, "stopped on request");
        }
        return find(name);
    }

    private synchronized void end(String name, String why) {
        exposures.flush();
        storeCounts();
        store.stop(name, why, clock.instant());
        running = null;
        shelf.pin(List.of());
        LOG.log(Level.INFO, "the experiment {0} ended: {1}", name, why);
    }

    /** All experiments, the latest first. */
    public List<ExperimentState> all() {
        return store.all();
    }

    /** The name of the one that runs. */
    public Optional<String> running() {
        return Optional.ofNullable(running).map(one -> one.plan().name());
    }

    /**
     * The experiment of a name.
     *
     * @throws MatineeException {@code NOT_FOUND} when there is none, naming the nearest
     */
    public ExperimentState find(String name) {
        return store.find(name).orElseThrow(() -> {
            List<String> names =
                    all().stream().map(state -> state.plan().name()).toList();
            return MatineeException.notFound("there is no experiment " + name + Nearest.hint(name, names), "");
        });
    }

    /** What an experiment shows so far. */
    public Evidence evidence(ExperimentState state) {
        exposures.flush();
        Scale scale = shelf.current().catalog().card().scale();
        Map<Arm, Outcome> outcomes = store.outcomes(state.plan(), clock.instant(), LIKED * scale.max());
        return new Evidence(
                state.plan(),
                outcomes.getOrDefault(Arm.CONTROL, Outcome.NONE),
                outcomes.getOrDefault(Arm.TREATMENT, Outcome.NONE));
    }

    /** Writes down the answers that were counted since; those that cannot be are counted on. */
    private void storeCounts() {
        Running now = running;
        if (now == null) {
            return;
        }
        String name = now.plan().name();
        for (Arm arm : Arm.values()) {
            try {
                now.counts(arm).store(more -> store.count(name, arm, more));
            } catch (MatineeException gone) {
                LOG.log(Level.WARNING, "cannot write down how many answers there were: {0}", gone.getMessage());
            }
        }
    }

    /** The answers of each arm, over all starts. */
    public Map<String, Object> answers(String name) {
        Running now = running;
        Map<String, Object> json = new LinkedHashMap<>();
        for (Arm arm : Arm.values()) {
            AnswerCounts counts = now != null && now.plan().name().equals(name)
                    ? now.counts(arm).all()
                    : store.counts(name, arm);
            json.put(arm.json(), counts.toJson());
        }
        return json;
    }

    /** What a user is to get of what is served; empty where nothing runs. */
    public Optional<Assignment> assign(String user, Served served) {
        Running now = running;
        if (now == null) {
            return Optional.empty();
        }
        Arm arm = now.plan().arm(user);
        return served.version(now.plan().model(arm))
                .map(model -> new Assignment(now.plan().name(), arm, model));
    }

    /** Takes down that a user got an answer. */
    public void answered(Assignment assignment, String user, long nanoseconds, boolean isEmpty) {
        Running now = running;
        if (now != null && now.plan().name().equals(assignment.experiment())) {
            now.counts(assignment.arm()).answered(nanoseconds, isEmpty);
            if (now.exposed().add(user)) {
                exposures.add(new Exposure(assignment.experiment(), user, assignment.arm(), clock.instant()));
            }
        }
    }

    /** Forgets that a user was in an experiment, so far as this is not in the store. */
    public void forget(String user) {
        exposures.flush();
        Running now = running;
        if (now != null) {
            now.exposed().remove(user);
        }
    }

    /** Takes down that the model of an arm failed to answer. */
    public void failed(Assignment assignment) {
        Running now = running;
        if (now != null && now.plan().name().equals(assignment.experiment())) {
            now.counts(assignment.arm()).failed();
        }
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(INTERVAL);
                try {
                    check();
                } catch (RuntimeException later) {
                    LOG.log(Level.WARNING, "cannot check the experiment: {0}", later.getMessage());
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the experiment that runs where a limit is broken or a version is no longer served, or another process ended it. */
    void check() {
        Running now = running;
        if (now == null) {
            return;
        }
        String name = now.plan().name();
        storeCounts();
        for (Arm arm : Arm.values()) {
            Optional<String> broken = now.counts(arm).broken();
            if (broken.isPresent()) {
                end(name, "of " + arm.json() + " " + broken.get());
                return;
            }
            if (shelf.current().version(now.plan().model(arm)).isEmpty()) {
                end(
                        name,
                        now.plan().model(arm) + " can no longer be served beside catalog "
                                + shelf.current().catalog().version());
                return;
            }
        }
        if (!find(name).isRunning()) {
            synchronized (this) {
                running = null;
                shelf.pin(List.of());
            }
        }
    }

    /** Writes down what is left to write; the experiment goes on at the next start. */
    @Override
    public void close() {
        guard.interrupt();
        exposures.close();
        storeCounts();
    }
}
