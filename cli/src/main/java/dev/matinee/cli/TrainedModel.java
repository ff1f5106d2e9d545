package dev.matinee.cli;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.split.TrainingSet;
import dev.matinee.lab.models.ModelStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The model that a question is put to: a saved one, or for a source that is read for one run, one trained now. */
final class TrainedModel {
    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            description = "the model to ask (default: the one trained last; implicit-als with --source)")
    private @Nullable String name;

    @Mixin
    private ModelOptions options = new ModelOptions();

    /**
     * A model to ask.
     *
     * @param version its version, {@code unsaved} for one that was trained for this run
     */
    record Asked(Model model, String name, String version) {
        /** The model as one that can do a thing; {@code USAGE} when it cannot. */
        <T> T as(Class<T> ability, String what) {
            if (!ability.isInstance(model)) {
                throw MatineeException.usage(name + " cannot " + what + "; name another model with --model");
            }
            return ability.cast(model);
        }
    }

    Asked find(DataOptions.Opened data, Run run) {
        if (data.temporary().isPresent()) {
            String model = name == null ? "implicit-als" : name;
            Model trained = options.settings(model)
                    .train(TrainingSet.everything(data.catalog().interactions(run)), run);
            return new Asked(trained, model, "unsaved");
        }
        if (options.any()) {
            throw MatineeException.usage(
                    "--set changes nothing about a trained model; use it with matinee train, or with --source");
        }
        return saved(data, name(), run);
    }

    /** The name that was given. */
    Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** A saved model: the one of a name, or the one trained last. */
    static Asked saved(DataOptions.Opened data, Optional<String> name, Run run) {
        ModelStore store = new ModelStore(data.workspace());
        ModelStore.Saved saved = store.find(name);
        return new Asked(store.load(saved, data.catalog().interactions(run)), saved.name(), saved.version());
    }
}
