package dev.matinee.server.jobs;

import dev.matinee.data.catalog.AtomicFile;
import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Snapshots;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.catalog.WorkspaceLock;
import dev.matinee.data.ingest.CatalogSource;
import dev.matinee.data.ingest.CatalogSource.Added;
import dev.matinee.data.ingest.Ingest;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.split.TrainingSet;
import dev.matinee.lab.models.ModelStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the next catalog of the one in use and the ratings that came since, trains every model in use anew with its settings,
 * and says whether the one that recommends would be worse ({@link Comparison}). Everything is made in a workspace of its own;
 * the workspace that is served only gets what is whole: in use where that was asked for and it is not worse, or else beside
 * what is in use, to be put in use by hand.
 */
final class Retraining {
    private final Workspace workspace;
    private final Workspace scratch;
    private final Path ratings;
    private final String preferred;
    private final boolean activate;
    private final Run run;

    private Retraining(Workspace workspace, Path folder, Map<String, Object> parameters, Run run) {
        this.workspace = workspace;
        this.scratch = Workspace.create(folder.resolve("workspace"));
        this.ratings = Path.of(String.valueOf(parameters.get("ratings")));
        this.preferred = String.valueOf(parameters.get("model"));
        this.activate = Boolean.TRUE.equals(parameters.get("activate"));
        this.run = run;
    }

    static Map<String, Object> of(Workspace workspace, Path folder, Map<String, Object> parameters, Run run) {
        return new Retraining(workspace, folder, parameters, run).result();
    }

    private Map<String, Object> result() {
        Map<String, Object> json = new LinkedHashMap<>();
        String before;
        List<Added> added;
        Map<String, Model> models = new LinkedHashMap<>();
        try (Catalog catalog = workspace.catalog()) {
            before = catalog.version();
            Interactions then = catalog.interactions(run);
            added = RecentRatings.read(ratings, then);
            json.put("catalog", before);
            json.put("newRatings", added.size());
            if (added.isEmpty()) {
                json.put("activated", false);
                json.put("why", "no rating has come since catalog " + before + " was made");
                return json;
            }
            ModelStore store = new ModelStore(workspace);
            for (ModelStore.Saved saved : store.list()) {
                load(store, saved, then).ifPresent(model -> models.put(saved.name(), model));
            }
            copyErasedUsers();
            CatalogSource source = new CatalogSource(catalog, added);
            Ingest.of(source, source.options()).into(scratch, run);
        }
        try (Catalog merged = scratch.catalog()) {
            Interactions now = merged.interactions(run);
            Optional<Comparison> comparison = models.get(preferred) instanceof Recommender served
                    ? Comparison.of(now, added, served, run)
                    : Optional.empty();
            comparison.ifPresent(found -> json.put("comparison", found.toJson()));
            Map<String, String> trained = train(models, now);
            String why = comparison.isEmpty()
                    ? "fewer than " + Comparison.FEWEST_USERS + " users have recent ratings to compare on"
                    : comparison.get().isNotWorse()
                            ? "it is not worse" + (activate ? "" : ", and is to be put in use by hand")
                            : "it is worse";
            boolean use = activate && comparison.isPresent() && comparison.get().isNotWorse();
            publish(before, trained, use, json);
            json.put("activated", use);
            json.put("why", why);
        }
        return json;
    }

    /** A model that was trained on the catalog; what was trained on other ratings is not served and not trained anew. */
    private static Optional<Model> load(ModelStore store, ModelStore.Saved saved, Interactions ratings) {
        try {
            return Optional.of(store.load(saved, ratings));
        } catch (MatineeException unusable) {
            System.getLogger(Retraining.class.getName())
                    .log(System.Logger.Level.WARNING, "passed over {0}: {1}", saved.name(), unusable.getMessage());
            return Optional.empty();
        }
    }

    /** Erased users stay erased in what is made here. */
    private void copyErasedUsers() {
        Path file = workspace.folder().resolve("erased-users");
        try {
            if (Files.exists(file)) {
                AtomicFile.write(scratch.folder().resolve("erased-users"), Files.readAllBytes(file));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Trains the models on all ratings, each with its settings, and keeps them beside the new catalog. */
    private Map<String, String> train(Map<String, Model> models, Interactions now) {
        ModelStore store = new ModelStore(scratch);
        Map<String, String> versions = new LinkedHashMap<>();
        for (Map.Entry<String, Model> entry : models.entrySet()) {
            run.checkCancelled();
            Model model = entry.getValue().settings().train(TrainingSet.everything(now), run);
            versions.put(entry.getKey(), store.keep(model, Map.of(), run.threads()));
        }
        return versions;
    }

    /** Hands everything over. The models come first, so that there is one for the catalog as soon as that is in use. */
    private void publish(
            String before, Map<String, String> trained, boolean use, Map<String, Object> json) {
        ModelStore from = new ModelStore(scratch);
        ModelStore to = new ModelStore(workspace);
        requireSame(before);
        Map<String, String> versions = new LinkedHashMap<>();
        trained.forEach((name, version) -> versions.put(name, Patience.with(() -> to.adopt(from, name, version))));
        json.put("newCatalog", takeOver(before, use));
        if (use) {
            List<String> order = new ArrayList<>(versions.keySet());
            order.remove(preferred);
            order.add(preferred);
            for (String name : order) {
                String version = versions.get(name);
                if (version != null) {
                    Patience.with(() -> {
                        to.use(name, version);
                        return version;
                    });
                }
            }
        }
        json.put("models", versions);
    }

    @SuppressWarnings("try")
    private String takeOver(String before, boolean use) {
        try (WorkspaceLock lock = Patience.with(workspace::lock)) {
            requireSame(before);
            Snapshots own = workspace.snapshots();
            Snapshots made = scratch.snapshots();
            String version = made.current().orElseThrow();
            return use ? own.adopt(made, version) : own.keepAside(made, version);
        }
    }

    private void requireSame(String before) {
        if (!workspace.snapshots().current().equals(Optional.of(before))) {
            throw new MatineeException(
                    ErrorCode.CONFLICT,
                    "another catalog was put in use while models were trained for what was to follow " + before,
                    "train anew again");
        }
    }
}
