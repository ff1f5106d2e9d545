package dev.matinee.data.text;

import java.util.Set;

/** How files spell that a value is missing. */
final class Missing {
    private static final Set<String> SPELLINGS = Set.of("", "NULL", "null", "NA", "N/A", "None", "none", "\\N", "<NA>");

    private Missing() {}

    static boolean is(String text) {
        return SPELLINGS.contains(text);
    }
}
