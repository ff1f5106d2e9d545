package dev.matinee.lab.factors;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Movies;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.decompose.SingularVectors;
import dev.matinee.engine.decompose.TruncatedSvd;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.lab.segments.Correction;
import dev.matinee.lab.segments.FeatureNames;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How taste factors are found and interpreted: by {@link TruncatedSvd}, on the ratings as they are and on those above each
 * user's mean, side by side.
 *
 * <pre>{@code
 * TasteFactors factors = FactorAnalysis.defaults().find(catalog, Run.seeded(42)).factors();
 * }</pre>
 *
 * @param factors how many factors are wanted in each view
 * @param shown how many movies at each end are named
 * @param endMovies how many movies at each end are looked at for genres, years and ratings; no more than a quarter of all
 * @param correction how the many tests behind genres and years are corrected
 */
public record FactorAnalysis(int factors, int shown, int endMovies, Correction correction) {
    /** Checks the ranges. */
    public FactorAnalysis {
        between("factors", factors, 1, 1000);
        between("top", shown, 1, 1000);
        between("ends", endMovies, 1, 100_000);
    }

    private static void between(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw MatineeException.usage(name + " must be between " + least + " and " + most + ", got " + value);
        }
    }

    /** Ten factors, five movies named of 50 at each end, Holm's correction. */
    public static FactorAnalysis defaults() {
        return new FactorAnalysis(10, 5, 50, Correction.HOLM);
    }

    /** The same with this many factors. */
    public FactorAnalysis factors(int factors) {
        return new FactorAnalysis(factors, shown, endMovies, correction);
    }

    /** The same with this many movies named at each end. */
    public FactorAnalysis shown(int shown) {
        return new FactorAnalysis(factors, shown, endMovies, correction);
    }

    /** The same with this many movies looked at at each end. */
    public FactorAnalysis endMovies(int endMovies) {
        return new FactorAnalysis(factors, shown, endMovies, correction);
    }

    /** The same with another correction. */
    public FactorAnalysis correction(Correction correction) {
        return new FactorAnalysis(factors, shown, endMovies, correction);
    }

    /**
     * Finds the factors of a catalog's ratings and interprets them.
     *
     * @throws MatineeException {@code BAD_DATA} when there are fewer users or rated movies than factors
     */
    public FoundFactors find(Catalog catalog, Run run) {
        Interactions ratings = catalog.interactions(run);
        int movies = rows(ratings.byItem());
        int users = rows(ratings.byUser());
        if (factors > Math.min(users, movies)) {
            throw MatineeException.badData(
                    factors + " factors were asked for, but there are only "
                            + (movies <= users ? movies + " rated movies" : users + " users with ratings"),
                    "ask for at most " + Math.min(users, movies) + " with --factors");
        }
        List<String> notes = new ArrayList<>();
        List<String> genres = FeatureNames.genres(catalog);
        if (genres.isEmpty()) {
            notes.add("no movie has a genre, so lifts of genres are left out");
        }
        int looked = Math.max(1, Math.min(endMovies, movies / 4));
        if (looked < endMovies) {
            notes.add("at each end " + looked + " movies are looked at, a quarter of all, instead of " + endMovies);
        }
        Movies known = catalog.movies();
        Interpreter interpreter = new Interpreter(ratings, known, genres, looked, shown);
        Map<View, SingularVectors> vectors = new EnumMap<>(View.class);
        for (View view : View.values()) {
            SingularVectors found = svd(view).decompose(ratings, run);
            vectors.put(view, found);
            int there = interpreter.add(view, found);
            if (there < factors) {
                notes.add("the " + view.json() + " ratings have only " + there + " factors"
                        + (there == 0 && view == View.CENTRED ? ": every user gave equal ratings" : ""));
            }
        }
        TasteFactors result = new TasteFactors(
                users,
                movies,
                ratings.size(),
                factors,
                looked,
                correction.json(),
                interpreter.views(correction),
                notes);
        return new FoundFactors(result, ratings, known, vectors);
    }

    /** How a view is decomposed. */
    private TruncatedSvd svd(View view) {
        return TruncatedSvd.of(factors).values(view.cells());
    }

    private static int rows(Rows rows) {
        return (int) IntStream.range(0, rows.rows())
                .filter(row -> rows.count(row) > 0)
                .count();
    }
}
