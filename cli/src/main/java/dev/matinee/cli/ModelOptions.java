package dev.matinee.cli;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.models.ModelFamilies;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.lab.engines.JobEngineProvider;
import dev.matinee.lab.likes.LikesFamilies;
import dev.matinee.lab.likes.LikesSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Settings of models by name. */
final class ModelOptions {
    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "a setting of the model, such as factors=64; MODEL.NAME=VALUE for one of several models")
    private List<String> sets = new ArrayList<>();

    /** Whether any setting was given. */
    boolean any() {
        return !sets.isEmpty();
    }

    /** The settings of a model: its defaults with what {@code --set} says changed. */
    Settings<?> settings(String model) {
        return settings(model, Optional.empty());
    }

    /** The settings of a model with values by name, of which {@code --set} changes some again. */
    Settings<?> settings(String model, Map<String, ?> values) {
        Map<String, Object> changes = new LinkedHashMap<>(values);
        changes.putAll(changes(model));
        return changed(ModelFamilies.named(model), changes);
    }

    /** The settings of a model that an engine is to train: what it begins with, with what {@code --set} says changed. */
    Settings<?> settings(String model, Optional<JobEngineProvider> engine) {
        return begun(ModelFamilies.named(model), engine, changes(model));
    }

    /** The settings of several models that an engine is to train; every {@code --set} must be of use to one of them. */
    List<Settings<?>> settings(List<String> models, Optional<JobEngineProvider> engine) {
        check(models);
        List<Settings<?>> all = new ArrayList<>();
        models.forEach(model -> all.add(settings(model, engine)));
        return all;
    }

    /** What is begun with: the defaults of a family, or of an engine that is to train it. */
    static <M extends Model, S extends Settings<M>> S begun(
            ModelFamily<M, S> family, Optional<JobEngineProvider> engine) {
        return engine.map(one -> one.defaults(family)).orElseGet(family::defaults);
    }

    private static <M extends Model, S extends Settings<M>> S begun(
            ModelFamily<M, S> family, Optional<JobEngineProvider> engine, Map<String, ?> changes) {
        S begin = begun(family, engine);
        return SettingsSchema.of(begin).with(begin, changes);
    }

    /** The settings of a classifier of likes: its defaults with what {@code --set} says changed. */
    LikesSettings likes(String model) {
        return likes(List.of(model)).getFirst();
    }

    /** The settings of several classifiers of likes; every {@code --set} must be of use to one of them. */
    List<LikesSettings> likes(List<String> models) {
        check(models);
        List<LikesSettings> all = new ArrayList<>();
        models.forEach(model -> all.add(LikesFamilies.named(model).defaults().with(changes(model))));
        return all;
    }

    /** The settings of several models; every {@code --set} must be of use to one of them. */
    List<Settings<?>> settings(List<String> models) {
        return settings(models, Optional.empty());
    }

    private void check(List<String> models) {
        for (String set : sets) {
            String name = name(set);
            int dot = name.indexOf('.');
            if (dot >= 0 && !models.contains(name.substring(0, dot))) {
                throw MatineeException.usage(
                        "--set " + set + " is for the model " + name.substring(0, dot) + ", which is not asked for");
            }
        }
    }

    private static String name(String set) {
        int equals = set.indexOf('=');
        if (equals < 1) {
            throw MatineeException.usage("--set must read NAME=VALUE, such as factors=64, got " + set);
        }
        return set.substring(0, equals).strip();
    }

    private Map<String, String> changes(String model) {
        Map<String, String> changes = new LinkedHashMap<>();
        for (String set : sets) {
            String name = name(set);
            String value = set.substring(set.indexOf('=') + 1).strip();
            int dot = name.indexOf('.');
            if (dot < 0) {
                changes.put(name, value);
            } else if (name.substring(0, dot).equals(model)) {
                changes.put(name.substring(dot + 1), value);
            }
        }
        return changes;
    }

    /** The default settings of a family with some changed. */
    static <M extends Model, S extends Settings<M>> S changed(ModelFamily<M, S> family, Map<String, ?> changes) {
        return SettingsSchema.of(family.defaults()).with(family.defaults(), changes);
    }

    /** The settings of one model, with those that it begins with. */
    static <M extends Model, S extends Settings<M>> TextTable help(S begun) {
        SettingsSchema<S> schema = SettingsSchema.of(begun);
        Map<String, Object> defaults = schema.values(begun);
        TextTable table = new TextTable("setting", "default", "values", "what it is");
        for (SettingsSchema.Field field : schema.fields()) {
            table.add(field.name(), String.valueOf(defaults.get(field.name())), field.values(), field.description());
        }
        return table;
    }

    /** The values of settings by name. */
    static <M extends Model, S extends Settings<M>> Map<String, Object> values(S settings) {
        return SettingsSchema.of(settings).values(settings);
    }
}
