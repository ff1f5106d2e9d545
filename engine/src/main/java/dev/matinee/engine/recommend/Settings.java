package dev.matinee.engine.recommend;

import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.DataSize;
import dev.matinee.engine.split.Split;
import dev.matinee.engine.split.TrainingSet;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The hyper-parameters of one kind of model: an immutable record whose components carry {@link Setting}, checked when it
 * is made. Seed, threads and progress are not among them; they belong to the {@link Run}.
 *
 * @param <M> the model that training makes
 */
public interface Settings<M extends Model> {
    /** The kind of model in the words of the command line, such as {@code implicit-als}. */
    String model();

    /**
     * Trains a model. The result depends on the training set, these settings and the run's seed alone.
     *
     * @throws dev.matinee.engine.MatineeException {@code BAD_DATA} when the training set cannot be learned from,
     *     {@code CANCELLED} when the run was asked to stop
     */
    M train(TrainingSet training, Run run);

    /**
     * Trains a model that is to be measured on a split: on its training set alone, unless the settings say that they
     * {@linkplain #leak leak}.
     */
    default M train(Split split, Run run) {
        return train(split.training(), run);
    }

    /** Whether the models that these settings train have an ability, given as the interface for it. */
    default boolean trains(Class<?> ability) {
        try {
            return ability.isAssignableFrom(
                    getClass().getMethod("train", TrainingSet.class, Run.class).getReturnType());
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Why figures of what these settings train are too good, in a sentence, for settings that let a model see what it is
     * measured on. Empty for honest ones. It belongs wherever such figures are shown.
     */
    default Optional<String> leak() {
        return Optional.empty();
    }

    /**
     * The heap that training takes at its peak, the ratings themselves aside: the formula in the settings' description.
     * Empty for settings that do not state one.
     *
     * @param size the size of the training set
     * @param threads on how many threads
     */
    default OptionalLong trainingBytes(DataSize size, int threads) {
        return OptionalLong.empty();
    }

    /** Whether training leaves {@linkplain Run#checkpoints checkpoints}, so that one that was stopped can go on. */
    default boolean resumable() {
        return false;
    }
}
