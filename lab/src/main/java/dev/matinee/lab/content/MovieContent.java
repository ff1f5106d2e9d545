package dev.matinee.lab.content;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Movie;
import dev.matinee.data.catalog.Movies;
import dev.matinee.engine.Run;
import dev.matinee.engine.decompose.TermEmbedding;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.ItemTerms;
import dev.matinee.engine.recommend.TopItems;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * What all movies of a catalog are about, rated or not, as points in a space of topics: movies whose points lie in about the same
 * direction are about the same. Immutable and thread-safe; it needs the catalog no more once it is made.
 *
 * <p>Memory: {@value #DIMENSIONS} numbers of 4 bytes a movie, 8 bytes a term of a movie, and above 100,000 movies about 300 bytes a
 * movie for an index.
 */
public final class MovieContent {
    /** How many topics a movie is told by. */
    public static final int DIMENSIONS = 128;

    private final Movies movies;
    private final Ids ids;
    private final TermEmbedding embedding;
    private final SharedTerms terms;
    private final NearestPoints index;

    private MovieContent(Movies movies, Ids ids, TermEmbedding embedding, NearestPoints index) {
        this.movies = movies;
        this.ids = ids;
        this.embedding = embedding;
        this.terms = new SharedTerms(ids, embedding.weights());
        this.index = index;
    }

    /** The movies of a catalog, and those that it does not list but has ratings of. */
    public static MovieContent of(Catalog catalog, Run run) {
        Movies movies = catalog.movies();
        TreeSet<String> all = new TreeSet<>();
        movies.all().forEach(movie -> all.add(movie.id()));
        Ids rated = catalog.interactions(run).items();
        for (int item = 0; item < rated.size(); item++) {
            all.add(rated.id(item));
        }
        Ids ids = all.stream().allMatch(Ids::isCanonicalNumber)
                ? Ids.ofNumbers(all.stream().mapToLong(Long::parseLong).sorted().toArray())
                : Ids.ofTexts(all.toArray(String[]::new));
        TermEmbedding embedding = TermEmbedding.of(catalog.terms(ids), DIMENSIONS, run);
        return new MovieContent(movies, ids, embedding, NearestPoints.of(embedding));
    }

    /** The same movies with nothing known of what they are about. */
    public static MovieContent unknown(Movies movies, Ids ids) {
        ItemTerms nothing = new ItemTerms(List.of(), new int[ids.size()][0], new float[ids.size()][0]);
        TermEmbedding embedding = TermEmbedding.of(nothing, 1, Run.seeded(0).threads(1));
        return new MovieContent(movies, ids, embedding, new NearestPoints.Exact(embedding));
    }

    /** The movies with what the catalog lists of them. */
    public Movies movies() {
        return movies;
    }

    /** The numbering of the movies. */
    public Ids ids() {
        return ids;
    }

    /** The points, in the order of {@link #ids}. */
    public TermEmbedding embedding() {
        return embedding;
    }

    /** Whether anything is known of what a movie is about. */
    public boolean isKnown(String movie) {
        OptionalInt place = ids.indexOf(movie);
        return place.isPresent() && embedding.isKnown(place.getAsInt());
    }

    /** The movie at a place. */
    Movie movie(int place) {
        return movies.get(ids.id(place));
    }

    /** The movies most alike one by content, best first; itself and those that nothing is known of are left out. */
    TopItems nearest(int place, int top) {
        return index.nearest(place, top);
    }

    /** The terms that movies share. */
    public SharedTerms terms() {
        return terms;
    }

    /** The terms that two movies share, those that make them most alike first; none that another says already. */
    List<SharedTerm> shared(int one, int other, int most) {
        return terms.of(ids.id(one), Map.of(ids.id(other), 1.0), most);
    }
}
