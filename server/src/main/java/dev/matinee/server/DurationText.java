package dev.matinee.server;

import java.time.Duration;

/** Times as people write them: {@code 30m}, {@code 6h}, {@code 1d}. */
public final class DurationText {
    private DurationText() {}

    /**
     * A whole number with {@code s}, {@code m}, {@code h} or {@code d} after it.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static Duration parse(String text) {
        if (!text.matches("[0-9]{1,6}[smhd]")) {
            throw new IllegalArgumentException(text);
        }
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
