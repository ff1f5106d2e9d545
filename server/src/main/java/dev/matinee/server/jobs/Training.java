package dev.matinee.server.jobs;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.models.ModelFamilies;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.split.TrainingSet;
import dev.matinee.lab.models.ModelStore;
import java.util.LinkedHashMap;
import java.util.Map;

/** Trains a version of a model on all ratings, as the command {@code train} does. */
final class Training {
    private Training() {}

    /**
     * The settings of a kind of model.
     *
     * @param changes values by name, the others being the defaults
     * @throws MatineeException {@code NOT_FOUND} or {@code USAGE}, naming what was probably meant
     */
    static Settings<?> settings(String model, Map<String, ?> changes) {
        return settings(ModelFamilies.named(model), changes);
    }

    private static <M extends Model, S extends Settings<M>> S settings(
            ModelFamily<M, S> family, Map<String, ?> changes) {
        return SettingsSchema.of(family.defaults()).with(family.defaults(), changes);
    }

    /** Trains and saves, and says what. */
    static Map<String, Object> of(Workspace workspace, Map<String, Object> parameters, Run run) {
        String name = String.valueOf(parameters.get("model"));
        Map<String, Object> changes = new LinkedHashMap<>();
        if (parameters.get("settings") instanceof Map<?, ?> given) {
            given.forEach((key, value) -> changes.put(String.valueOf(key), value));
        }
        Settings<?> settings = settings(name, changes);
        try (Catalog catalog = workspace.catalog()) {
            long start = System.nanoTime();
            Model model = settings.train(TrainingSet.everything(catalog.interactions(run)), run);
            double seconds = (System.nanoTime() - start) / 1e9;
            String version = Patience.with(() -> new ModelStore(workspace).keep(model, Map.of(), run.threads()));
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("model", name);
            json.put("version", version);
            json.put("catalog", catalog.version());
            json.put("trainSeconds", seconds);
            json.put("bytes", model.bytes());
            return json;
        }
    }
}
