package dev.matinee.data.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All movies of a catalog, by id. Immutable and thread-safe.
 *
 * <p>Memory: about 150 bytes a movie; genre lists are shared among movies with the same.
 */
public final class Movies {
    private final String[] ids;
    private final String[] titles;
    private final short[] years;
    private final List<List<String>> genres;

    private Movies(String[] ids, String[] titles, short[] years, List<List<String>> genres) {
        this.ids = ids;
        this.titles = titles;
        this.years = years;
        this.genres = genres;
    }

    static Movies of(Database database) {
        List<Movie> all = new ArrayList<>();
        Map<List<String>, List<String>> shared = new HashMap<>();
        database.forEach("SELECT movie_id::VARCHAR AS id, title, year, genres FROM movies", row -> {
            List<String> own = List.copyOf(row.texts("genres"));
            List<String> genres = shared.computeIfAbsent(own, same -> same);
            OptionalInt year = row.isMissing("year") ? OptionalInt.empty() : OptionalInt.of((int) row.whole("year"));
            all.add(new Movie(row.text("id"), row.text("title"), year, genres));
        });
        all.sort(Comparator.comparing(Movie::id));
        return of(all);
    }

    /** Those of a list that is sorted by id. */
    static Movies of(List<Movie> all) {
        short[] years = new short[all.size()];
        for (int i = 0; i < years.length; i++) {
            years[i] = (short) all.get(i).year().orElse(Short.MIN_VALUE);
        }
        return new Movies(
                all.stream().map(Movie::id).toArray(String[]::new),
                all.stream().map(Movie::title).toArray(String[]::new),
                years,
                all.stream().map(Movie::genres).toList());
    }

    /** The number of movies. */
    public int size() {
        return ids.length;
    }

    /** The movie with this id; empty where the catalog does not list it. */
    public Optional<Movie> find(String id) {
        int found = Arrays.binarySearch(ids, id);
        return found < 0 ? Optional.empty() : Optional.of(get(found));
    }

    /** The movie with this id, or one of that id without title, year and genres where the catalog does not list it. */
    public Movie get(String id) {
        return find(id).orElseGet(() -> new Movie(id, "", OptionalInt.empty(), List.of()));
    }

    private Movie get(int place) {
        OptionalInt year = years[place] == Short.MIN_VALUE ? OptionalInt.empty() : OptionalInt.of(years[place]);
        return new Movie(ids[place], titles[place], year, genres.get(place));
    }

    /** All movies, by id as text. */
    public List<Movie> all() {
        List<Movie> all = new ArrayList<>(ids.length);
        for (int place = 0; place < ids.length; place++) {
            all.add(get(place));
        }
        return Collections.unmodifiableList(all);
    }
}
