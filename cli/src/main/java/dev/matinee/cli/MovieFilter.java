package dev.matinee.cli;

import dev.matinee.data.catalog.Movie;
import dev.matinee.data.catalog.Movies;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.Model;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
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

    /** Why a list may be empty: how many movies pass each filter, and how many pass them all. */
    String whyNothing(Movies movies, Model model) {
        Ids items = model.items();
        Rows byItem = model.training().interactions().byItem();
        List<String> counts = new ArrayList<>();
        if (genre != null) {
            counts.add(count(items, item -> isOfGenre(movies.get(items.id(item)))) + " are of the genre " + genre);
        }
        if (from != null || to != null) {
            String years = from == null ? "up to " + to : to == null ? "from " + from : "from " + from + " to " + to;
            counts.add(count(items, item -> isOfYears(movies.get(items.id(item)))) + " are " + years);
        }
        if (minimumRatings > 0) {
            counts.add(count(items, item -> byItem.count(item) >= minimumRatings) + " have " + minimumRatings
                    + " ratings or more");
        }
        IntPredicate allowed = allowed(movies, items);
        int passing = count(items, item -> allowed.test(item) && byItem.count(item) >= minimumRatings);
        String of = "of " + items.size() + " movies " + (counts.isEmpty() ? "" : String.join(", ", counts) + ", ");
        return of
                + (passing == 0
                        ? "none passes the filters"
                        : passing + " pass the filters, and all of them were seen or excluded");
    }

    private static int count(Ids items, IntPredicate passes) {
        return (int) IntStream.range(0, items.size()).filter(passes).count();
    }

    private boolean passes(Movie movie) {
        return isOfGenre(movie) && isOfYears(movie);
    }

    private boolean isOfGenre(Movie movie) {
        return genre == null || movie.genres().stream().anyMatch(genre::equalsIgnoreCase);
    }

    private boolean isOfYears(Movie movie) {
        return (from == null || movie.year().orElse(Integer.MIN_VALUE) >= from)
                && (to == null || movie.year().orElse(Integer.MAX_VALUE) <= to);
    }
}
