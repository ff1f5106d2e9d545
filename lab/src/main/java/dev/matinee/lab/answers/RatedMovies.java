package dev.matinee.lab.answers;

import dev.matinee.data.catalog.Movie;
import dev.matinee.data.catalog.Movies;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.rerank.Categories;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The movies behind the item indexes of a matrix of ratings, so that a question about an index costs no search. Immutable
 * and thread-safe.
 *
 * <p>Memory: about 60 bytes a movie, and one bit a movie and genre.
 */
public final class RatedMovies {
    private final Movies movies;
    private final Ids ids;
    private final List<Movie> byItem;
    private final Map<String, BitSet> byGenre;
    private final SortedSet<String> genres;
    private final Categories categories;

    private RatedMovies(
            Movies movies, Ids ids, List<Movie> byItem, Map<String, BitSet> byGenre, SortedSet<String> genres) {
        this.movies = movies;
        this.ids = ids;
        this.byItem = byItem;
        this.byGenre = byGenre;
        this.genres = genres;
        this.categories = Categories.of(byItem.stream().map(Movie::genres).toList());
    }

    /** The movies with these ids. */
    public static RatedMovies of(Movies movies, Ids ids) {
        List<Movie> byItem = new ArrayList<>(ids.size());
        Map<String, BitSet> byGenre = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        TreeSet<String> genres = new TreeSet<>();
        movies.all().forEach(movie -> genres.addAll(movie.genres()));
        genres.forEach(genre -> byGenre.put(genre, new BitSet(ids.size())));
        for (int item = 0; item < ids.size(); item++) {
            Movie movie = movies.get(ids.id(item));
            byItem.add(movie);
            for (String genre : movie.genres()) {
                byGenre.getOrDefault(genre, new BitSet()).set(item);
            }
        }
        return new RatedMovies(movies, ids, List.copyOf(byItem), byGenre, genres);
    }

    /** All movies of the catalog. */
    public Movies movies() {
        return movies;
    }

    /** The numbering of the items. */
    public Ids ids() {
        return ids;
    }

    /** How many items there are. */
    public int size() {
        return byItem.size();
    }

    /** The movie of an item index. */
    public Movie get(int item) {
        return byItem.get(item);
    }

    /** The item index of a movie, if it is an item: rated, or listed beside ratings. */
    public OptionalInt indexOf(String movie) {
        return ids.indexOf(movie);
    }

    /** The genres of all movies, ascending. */
    public List<String> genres() {
        return List.copyOf(genres);
    }

    /** Which categories each item belongs to: its genres. */
    public Categories categories() {
        return categories;
    }

    /**
     * The item indexes of a genre's movies, which must not be changed; its case does not matter.
     *
     * @throws MatineeException {@code USAGE} when there is no such genre, naming the nearest
     */
    BitSet ofGenre(String genre) {
        BitSet found = byGenre.get(genre);
        if (found == null) {
            throw MatineeException.usage("there is no genre " + genre + Nearest.hint(genre, genres)
                    + "; the genres are " + String.join(", ", genres));
        }
        return found;
    }
}
