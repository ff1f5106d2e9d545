package dev.matinee.data.text;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A title and year as MovieLens spells them in one: {@code Matrix, The (1999)}.
 *
 * @param title the title without the year
 */
public record MovieTitle(String title, OptionalInt year) {
    private static final Pattern YEAR = Pattern.compile("(.*?)\\s*\\((\\d{4})(?:[-–]\\d{0,4})?\\)\\s*");
    private static final int FIRST_YEAR = 1870;
    private static final int LAST_YEAR = 2100;

    /** Takes the year off a title that ends with one. */
    public static MovieTitle parse(String text) {
        Matcher matcher = YEAR.matcher(text);
        if (matcher.matches()) {
            int year = Integer.parseInt(matcher.group(2));
            if (year >= FIRST_YEAR && year <= LAST_YEAR) {
                return new MovieTitle(matcher.group(1).strip(), OptionalInt.of(year));
            }
        }
        return new MovieTitle(text.strip(), OptionalInt.empty());
    }

    /** Genres as MovieLens lists them, {@code Comedy|Drama}; {@code (no genres listed)} is none. */
    public static List<String> genres(String text) {
        if (text.isBlank() || text.equals("(no genres listed)")) {
            return List.of();
        }
        return Arrays.stream(text.split("\\|", -1))
                .map(String::strip)
                .filter(genre -> !genre.isEmpty())
                .toList();
    }
}
