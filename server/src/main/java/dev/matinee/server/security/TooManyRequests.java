package dev.matinee.server.security;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;

/** A key asks more often than it may. */
public final class TooManyRequests extends MatineeException {
    private static final long serialVersionUID = 1L;

    private final long retrySeconds;

    TooManyRequests(double perSecond, double wait) {
        super(
                ErrorCode.TOO_MANY,
                "this key may make " + perSecond + " requests a second and makes more",
                "come back when Retry-After says");
        this.retrySeconds = Math.max(1, (long) Math.ceil(wait));
    }

    /** After how many seconds to ask again. */
    public long retrySeconds() {
        return retrySeconds;
    }
}
