package dev.matinee.server.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers, times and addresses as people read them. */
final class Words {
    private static final double KIBI = 1024;

    private Words() {}

    /** A whole number with its thousands apart. */
    static String count(double number) {
        return String.format(Locale.ROOT, "%,d", Math.round(number));
    }

    static String count(OptionalDouble number) {
        return number.isPresent() ? count(number.getAsDouble()) : "–";
    }

    /** So many things, in the singular or the plural. */
    static String count(double number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    static String decimal(double number, int digits) {
        return Double.isFinite(number) ? String.format(Locale.ROOT, "%." + digits + "f", number) : "–";
    }

    static String decimal(OptionalDouble number, int digits) {
        return number.isPresent() ? decimal(number.getAsDouble(), digits) : "–";
    }

    static String percent(double share) {
        double percent = 100 * share;
        return decimal(percent, percent != 0 && Math.abs(percent) < 10 ? 1 : 0) + " %";
    }

    /** A large number in a few letters: 20 M. */
    static String large(double number) {
        if (number >= 1e6) {
            return decimal(number / 1e6, number >= 1e7 ? 1 : 2) + " M";
        }
        return count(number);
    }

    static String bytes(double bytes) {
        if (bytes < KIBI * KIBI) {
            return decimal(bytes / KIBI, 0) + " KiB";
        }
        return bytes < KIBI * KIBI * KIBI
                ? decimal(bytes / KIBI / KIBI, 1) + " MiB"
                : decimal(bytes / KIBI / KIBI / KIBI, 2) + " GiB";
    }

    static String seconds(double seconds) {
        if (seconds < 1) {
            return decimal(seconds * 1000, 0) + " ms";
        }
        if (seconds < 120) {
            return decimal(seconds, 1) + " s";
        }
        Duration took = Duration.ofSeconds(Math.round(seconds));
        return took.toHours() > 0
                ? took.toHours() + " h " + took.toMinutesPart() + " min"
                : took.toMinutes() + " min " + took.toSecondsPart() + " s";
    }

    /** The day of a time as the API writes it. */
    static String day(String time) {
        return time.length() >= 10 ? time.substring(0, 10) : time;
    }

    /** Day and minute of a time as the API writes it, in UTC. */
    static String minute(String time) {
        return time.length() >= 16 ? time.substring(0, 16).replace('T', ' ') : time;
    }

    static String minute(Instant time) {
        return minute(time.toString());
    }

    /** A text as a part of a path or a value of a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A name in camel case in words. */
    static String plain(String camel) {
        return camel.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }

    /** The same with a capital at its beginning. */
    static String sentence(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
