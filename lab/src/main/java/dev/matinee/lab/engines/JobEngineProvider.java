package dev.matinee.lab.engines;

import java.util.Map;
import java.util.Optional;

/** An engine that can be started; found through {@link java.util.ServiceLoader}. */
public interface JobEngineProvider {
    /** The name on the command line: {@code spark}. */
    String name();

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
