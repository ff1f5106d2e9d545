package dev.matinee.data.source;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is written about a movie; any part of it may be unknown.
 *
 * @param overview what it is about, in plain text; empty where not known
 * @param keywords what it is about, in words or short phrases
 * @param directors who directed it
 * @param actors who plays in it, leading ones first
 * @param posterPath where its poster is at themoviedb.org, such as {@code /uXDfjJbdP4ijW5hWSBrPrlKpxab.jpg}; empty where not known
 * @param runtime how long it is, in minutes
 * @param released when it came out
 */
public record MovieText(
        String overview,
        List<String> keywords,
        List<String> directors,
        List<String> actors,
        String posterPath,
        OptionalInt runtime,
        Optional<LocalDate> released) {
    /** Copies the lists. */
    public MovieText {
        keywords = List.copyOf(keywords);
        directors = List.copyOf(directors);
        actors = List.copyOf(actors);
    }

    /** Whether nothing is written that says what the movie is about. */
    public boolean isEmpty() {
        return overview.isBlank() && keywords.isEmpty() && directors.isEmpty() && actors.isEmpty();
    }
}
