package dev.matinee.engine.recommend;

import dev.matinee.engine.split.TrainingSet;
import java.util.Map;

/**
 * One kind of model: its name, its default settings, and how a saved one is put together again.
 *
 * @param name the name on the command line
 * @param defaults the default settings
 * @param loader makes the model from its saved parts
 * @param <M> the model
 * @param <S> its settings
 */
public record ModelFamily<M extends Model, S extends Settings<M>>(String name, S defaults, Loader<M, S> loader) {
    /** Puts a model together from its saved parts. */
    @FunctionalInterface
    public interface Loader<M extends Model, S extends Settings<M>> {
        /** The model; the training set is the one it was trained on. */
        M load(S settings, TrainingSet training, Provenance provenance, Map<String, Tensor> tensors);
    }

    /** Loads a model whose settings are given by name. */
    public M load(Map<String, ?> settings, TrainingSet training, Provenance provenance, Map<String, Tensor> tensors) {
        return loader.load(SettingsSchema.of(defaults).with(defaults, settings), training, provenance, tensors);
    }
}
