package dev.matinee.lab.best;

import dev.matinee.engine.MatineeException;

/**
 * What may be spent.
 *
 * @param seconds how long the search may take, the last training on all ratings included
 * @param bytes how much heap a training may take
 */
public record Budget(double seconds, long bytes) {
    /** Checks that there is something to spend. */
    public Budget {
        if (!(seconds > 0) || Double.isInfinite(seconds)) {
            throw MatineeException.usage("seconds must be more than 0, got " + seconds);
        }
        if (bytes < 1) {
            throw MatineeException.usage("memory must be at least 1 byte, got " + bytes);
        }
    }
}
