package dev.matinee.lab.engines;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import java.util.List;
import java.util.ServiceLoader;

/** The engines on the class path. */
public final class JobEngines {
    /** The engines there are, whether on the class path or not. */
    private static final List<String> KNOWN = List.of("spark");

    private JobEngines() {}

    /**
     * The engine of this name.
     *
     * @throws MatineeException {@code USAGE} when there is none, {@code NOT_FOUND} when it is not on the class path
     */
    public static JobEngineProvider named(String name) {
        return ServiceLoader.load(JobEngineProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> KNOWN.contains(name)
                        ? MatineeException.notFound(
                                "the engine " + name + " is not on the class path",
                                "use the launcher of a checkout, which fetches Spark, or the jar for spark-submit")
                        : MatineeException.usage("there is no engine " + name + Nearest.hint(name, KNOWN)
                                + "; there are matinee and " + String.join(", ", KNOWN)));
    }
}
