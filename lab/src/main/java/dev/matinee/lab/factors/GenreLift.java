package dev.matinee.lab.factors;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much more often than expected movies at one end of a factor are of a genre.
 *
 * @param genre the genre
 * @param lift how many of them are, divided by how many would be among movies that are rated about as often
 * @param probability of a lift that differs from 1 as much as this by chance, corrected for the number of tests
 */
public record GenreLift(String genre, double lift, double probability) {
    /** Below this probability a difference is not put down to chance. */
    static final double LEVEL = 0.05;

    /** Whether there are more of them, beyond chance. */
    boolean isMore() {
        return lift > 1 && probability < LEVEL;
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("genre", genre);
        json.put("lift", lift);
        json.put("probability", probability);
        return json;
    }

    static GenreLift of(SavedFields json) {
        return new GenreLift(json.text("genre"), json.number("lift"), json.number("probability"));
    }
}
