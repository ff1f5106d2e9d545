package dev.matinee.lab.content;

import dev.matinee.data.catalog.Movie;
import dev.matinee.data.catalog.Movies;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Finds movies while a person types their title: every word of the text must begin a word of the title, without regard to accents,
 * case, order and where an article stands. Where nothing is found so, words may have a typo (a letter too many, too few, another or
 * two exchanged), then, if they are long, two. Titles are also known by their year. Immutable and thread-safe.
 *
 * <p>Order: titles that are just the text, those that begin with it, all others; among these those in which more words of the text are
 * whole words, then what has most ratings, then by title.
 *
 * <p>Memory: about 250 bytes a title. Cost of a search: a look at each word that may match and each title found.
 */
public final class TitleSearch {
    private static final int MOST_TYPOS = 2;
    /** Above this many titles whole words are not told from beginnings: so many are found by a letter or two alone. */
    private static final int MANY = 2000;

    private final List<Movie> movies;
    private final int[] popularity;
    private final String[] plain;
    private final TitleWords words;

    private TitleSearch(List<Movie> movies, int[] popularity, String[] plain, TitleWords words) {
        this.movies = movies;
        this.popularity = popularity;
        this.plain = plain;
        this.words = words;
    }

    /**
     * Makes movies ready to be found.
     *
     * @param popularity how many ratings a movie has
     */
    public static TitleSearch of(Movies movies, ToIntFunction<Movie> popularity) {
        return of(movies.all(), popularity);
    }

    /** The same for movies of any origin. */
    public static TitleSearch of(List<Movie> all, ToIntFunction<Movie> popularity) {
        TitleWords.Builder words = new TitleWords.Builder();
        String[] plain = new String[all.size()];
        for (int title = 0; title < plain.length; title++) {
            Movie movie = all.get(title);
            words.add(title, movie.label());
            plain[title] = TitleWords.plain(movie.label());
        }
        return new TitleSearch(all, all.stream().mapToInt(popularity).toArray(), plain, words.build());
    }

    /**
     * What was found.
     *
     * @param movies the best of them, best first
     * @param total how many there are in all
     * @param typos how many typos a word of the text may have had, 0 to 2
     */
    public record Found(List<Movie> movies, int total, int typos) {
        /** Copies. */
        public Found {
            movies = List.copyOf(movies);
        }
    }

    /** The movies that a text may mean, at most {@code top} of them. */
    public Found search(String text, int top) {
        List<String> wanted = TitleWords.words(text);
        if (wanted.isEmpty() || top < 1) {
            return new Found(List.of(), 0, 0);
        }
        BitSet found = new BitSet();
        int typos = 0;
        for (; typos <= MOST_TYPOS; typos++) {
            found = matches(wanted, typos);
            if (!found.isEmpty()) {
                break;
            }
        }
        int total = found.cardinality();
        return new Found(best(found, total, TitleWords.plain(text), wanted, top), total, total == 0 ? 0 : typos);
    }

    private BitSet matches(List<String> wanted, int typos) {
        BitSet all = words.titles(wanted.getFirst(), typos);
        for (int i = 1; i < wanted.size() && !all.isEmpty(); i++) {
            all.and(words.titles(wanted.get(i), typos));
        }
        return all;
    }

    /** A title with what its place in the list depends on; the first is the best. */
    private record Ranked(int title, int kind, int whole, int popularity, String plain) implements Comparable<Ranked> {
        @Override
        public int compareTo(Ranked other) {
            int order = Integer.compare(kind, other.kind);
            order = order != 0 ? order : Integer.compare(other.whole, whole);
            order = order != 0 ? order : Integer.compare(other.popularity, popularity);
            order = order != 0 ? order : plain.compareTo(other.plain);
            return order != 0 ? order : Integer.compare(title, other.title);
        }
    }

    private List<Movie> best(BitSet found, int total, String text, List<String> wanted, int top) {
        List<BitSet> whole =
                total > MANY ? List.of() : wanted.stream().map(words::withWord).toList();
        PriorityQueue<Ranked> worstFirst = new PriorityQueue<>(Comparator.reverseOrder());
        for (int title = found.nextSetBit(0); title >= 0; title = found.nextSetBit(title + 1)) {
            int at = title;
            int exact = (int) whole.stream().filter(titles -> titles.get(at)).count();
            Ranked ranked = new Ranked(title, kind(plain[title], text), exact, popularity[title], plain[title]);
            if (worstFirst.size() < top) {
                worstFirst.add(ranked);
            } else if (ranked.compareTo(worstFirst.element()) < 0) {
                worstFirst.remove();
                worstFirst.add(ranked);
            }
        }
        return IntStream.of(new TreeSet<>(worstFirst)
                        .stream().mapToInt(Ranked::title).toArray())
                .mapToObj(movies::get)
                .toList();
    }

    /** 0 for a title that is the text, with or without its year; 1 for one that begins with it; 2 for others. */
    private static int kind(String title, String text) {
        if (!title.startsWith(text)) {
            return 2;
        }
        String rest = title.substring(text.length());
        return rest.isEmpty() || rest.matches(" \\d{4}") ? 0 : 1;
    }
}
