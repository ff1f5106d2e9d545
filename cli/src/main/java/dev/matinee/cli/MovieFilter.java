package dev.matinee.cli;

import dev.matinee.data.catalog.Movie;
import dev.matinee.data.catalog.Movies;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.engine.matrix.Ids;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which movies come into question. */
final class MovieFilter {
    @Option(names = "--genre", paramLabel = "GENRE", description = "only movies of this genre")
    private @Nullable String genre;

    @Option(names = "--from", paramLabel = "YEAR", description = "only movies released in this year or later")
    private @Nullable Integer from;

    @Option(names = "--to", paramLabel = "YEAR", description = "only movies released in this year or before")
    private @Nullable Integer to;

    @Option(
            names = "--minimum-ratings",
            paramLabel = "N",
            defaultValue = "0",
            description = "only movies with at least this many ratings (default: ${DEFAULT-VALUE})")
    private int minimumRatings;

    int minimumRatings() {
        return minimumRatings;
    }

    /** The filter by item index; an unknown genre is refused, naming the nearest. */
    IntPredicate allowed(Movies movies, Ids items) {
        if (genre == null && from == null && to == null) {
            return item -> true;
        }
        if (genre != null) {
            TreeSet<String> genres = new TreeSet<>();
            movies.all().forEach(movie -> genres.addAll(movie.genres()));
            if (genres.stream().noneMatch(genre::equalsIgnoreCase)) {
                throw MatineeException.usage("there is no genre " + genre + Nearest.hint(genre, genres)
                        + "; the genres are " + String.join(", ", genres));
            }
        }
        BitSet allowed = new BitSet(items.size());
        for (int item = 0; item < items.size(); item++) {
            allowed.set(item, passes(movies.get(items.id(item))));
        }
        return allowed::get;
    }

    private boolean passes(Movie movie) {
        List<String> genres = movie.genres();
        return (genre == null || genres.stream().anyMatch(genre::equalsIgnoreCase))
                && (from == null || movie.year().orElse(Integer.MIN_VALUE) >= from)
                && (to == null || movie.year().orElse(Integer.MAX_VALUE) <= to);
    }
}
