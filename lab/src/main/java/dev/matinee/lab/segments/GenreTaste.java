package dev.matinee.lab.segments;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What sets a segment apart in one genre.
 *
 * @param genre the genre
 * @param lift how large a share of a user's ratings it has among the segment's users, divided by the same for everyone:
 *     above 1 they watch more of it
 * @param stars how much higher above the user's own mean it is rated in the segment than by everyone; below 0 they like it
 *     less
 * @param probability of a lift that differs from 1 as much as this by chance, corrected for the number of tests
 * @param starsProbability the same of the stars
 */
public record GenreTaste(String genre, double lift, double stars, double probability, double starsProbability) {
    /** Below this probability a difference is not put down to chance. */
    static final double LEVEL = 0.05;

    /** Whether more of it is watched, beyond chance. */
    boolean favourite() {
        return lift > 1 && probability < LEVEL;
    }

    /** Whether it is rated lower, beyond chance. */
    boolean disliked() {
        return stars < 0 && starsProbability < LEVEL;
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("genre", genre);
        json.put("lift", lift);
        json.put("stars", stars);
        json.put("probability", probability);
        json.put("starsProbability", starsProbability);
        return json;
    }
}
