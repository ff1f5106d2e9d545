package dev.matinee.data.table;

import dev.matinee.data.source.EpochTime;
import dev.matinee.engine.matrix.Rows;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Seconds since 1970-01-01 UTC from whatever a table has for a time: a date (its first second), a date and time (in UTC
 * where no zone is given), ISO 8601 text with {@code T} or a space, or a number in the {@linkplain EpochTime unit} that its size
 * tells.
 */
final class Times {
    private static final DateTimeFormatter TEXT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter();

    private Times() {}

    /** The seconds, or {@code NO_TIME} for null and blank text; throws {@link DateTimeException} for anything else. */
    static long seconds(@Nullable Object cell) {
        return switch (cell) {
            case null -> Rows.NO_TIME;
            case String text -> parse(text);
            case Double number -> epoch(number);
            case Float number -> epoch(number.doubleValue());
            case Number number -> EpochTime.seconds(number.longValue());
            case LocalDate date -> date.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
            case LocalDateTime time -> time.toEpochSecond(ZoneOffset.UTC);
            case OffsetDateTime time -> time.toEpochSecond();
            case Instant time -> time.getEpochSecond();
            case Timestamp time -> time.toLocalDateTime().toEpochSecond(ZoneOffset.UTC);
            case Date date -> date.toLocalDate().atStartOfDay().toEpochSecond(ZoneOffset.UTC);
            default -> throw new DateTimeException("no time: " + cell);
        };
    }

    /** The same for text. */
    static long parse(String text) {
        if (isDay(text)) {
            return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                            .toEpochDay()
                    * 86_400;
        }
        String time = text.strip();
        if (time.isEmpty()) {
            return Rows.NO_TIME;
        }
        if (time.chars().skip(1).allMatch(c -> (c >= '0' && c <= '9') || c == '.')) {
            return epoch(time);
        }
        TemporalAccessor parsed = TEXT.parseBest(
                time.length() > 10 && time.charAt(10) == ' ' ? time.replaceFirst(" ", "T") : time,
                OffsetDateTime::from,
                LocalDateTime::from,
                LocalDate::from);
        return seconds(parsed);
    }

    private static boolean isDay(String text) {
        if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            if (i != 4 && i != 7 && (text.charAt(i) < '0' || text.charAt(i) > '9')) {
                return false;
            }
        }
        return true;
    }

    private static int number(String digits, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + digits.charAt(i) - '0';
        }
        return number;
    }

    private static long epoch(String number) {
        try {
            return number.contains(".") ? epoch(Double.parseDouble(number)) : EpochTime.seconds(Long.parseLong(number));
        } catch (NumberFormatException notANumber) {
            throw new DateTimeException("no time: " + number, notANumber);
        }
    }

    private static long epoch(double number) {
        if (!Double.isFinite(number)) {
            if (Double.isNaN(number)) {
                return Rows.NO_TIME;
            }
            throw new DateTimeException("no time: " + number);
        }
        return EpochTime.seconds((long) Math.floor(number));
    }
}
