package dev.matinee.lab.content;

import dev.matinee.data.catalog.Movie;
import dev.matinee.data.catalog.Movies;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

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

    /** What has most ratings first, then by title; so titles are numbered. */
    private final List<Movie> movies;

    private final String[] plain;
    private final TitleWords words;

    private TitleSearch(List<Movie> movies, String[] plain, TitleWords words) {
        this.movies = movies;
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
        List<Title> titles = all.stream()
                .map(movie -> new Title(movie, popularity.applyAsInt(movie), TitleWords.plain(movie.label())))
                .sorted(Comparator.comparingInt((Title title) -> -title.popularity())
                        .thenComparing(Title::plain))
                .toList();
        TitleWords.Builder words = new TitleWords.Builder();
        for (int title = 0; title < titles.size(); title++) {
            words.add(title, titles.get(title).movie().label());
        }
        return new TitleSearch(
                titles.stream().map(Title::movie).toList(),
                titles.stream().map(Title::plain).toArray(String[]::new),
                words.build());
    }

    private record Title(Movie movie, int popularity, String plain) {}

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
        return new Found(best(found, TitleWords.plain(text), wanted, top), total, total == 0 ? 0 : typos);
    }

    private BitSet matches(List<String> wanted, int typos) {
        BitSet all = words.titles(wanted.getFirst(), typos);
        for (int i = 1; i < wanted.size() && !all.isEmpty(); i++) {
            all.and(words.titles(wanted.get(i), typos));
        }
        return all;
    }

    private List<Movie> best(BitSet found, String text, List<String> wanted, int top) {
        List<BitSet> whole = wanted.stream().map(words::withWord).toList();
        List<List<Movie>> ranks = new ArrayList<>();
        for (int rank = 0; rank < 3 * (whole.size() + 1); rank++) {
            ranks.add(new ArrayList<>());
        }
        for (int title = found.nextSetBit(0); title >= 0; title = found.nextSetBit(title + 1)) {
            int rank = kind(plain[title], text) * (whole.size() + 1) + whole.size();
            for (BitSet titles : whole) {
                rank -= titles.get(title) ? 1 : 0;
            }
            List<Movie> same = ranks.get(rank);
            if (same.size() < top) {
                same.add(movies.get(title));
            }
        }
        return ranks.stream().flatMap(List::stream).limit(top).toList();
    }

    /** 0 for a title that is the text, with or without its year; 1 for one that begins with it; 2 for others. */
    private static int kind(String title, String text) {
        if (!title.startsWith(text)) {
            return 2;
        }
        return title.length() == text.length() || isYear(title, text.length()) ? 0 : 1;
    }

    /** Whether nothing but a space and a year comes from a place on. */
    private static boolean isYear(String title, int from) {
        boolean is = title.length() == from + 5 && title.charAt(from) == ' ';
        for (int at = from + 1; is && at < title.length(); at++) {
            is = Character.isDigit(title.charAt(at));
        }
        return is;
    }
}
