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
import dev.matinee.engine.recommend.Settings;
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
 * The next catalog of a workspace with models trained on it. Everything is made in a workspace of its own beside, and handed over
 * when it is whole: in use, or kept beside what is in use.
 */
final class Renewal {
    private final Workspace workspace;
    private final Workspace scratch;
    private final Run run;

    /**
     * A renewal.
     *
     * @param folder a folder on the disk of the workspace, for what is being made
     */
    Renewal(Workspace workspace, Path folder, Run run) {
        this.workspace = workspace;
        this.scratch = Workspace.create(folder.resolve("workspace"));
        this.run = run;
    }

    /** How a model in use was trained: its settings and the seed. */
    record Trained(Settings<?> settings, long seed, String trainingHash) {
        private static Trained of(ModelStore.Saved saved) {
            Map<String, Object> values = new LinkedHashMap<>();
            if (saved.card().get("settings") instanceof Map<?, ?> given) {
                given.forEach((name, value) -> values.put(String.valueOf(name), value));
            }
            Map<?, ?> birth = saved.card().get("provenance") instanceof Map<?, ?> map ? map : Map.of();
            return new Trained(
                    Training.settings(saved.name(), values),
                    birth.get("seed") instanceof Number seed ? seed.longValue() : 42,
                    String.valueOf(birth.get("trainingHash")));
        }
    }

    /** How every model in use was trained, by name. */
    Map<String, Trained> inUse() {
        Map<String, Trained> models = new LinkedHashMap<>();
        new ModelStore(workspace).list().forEach(saved -> models.put(saved.name(), Trained.of(saved)));
        return models;
    }

    /** Makes the catalog of one and of ratings that came since; whoever was erased is left out. */
    void make(Catalog catalog, List<Added> added) {
        Path erased = workspace.folder().resolve("erased-users");
        try {
            if (Files.exists(erased)) {
                AtomicFile.write(scratch.folder().resolve("erased-users"), Files.readAllBytes(erased));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        CatalogSource source = new CatalogSource(catalog, added);
        Ingest.of(source, source.options()).into(scratch, run);
    }

    /** The catalog that was made. */
    Catalog made() {
        return scratch.catalog();
    }

    /** Trains models on all ratings of the catalog that was made, each as it was trained before, and answers their versions. */
    Map<String, String> train(Map<String, Trained> models, Interactions ratings) {
        ModelStore store = new ModelStore(scratch);
        Map<String, String> versions = new LinkedHashMap<>();
        models.forEach((name, trained) -> {
            run.checkCancelled();
            Run seeded = run.seed(trained.seed());
            Model model = trained.settings().train(TrainingSet.everything(ratings), seeded);
            versions.put(name, store.keep(model, Map.of(), run.threads()));
        });
        return versions;
    }

    /**
     * Hands everything over. The models come first, so that there is one for the catalog as soon as that is in use.
     *
     * @param before the catalog that it follows; when another is in use by now, nothing is handed over
     * @param trained versions of models by name, as {@link #train} answers them
     * @param use whether catalog and models are put in use
     * @param preferred the model that is preferred afterwards
     */
    HandedOver handOver(String before, Map<String, String> trained, boolean use, Optional<String> preferred) {
        ModelStore from = new ModelStore(scratch);
        ModelStore to = new ModelStore(workspace);
        requireSame(before);
        Map<String, String> versions = new LinkedHashMap<>();
        trained.forEach((name, version) -> versions.put(name, Patience.with(() -> to.adopt(from, name, version))));
        String catalog = takeOver(before, use);
        if (use) {
            List<String> order = new ArrayList<>(versions.keySet());
            preferred.filter(order::remove).ifPresent(order::add);
            for (String name : order) {
                Patience.run(() -> to.use(name, String.valueOf(versions.get(name))));
            }
        }
        return new HandedOver(catalog, versions);
    }

    /**
     * What the workspace has got.
     *
     * @param catalog the version of the catalog there
     * @param models the versions of the models there, by name
     */
    record HandedOver(String catalog, Map<String, String> models) {}

    @SuppressWarnings("try")
    private String takeOver(String before, boolean use) {
        try (WorkspaceLock lock = Patience.with(workspace::lock)) {
            requireSame(before);
            Snapshots own = workspace.snapshots();
            String version = scratch.snapshots().current().orElseThrow();
            return use ? own.adopt(scratch.snapshots(), version) : own.keepAside(scratch.snapshots(), version);
        }
    }

    private void requireSame(String before) {
        if (!workspace.snapshots().current().equals(Optional.of(before))) {
            throw new MatineeException(
                    ErrorCode.CONFLICT,
                    "another catalog was put in use while the one after " + before + " was made",
                    "ask for it again");
        }
    }

    /**
     * Makes the catalog in use and every model in use anew without users who were erased, puts them in use, and deletes every other
     * version.
     */
    @SuppressWarnings("try")
    static Map<String, Object> withoutErased(Workspace workspace, Path folder, Run run) {
        Renewal renewal = new Renewal(workspace, folder, run);
        ModelStore store = new ModelStore(workspace);
        Map<String, Trained> models = renewal.inUse();
        String before;
        try (Catalog catalog = workspace.catalog()) {
            before = catalog.version();
            renewal.make(catalog, List.of());
        }
        HandedOver made;
        try (Catalog catalog = renewal.made()) {
            Map<String, String> trained = renewal.train(models, catalog.interactions(run));
            made = renewal.handOver(before, trained, true, store.latest());
        }
        try (WorkspaceLock lock = Patience.with(workspace::lock)) {
            workspace.snapshots().deleteOthers();
        }
        Patience.run(store::deleteUnused);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("catalog", before);
        json.put("newCatalog", made.catalog());
        json.put("models", made.models());
        return json;
    }
}
