package dev.matinee.server.security;

/**
 * A bucket of tokens that fills at a steady rate and holds those of one second, at least one; a request takes one. Thread-safe.
 */
final class TokenBucket {
    private static final double NANOSECONDS = 1e9;

    private final double perSecond;
    private final double most;
    private double tokens;
    private long last;

    /** A bucket that is full at a moment, as {@link System#nanoTime} has it. */
    TokenBucket(double perSecond, long now) {
        this.perSecond = perSecond;
        this.most = Math.max(1, perSecond);
        this.tokens = most;
        this.last = now;
    }

    double perSecond() {
        return perSecond;
    }

    /** Takes a token: 0 if there was one, or else after how many seconds there will be. */
    synchronized double take(long now) {
        tokens = Math.min(most, tokens + Math.max(0, now - last) / NANOSECONDS * perSecond);
        last = now;
        if (tokens >= 1) {
            tokens--;
            return 0;
        }
        return (1 - tokens) / perSecond;
    }
}
