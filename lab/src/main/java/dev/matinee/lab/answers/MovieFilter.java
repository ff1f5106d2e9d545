package dev.matinee.lab.answers;

import dev.matinee.data.catalog.Movie;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.Model;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which movies come into question.
 *
 * @param genre only movies of this genre; its case does not matter
 * @param from only movies released in this year or later
 * @param to only movies released in this year or before
 * @param minimumRatings only movies with at least this many ratings
 */
public record MovieFilter(Optional<String> genre, OptionalInt from, OptionalInt to, int minimumRatings) {
    /** Every movie. */
    public static MovieFilter none() {
        return new MovieFilter(Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), 0);
    }

    /** The filter by item index, the number of ratings apart; an unknown genre is refused, naming the nearest. */
    public IntPredicate allowed(RatedMovies movies) {
        BitSet ofGenre = genre.map(movies::ofGenre).orElse(null);
        if (from.isEmpty() && to.isEmpty()) {
            return ofGenre == null ? item -> true : ofGenre::get;
        }
        return item -> (ofGenre == null || ofGenre.get(item)) && isOfYears(movies.get(item));
    }

    private boolean isOfYears(Movie movie) {
        return (from.isEmpty() || movie.year().orElse(Integer.MIN_VALUE) >= from.getAsInt())
                && (to.isEmpty() || movie.year().orElse(Integer.MAX_VALUE) <= to.getAsInt());
    }

    /** Why a list may be empty: how many movies pass each filter, and how many pass them all. */
    public String whyNothing(RatedMovies movies, Model model) {
        Rows byItem = model.training().interactions().byItem();
        List<String> counts = new ArrayList<>();
        genre.ifPresent(
                wanted -> counts.add(count(movies, movies.ofGenre(wanted)::get) + " are of the genre " + wanted));
        if (from.isPresent() || to.isPresent()) {
            String years = from.isEmpty()
                    ? "up to " + to.getAsInt()
                    : to.isEmpty() ? "from " + from.getAsInt() : "from " + from.getAsInt() + " to " + to.getAsInt();
            counts.add(count(movies, item -> isOfYears(movies.get(item))) + " are " + years);
        }
        if (minimumRatings > 0) {
            counts.add(count(movies, item -> byItem.count(item) >= minimumRatings) + " have " + minimumRatings
                    + " ratings or more");
        }
        IntPredicate allowed = allowed(movies);
        int passing = count(movies, item -> allowed.test(item) && byItem.count(item) >= minimumRatings);
        String of = "of " + movies.size() + " movies " + (counts.isEmpty() ? "" : String.join(", ", counts) + ", ");
        return of
                + (passing == 0
                        ? "none passes the filters"
                        : passing + " pass the filters, and all of them were seen or excluded");
    }

    private static int count(RatedMovies movies, IntPredicate passes) {
        return (int) IntStream.range(0, movies.size()).filter(passes).count();
    }
}
