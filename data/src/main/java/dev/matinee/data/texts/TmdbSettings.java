package dev.matinee.data.texts;

import dev.matinee.engine.MatineeException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How texts are fetched from themoviedb.org.
 *
 * @param server where it answers; {@code https://api.themoviedb.org} unless another plays its part
 * @param key the key: a token, or the older one of 32 digits and letters
 * @param cache the folder that answers are kept in, so that none is asked for twice
 * @param perSecond how many requests a second are sent at most
 * @param timeout how long an answer may take
 * @param tries how often a movie is asked for before it is left out
 * @param patience how long is waited before the second try; twice as long before each further one
 */
public record TmdbSettings(
        URI server, String key, Path cache, double perSecond, Duration timeout, int tries, Duration patience) {
    private static final URI SERVER = URI.create("https://api.themoviedb.org");

    /** Checks the ranges. */
    public TmdbSettings {
        if (key.isBlank()) {
            throw MatineeException.usage("the key for themoviedb.org must not be empty");
        }
        if (!(perSecond > 0)) {
            throw MatineeException.usage("perSecond must be above 0, got " + perSecond);
        }
        if (tries < 1) {
            throw MatineeException.usage("tries must be at least 1, got " + tries);
        }
    }

    /** 20 requests a second, 10 seconds for an answer, four tries, half a second before the second. */
    public static TmdbSettings of(String key, Path cache) {
        return new TmdbSettings(SERVER, key, cache, 20, Duration.ofSeconds(10), 4, Duration.ofMillis(500));
    }

    /** The same with another server. */
    public TmdbSettings server(URI server) {
        return new TmdbSettings(server, key, cache, perSecond, timeout, tries, patience);
    }

    /** The same with another rate. */
    public TmdbSettings perSecond(double perSecond) {
        return new TmdbSettings(server, key, cache, perSecond, timeout, tries, patience);
    }

    /** The same with other waiting. */
    public TmdbSettings waiting(Duration timeout, Duration patience) {
        return new TmdbSettings(server, key, cache, perSecond, timeout, tries, patience);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "TmdbSettings[" + server + ", " + cache + "]";
    }
}
