package dev.matinee.data.text;

import dev.matinee.data.source.EpochTime;
import dev.matinee.engine.matrix.Rows;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/** Times as files spell them: seconds, milliseconds or microseconds since 1970, or dates of ISO 8601. */
final class TimeText {
    private static final long LARGEST = 1L << 52;

    private TimeText() {}

    /** The seconds that a text means; {@code NO_TIME} for a text that says there is none; empty when it is no time. */
    static OptionalLong parse(String text) {
        if (Missing.is(text) || text.equalsIgnoreCase("nan")) {
            return OptionalLong.of(Rows.NO_TIME);
        }
        char first = text.charAt(0);
        try {
            if (text.length() > 4 && text.charAt(4) == '-' && first != '-') {
                return OptionalLong.of(date(text));
            }
            double number = Double.parseDouble(text);
            return Double.isFinite(number) && Math.abs(number) < LARGEST
                    ? OptionalLong.of(EpochTime.seconds((long) Math.floor(number)))
                    : OptionalLong.empty();
        } catch (NumberFormatException | DateTimeException notATime) {
            return OptionalLong.empty();
        }
    }

    private static long date(String text) {
        if (text.length() == 10) {
            return LocalDate.parse(text).toEpochDay() * 86_400;
        }
        String iso = text.charAt(10) == ' '
                ? text.substring(0, 10) + "T" + text.substring(11).strip()
                : text;
        iso = iso.endsWith(" UTC") ? iso.substring(0, iso.length() - 4) + "Z" : iso;
        if (iso.endsWith("Z")) {
            return Instant.parse(iso).getEpochSecond();
        }
        boolean offset = iso.indexOf('+', 11) > 0 || iso.indexOf('-', 11) > 0;
        return offset
                ? OffsetDateTime.parse(iso).toEpochSecond()
                : LocalDateTime.parse(iso).toEpochSecond(ZoneOffset.UTC);
    }
}
