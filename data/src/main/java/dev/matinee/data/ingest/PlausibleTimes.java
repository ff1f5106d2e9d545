package dev.matinee.data.ingest;

import dev.matinee.engine.MatineeException;
import java.time.Instant;

/**
 * The times in which a rating can have been given, in seconds since 1970.
 *
 * @param first the first plausible second
 * @param last the last one: now
 */
record PlausibleTimes(long first, long last) {
    private static final long MOST = 0xFFFF_FFFEL;

    /** Checks that times fit 32 bits. */
    PlausibleTimes {
        if (first < 0 || last > MOST || first > last) {
            throw MatineeException.usage("the first plausible date must be between 1970-01-01 and today, got "
                    + Instant.ofEpochSecond(first));
        }
    }
}
