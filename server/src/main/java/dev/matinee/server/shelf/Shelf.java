package dev.matinee.server.shelf;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Snapshots;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.catalog.WorkspaceLock;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.recommend.Model;
import dev.matinee.lab.models.ModelStore;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * The catalog and the models that are served. It follows the files {@code CURRENT} of the workspace: what is put in use
 * there is read and checked beside what is served, and takes its place in one step, so that no request sees a half of it
 * or waits. What is damaged, was trained on other ratings or needs more memory than there is is refused, with the reason,
 * and what was served before goes on being served. Where the version in use cannot be served and nothing of its name is yet, the
 * latest other one that can be is. Thread-safe.
 */
public final class Shelf implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Shelf.class.getName());
    private static final String CATALOG = "catalog";

    private final Workspace workspace;
    private final ModelStore store;
    private final LikesShelf likes;
    private final long memory;
    private final Run run;
    private volatile Served served;
    private final Thread follower;
    /** What was in use when it was last looked at, by name. */
    private Map<String, String> seen = Map.of();
    /** What is served beside what is in use. */
    private List<ModelVersion> pins = List.of();

    private Shelf(
            Workspace workspace, ModelStore store, ServedCatalog catalog, long memory, Duration interval, Run run) {
        this.workspace = workspace;
        this.store = store;
        this.likes = new LikesShelf(workspace);
        this.memory = memory;
        this.run = run;
        this.served = new Served(catalog, Map.of(), Optional.empty(), List.of());
        this.follower = Thread.ofVirtual().name("shelf").unstarted(() -> follow(interval));
    }

    /**
     * Reads the catalog and the preferred model; the other models follow while these are served already.
     *
     * @param memory how many bytes all models together may take
     * @param interval how often to look what is in use
     * @throws MatineeException {@code NOT_FOUND} or {@code BAD_DATA} when there is no catalog that can be served
     */
    public static Shelf open(Workspace workspace, long memory, Duration interval, Run run) {
        ModelStore store = new ModelStore(workspace);
        Shelf shelf;
        CompletableFuture<Map<String, ServedModel>> preferred;
        try (Catalog catalog = workspace.catalog()) {
            Interactions ratings = catalog.interactions(run);
            // The model takes as long as the titles and all that.
            preferred = Beside.begin("model", () -> preferred(store, ratings, memory));
            ServedCatalog read = ServedCatalog.of(workspace, catalog, ratings, run);
            shelf = new Shelf(workspace, store, read, memory, interval, run);
        }
        shelf.readPreferred(Beside.result(preferred));
        shelf.follower.start();
        return shelf;
    }

    /** The preferred model by its name; where it cannot be read that is found out, and said, later. */
    private static Map<String, ServedModel> preferred(ModelStore store, Interactions ratings, long memory) {
        Map<String, ServedModel> models = new TreeMap<>();
        try {
            store.latest()
                    .flatMap(store::current)
                    .ifPresent(saved -> models.put(saved.name(), read(store, saved, ratings, memory)));
        } catch (MatineeException unusable) {
            LOG.log(Level.DEBUG, "the preferred model: {0}", unusable.getMessage());
        }
        return models;
    }

    /** What is served now. */
    public Served current() {
        return served;
    }

    /** The bytes that models may take. */
    public long memory() {
        return memory;
    }

    private void follow(Duration interval) {
        try {
            while (true) {
                try {
                    refresh();
                } catch (RuntimeException failure) {
                    LOG.log(Level.WARNING, "cannot see what is in use", failure);
                }
                Thread.sleep(interval);
                // After a while, so that it does not delay the first answers.
                served.catalog().prepare();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void readPreferred(Map<String, ServedModel> models) {
        Optional<String> name = store.latest();
        Optional<String> version = name.flatMap(store::currentVersion);
        if (name.isPresent() && version.isPresent()) {
            Served before = served;
            serve(with(before.catalog(), models, name.get(), version.get(), new ArrayList<>()));
        }
    }

    /** Looks what is in use in the workspace, and serves it where it can be served. */
    public synchronized void refresh() {
        Map<String, String> inUse = inUse();
        if (inUse.equals(seen)) {
            return;
        }
        Served before = served;
        if (before.catalog().version().equals(inUse.get(CATALOG))) {
            serve(read(before.catalog(), before.models(), inUse, false));
        } else {
            changeCatalog(before, inUse);
        }
        likes.read(served.catalog(), memory - bytesWithout(served.models(), ""));
        served = likes.on(served);
        seen = inUse;
    }

    /** A new catalog is only served once there is a model for it, unless there was none before either. */
    private void changeCatalog(Served before, Map<String, String> inUse) {
        String version = inUse.getOrDefault(CATALOG, "");
        String why = "no model was trained on it yet; train one with: matinee train";
        try {
            ServedCatalog catalog = ServedCatalog.read(workspace, run);
            boolean same =
                    catalog.ratings().hash().equals(before.catalog().ratings().hash());
            Served after = read(catalog, same ? before.models() : Map.of(), inUse, true);
            if (!after.models().isEmpty() || before.models().isEmpty()) {
                serve(after);
                LOG.log(Level.INFO, "serving catalog {0}", version);
                return;
            }
        } catch (MatineeException unusable) {
            why = String.valueOf(unusable.getMessage());
        }
        LOG.log(
                Level.WARNING,
                "still serving catalog {0}, not {1}: {2}",
                before.catalog().version(),
                version,
                why);
        List<Refused> refused = new ArrayList<>(before.refused());
        refused.removeIf(other -> other.name().equals(CATALOG));
        refused.add(new Refused(CATALOG, version, why));
        serve(new Served(before.catalog(), before.models(), before.preferred(), refused));
    }

    /** Serves something else from now on, and beside it what is pinned, where it fits. */
    private void serve(Served next) {
        Map<ModelVersion, ServedModel> pinned = new LinkedHashMap<>();
        for (ModelVersion pin : pins) {
            try {
                pinned.put(pin, pinned(next.pinned(pinned), pin));
            } catch (MatineeException unusable) {
                LOG.log(Level.WARNING, "no longer serving {0}: {1}", pin, unusable.getMessage());
            }
        }
        served = likes.on(next).pinned(pinned);
    }

    /** The version that is pinned: the one in memory where there is one of this catalog, or else read. */
    private ServedModel pinned(Served next, ModelVersion pin) {
        Optional<ServedModel> known = next.version(pin);
        if (known.isEmpty() && served.catalog() == next.catalog()) {
            known = served.version(pin);
        }
        return known.orElseGet(() -> read(
                next.catalog(),
                next.inMemory().mapToLong(other -> other.model().bytes()).sum(),
                pin.model(),
                pin.version()));
    }

    /**
     * Serves these versions beside those in use from now on, in place of those that were pinned before.
     *
     * @throws MatineeException why one of them cannot be served; then all is as before
     */
    public synchronized void pin(List<ModelVersion> versions) {
        Map<ModelVersion, ServedModel> pinned = new LinkedHashMap<>();
        for (ModelVersion pin : versions) {
            pinned.put(pin, pinned(served.pinned(pinned), pin));
        }
        pins = List.copyOf(versions);
        served = served.pinned(pinned);
    }

    /** Serves the same with the segments that there are now in the workspace. */
    public synchronized void readSegments() {
        Served now = served;
        served = new Served(
                now.catalog().withSegmentsOf(workspace),
                now.models(),
                now.preferred(),
                now.refused(),
                now.likes(),
                now.pinned());
    }

    /** What is named as in use, unread. */
    private Map<String, String> inUse() {
        Map<String, String> inUse = new LinkedHashMap<>();
        inUse.put(CATALOG, workspace.snapshots().current().orElse(""));
        inUse.put("", store.latest().orElse(""));
        inUse.put("likes", likes.inUse());
        for (String name : store.names()) {
            store.currentVersion(name).ifPresent(version -> inUse.put("model " + name, version));
        }
        return inUse;
    }

    /**
     * Reads the models in use.
     *
     * @param quietly whether to hand on what was read in the end only, and not after each model
     */
    private Served read(
            ServedCatalog catalog, Map<String, ServedModel> kept, Map<String, String> inUse, boolean quietly) {
        Map<String, ServedModel> models = new TreeMap<>(kept);
        models.keySet().removeIf(name -> !inUse.containsKey("model " + name));
        List<Refused> refused = new ArrayList<>();
        Served result = new Served(catalog, models, preferred(models), refused);
        List<String> names = new ArrayList<>(store.names());
        store.latest().filter(names::remove).ifPresent(names::addFirst);
        for (String name : names) {
            String version = inUse.get("model " + name);
            if (version != null) {
                result = with(catalog, models, name, version, refused);
                if (!quietly) {
                    serve(result);
                }
            }
        }
        return result;
    }

    /** The same with one model more, or with the reason why not. */
    private Served with(
            ServedCatalog catalog,
            Map<String, ServedModel> models,
            String name,
            String version,
            List<Refused> refused) {
        ServedModel before = models.get(name);
        if (before == null || !before.version().equals(version)) {
            try {
                models.put(name, read(catalog, bytesWithout(models, name), name, version));
            } catch (MatineeException unusable) {
                LOG.log(Level.WARNING, "refused {0} {1}: {2}", name, version, unusable.getMessage());
                refused.add(new Refused(name, version, String.valueOf(unusable.getMessage())));
                if (before == null) {
                    another(catalog, models, name, version).ifPresent(model -> models.put(name, model));
                }
            }
        }
        return new Served(catalog, models, preferred(models), refused);
    }

    /** The latest version of a model that was trained on these ratings, beside the one that cannot be served. */
    private Optional<ServedModel> another(
            ServedCatalog catalog, Map<String, ServedModel> models, String name, String unusable) {
        for (String version : store.versions(name).reversed()) {
            if (!version.equals(unusable)) {
                try {
                    return Optional.of(read(catalog, bytesWithout(models, name), name, version));
                } catch (MatineeException neither) {
                    LOG.log(Level.DEBUG, "nor {0} {1}: {2}", name, version, neither.getMessage());
                }
            }
        }
        return Optional.empty();
    }

    /** What models but those of this name take, and what is pinned. */
    private long bytesWithout(Map<String, ServedModel> models, String name) {
        return Stream.concat(
                        models.values().stream().filter(other -> !other.name().equals(name)),
                        served.pinned().values().stream())
                .distinct()
                .mapToLong(other -> other.model().bytes())
                .sum();
    }

    private Optional<String> preferred(Map<String, ServedModel> models) {
        Optional<String> latest = store.latest();
        return latest.filter(models::containsKey)
                .or(() -> models.keySet().stream().findFirst());
    }

    /**
     * Reads a model.
     *
     * @param others the bytes that other models take
     */
    private ServedModel read(ServedCatalog catalog, long others, String name, String version) {
        ModelStore.Saved saved = store.version(name, version)
                .orElseThrow(() -> MatineeException.notFound("there is no version " + version + " of " + name, ""));
        return read(store, saved, catalog.ratings(), memory - others);
    }

    private static ServedModel read(ModelStore store, ModelStore.Saved saved, Interactions ratings, long left) {
        String name = saved.name() + " " + saved.version();
        long bytes = saved.card().get("bytes") instanceof Number number ? number.longValue() : Long.MAX_VALUE;
        if (bytes > left) {
            throw new MatineeException(
                    ErrorCode.STORAGE,
                    name + " needs " + bytes + " bytes of memory, and " + left + " are left for models",
                    "allow more with serve --memory, or train a smaller model");
        }
        Model model = store.load(saved, ratings);
        LOG.log(Level.INFO, "serving {0}", name);
        return new ServedModel(saved.name(), saved.version(), model, saved.card(), Instant.now());
    }

    /**
     * Serves a version of a model and makes it the preferred one, in the workspace too; where it was trained on another
     * catalog that is kept, together with that. Only when it can be served is anything changed.
     *
     * @param version which version, or the one in use
     * @throws MatineeException why it cannot be served; then all is as before
     */
    public synchronized ServedModel activate(String name, Optional<String> version) {
        if (!store.names().contains(name)) {
            throw MatineeException.notFound(
                    "there is no model " + name + Nearest.hint(name, store.names()),
                    "train it with: matinee train " + name);
        }
        String wanted = version.or(() -> store.currentVersion(name))
                .orElseThrow(() -> MatineeException.notFound("no version of " + name + " is in use", "name one"));
        Served before = served;
        Map<String, ServedModel> models = new TreeMap<>(before.models());
        ServedModel known = models.get(name);
        Optional<String> snapshot = otherSnapshot(name, wanted);
        if (snapshot.isPresent()) {
            return activateWith(snapshot.get(), name, wanted);
        }
        ServedModel model = known != null && known.version().equals(wanted)
                ? known
                : read(before.catalog(), bytesWithout(models, name), name, wanted);
        store.use(name, wanted);
        models.put(name, model);
        List<Refused> refused = before.refused().stream()
                .filter(other -> !other.name().equals(name))
                .toList();
        serve(new Served(before.catalog(), models, Optional.of(name), refused));
        return model;
    }

    /** The kept snapshot that a version was trained on, where that is not the one that is served. */
    private Optional<String> otherSnapshot(String name, String version) {
        return store.version(name, version)
                .map(saved -> saved.card().get("provenance") instanceof Map<?, ?> birth
                        ? String.valueOf(birth.get("trainingHash"))
                        : "")
                .filter(hash -> !hash.equals(served.catalog().ratings().hash()))
                .flatMap(workspace.snapshots()::holding);
    }

    @SuppressWarnings("try")
    private ServedModel activateWith(String snapshot, String name, String version) {
        read(ServedCatalog.read(workspace, snapshot, run), 0, name, version);
        Snapshots snapshots = workspace.snapshots();
        if (!snapshots.current().equals(Optional.of(snapshot))) {
            try (WorkspaceLock lock = workspace.lock()) {
                snapshots.adopt(snapshots, snapshot);
            }
        }
        store.use(name, version);
        refresh();
        return served.version(new ModelVersion(name, version))
                .orElseThrow(() -> new MatineeException(
                        ErrorCode.CONFLICT, "something else was put in use meanwhile", "try again"));
    }

    /** Stops following; what is served stays. */
    @Override
    public void close() {
        follower.interrupt();
    }
}
