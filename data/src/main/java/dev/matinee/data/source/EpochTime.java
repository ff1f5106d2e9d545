package dev.matinee.data.source;

/** Numbers for times, in whichever unit since 1970-01-01 UTC. */
public final class EpochTime {
    private static final long FIRST_MILLIS = 100_000_000_000L;
    private static final long FIRST_MICROS = 100_000_000_000_000L;
    private static final long FIRST_NANOS = 100_000_000_000_000_000L;

    private EpochTime() {}

    /**
     * A number as seconds. One too large for those, 10¹¹ (the year 5138) or more, counts milliseconds, from 10¹⁴ microseconds, from
     * 10¹⁷ nanoseconds.
     */
    public static long seconds(long number) {
        long size = Math.abs(number);
        if (size < FIRST_MILLIS) {
            return number;
        }
        return Math.floorDiv(number, size < FIRST_MICROS ? 1_000 : size < FIRST_NANOS ? 1_000_000 : 1_000_000_000);
    }
}
