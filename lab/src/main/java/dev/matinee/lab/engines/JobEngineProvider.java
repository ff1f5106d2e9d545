package dev.matinee.lab.engines;

import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.Settings;
import java.util.Map;
import java.util.Optional;

/** An engine that can be started; found through {@link java.util.ServiceLoader}. */
public interface JobEngineProvider {
    /** The name on the command line: {@code spark}. */
    String name();

    /**
     * The settings that the engine begins with where the user names none: the family's defaults, but for those that it cannot
     * honour.
     *
     * @throws dev.matinee.engine.MatineeException {@code USAGE} for a family that the engine does not train
     */
    <M extends Model, S extends Settings<M>> S defaults(ModelFamily<M, S> family);

    /**
     * Starts the engine.
     *
     * @param master where, in the engine's own words; empty for its default
     * @param settings the engine's own settings by name
     * @param threads how many threads it may use where it runs in this process
     * @throws dev.matinee.engine.MatineeException when it cannot be started, saying why
     */
    JobEngine start(Optional<String> master, Map<String, String> settings, int threads);
}
