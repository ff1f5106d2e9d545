package dev.matinee.lab.answers;

import dev.matinee.data.catalog.Movie;
import dev.matinee.data.catalog.Movies;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The titles of all movies, made ready to be searched again and again. Immutable and thread-safe.
 *
 * <p>Cost of a search: one look at every title.
 */
public final class MovieTitles {
    private final List<Movie> movies;
    private final String[] labels;

    private MovieTitles(List<Movie> movies, String[] labels) {
        this.movies = movies;
        this.labels = labels;
    }

    /** The titles of these movies. */
    public static MovieTitles of(Movies movies) {
        List<Movie> all = movies.all();
        return new MovieTitles(
                all, all.stream().map(movie -> MovieQuery.plain(movie.label())).toArray(String[]::new));
    }

    /**
     * The movies whose title has every word of a text in it, without regard to accents and case: titles that begin with the
     * text first, then by title.
     */
    public List<Movie> search(String text) {
        String wanted = MovieQuery.plain(text);
        String[] words = wanted.split("\\s+");
        return IntStream.range(0, labels.length)
                .filter(place -> Arrays.stream(words).allMatch(labels[place]::contains))
                .boxed()
                .sorted(Comparator.comparing((Integer place) -> !labels[place].startsWith(wanted))
                        .thenComparing(place -> labels[place])
                        .thenComparing(place -> movies.get(place).id()))
                .map(movies::get)
                .toList();
    }
}
