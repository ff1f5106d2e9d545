package dev.matinee.server.jobs;

import dev.matinee.engine.MatineeException;
import java.time.Duration;
import java.util.Optional;

/**
 * How a service does work that takes long.
 *
 * @param retrainEvery how often models are trained anew with what users did; only on request where empty
 * @param autoActivate whether what was trained anew is put in use where it is not worse
 * @param keep how many versions before the one in use are kept to go back to; as before where empty
 * @param memory the heap of a job's process in bytes; what Java takes by itself where empty
 * @param waiting how many jobs may wait for the one that is done
 */
public record JobSettings(
        Optional<Duration> retrainEvery,
        boolean autoActivate,
        Optional<Integer> keep,
        Optional<Long> memory,
        int waiting) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** Checks the ranges. */
    public JobSettings {
        if (retrainEvery.isPresent() && retrainEvery.get().compareTo(SHORTEST) < 0) {
            throw MatineeException.usage("models can be trained anew every second at most, got " + retrainEvery.get());
        }
        if (memory.isPresent() && memory.get() < 64L << 20) {
            throw MatineeException.usage("the memory of a job must be at least 64m, got " + memory.get() + " bytes");
        }
        if (waiting < 0 || waiting > 1000) {
            throw MatineeException.usage("waiting must be from 0 to 1000, got " + waiting);
        }
    }

    /** On request only, nothing put in use by itself, eight jobs may wait. */
    public static JobSettings defaults() {
        return new JobSettings(Optional.empty(), false, Optional.empty(), Optional.empty(), 8);
    }

    /** The same, training anew this often. */
    public JobSettings retrainEvery(Duration interval) {
        return new JobSettings(Optional.of(interval), autoActivate, keep, memory, waiting);
    }

    /** The same, putting in use what is not worse, or not. */
    public JobSettings autoActivate(boolean autoActivate) {
        return new JobSettings(retrainEvery, autoActivate, keep, memory, waiting);
    }

    /** The same, keeping this many versions before the one in use. */
    public JobSettings keep(int versions) {
        return new JobSettings(retrainEvery, autoActivate, Optional.of(versions), memory, waiting);
    }

    /** The same with this much heap for a job. */
    public JobSettings memory(long bytes) {
        return new JobSettings(retrainEvery, autoActivate, keep, Optional.of(bytes), waiting);
    }

    /** The same with this many jobs that may wait. */
    public JobSettings waiting(int waiting) {
        return new JobSettings(retrainEvery, autoActivate, keep, memory, waiting);
    }
}
