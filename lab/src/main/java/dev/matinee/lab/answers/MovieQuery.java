package dev.matinee.lab.answers;

import dev.matinee.data.catalog.Movie;
import dev.matinee.data.catalog.Movies;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the movie that a person means: by id, by title with or without its year, or by part of the title. */
public final class MovieQuery {
    private static final int SHOWN = 8;
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern ARTICLE_BEHIND =
            Pattern.compile("^(.*), (the|a|an|les|le|la|il|el|der|die|das)( \\(\\d{4}\\))?$");

    private MovieQuery() {}

    /**
     * The movie that a text names.
     *
     * @throws MatineeException {@code NOT_FOUND} when there is none, {@code USAGE} when it may be any of several
     */
    public static Movie find(Movies movies, String text) {
        Optional<Movie> byId = movies.find(text);
        if (byId.isPresent()) {
            return byId.get();
        }
        String wanted = plain(text);
        List<Movie> exact = movies.all().stream()
                .filter(movie -> plain(movie.label()).equals(wanted)
                        || plain(movie.title()).equals(wanted))
                .toList();
        List<Movie> found = exact.isEmpty()
                ? movies.all().stream()
                        .filter(movie -> plain(movie.label()).contains(wanted))
                        .toList()
                : exact;
        if (found.size() == 1) {
            return found.getFirst();
        }
        if (found.isEmpty()) {
            List<String> titles = movies.all().stream().map(Movie::title).toList();
            throw MatineeException.notFound(
                    "there is no movie " + text + Nearest.hint(text, titles), "name it by its id or part of its title");
        }
        String some = String.join(
                ", ",
                found.stream()
                        .limit(SHOWN)
                        .map(movie -> movie.id() + " " + movie.label())
                        .toList());
        String more = found.size() > SHOWN ? " and " + (found.size() - SHOWN) + " more" : "";
        throw MatineeException.usage(
                "\"" + text + "\" may be any of " + found.size() + " movies: " + some + more + "; name it by its id");
    }

    /** Lower case, without accents, with an article that was put behind in front again. */
    static String plain(String title) {
        // Most titles have no accents, and no comma: this is done for all of them before a service answers.
        String bare = title.chars().allMatch(letter -> letter < 128)
                ? title
                : ACCENTS.matcher(Normalizer.normalize(title, Normalizer.Form.NFD))
                        .replaceAll("");
        String lower = bare.toLowerCase(Locale.ROOT).strip();
        return lower.contains(", ") ? ARTICLE_BEHIND.matcher(lower).replaceFirst("$2 $1$3") : lower;
    }
}
