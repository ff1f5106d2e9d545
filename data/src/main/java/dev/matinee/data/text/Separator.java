package dev.matinee.data.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands between the fields of a row: one character, {@code ::} or nothing, and whether fields may be quoted (RFC 4180).
 * Immutable.
 */
enum Separator {
    COMMA(",", true),
    SEMICOLON(";", true),
    TAB("\t", true),
    PIPE("|", true),
    PLAIN_TAB("\t", false),
    PLAIN_PIPE("|", false),
    PLAIN_COMMA(",", false),
    COLONS("::", false),
    NONE("\n", false);

    private final String text;
    private final boolean quotes;

    Separator(String text, boolean quotes) {
        this.text = text;
        this.quotes = quotes;
    }

    /** The separator itself. */
    String text() {
        return text;
    }

    /** Whether a field may stand in quotes. */
    boolean quotes() {
        return quotes;
    }

    /** The separator of a file whose first line this is: the one that cuts it into the most fields. */
    static Separator of(String firstLine) {
        Separator best = COMMA;
        int most = 0;
        for (Separator candidate : List.of(COMMA, TAB, SEMICOLON, COLONS, PIPE)) {
            int fields = candidate.split(firstLine).map(List::size).orElse(0);
            if (fields > most) {
                best = candidate;
                most = fields;
            }
        }
        return best;
    }

    /** The fields of a row; empty when a quoted field is not closed. */
    Optional<List<String>> split(String row) {
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (true) {
            if (quotes && at < row.length() && row.charAt(at) == '"') {
                StringBuilder field = new StringBuilder();
                int end = quoted(row, at + 1, field);
                if (end < 0) {
                    return Optional.empty();
                }
                int next = row.indexOf(text, end);
                int stop = next < 0 ? row.length() : next;
                fields.add(field.append(row, end, stop).toString());
                at = stop;
            } else {
                int next = row.indexOf(text, at);
                int stop = next < 0 ? row.length() : next;
                fields.add(row.substring(at, stop));
                at = stop;
            }
            if (at == row.length()) {
                return Optional.of(fields);
            }
            at += text.length();
        }
    }

    /** Reads a quoted field from after its opening quote; the position after its closing quote, or -1. */
    private static int quoted(String row, int start, StringBuilder field) {
        int at = start;
        while (true) {
            int quote = row.indexOf('"', at);
            if (quote < 0) {
                return -1;
            }
            field.append(row, at, quote);
            if (quote + 1 < row.length() && row.charAt(quote + 1) == '"') {
                field.append('"');
                at = quote + 2;
            } else {
                return quote + 1;
            }
        }
    }
}
