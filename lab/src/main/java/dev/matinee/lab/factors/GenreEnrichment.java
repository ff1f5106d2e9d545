package dev.matinee.lab.factors;

import dev.matinee.data.catalog.Movies;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.Rows;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether some movies are of a genre more often than others that are rated about as often. What stands at the ends of a
 * factor is rated more often than most, and what is rated often is of other genres than the rest, whatever the factor:
 * so movies are only compared within bands of the number of ratings (1, 2 to 3, 4 to 7, …).
 *
 * <p>The test is exact: given how many of a band were chosen, and how many of it are of the genre, the number that is both
 * has a hypergeometric distribution; that of all bands is their convolution (Gart 1970, for several tables).
 */
final class GenreEnrichment {
    private static final int BANDS = 32;

    private final List<String> genres;
    private final boolean[][] hasGenre;
    private final int[] band;
    private final int[] sizes = new int[BANDS];
    private final int[][] ofGenre;
    private final double[] logFactorial;

    /**
     * Counts genres by band.
     *
     * @param byItem the ratings by movie; movies without any are not counted
     */
    GenreEnrichment(List<String> genres, Movies movies, Ids items, Rows byItem) {
        this.genres = genres;
        this.hasGenre = new boolean[items.size()][genres.size()];
        this.band = new int[items.size()];
        this.ofGenre = new int[BANDS][genres.size()];
        Map<String, Integer> places = new HashMap<>();
        genres.forEach(genre -> places.put(genre, places.size()));
        for (int item = 0; item < items.size(); item++) {
            band[item] = BANDS - 1 - Integer.numberOfLeadingZeros(byItem.count(item));
            if (band[item] < 0) {
                continue;
            }
            sizes[band[item]]++;
            for (String genre : movies.get(items.id(item)).genres()) {
                int place = places.getOrDefault(genre, -1);
                if (place >= 0 && !hasGenre[item][place]) {
                    hasGenre[item][place] = true;
                    ofGenre[band[item]][place]++;
                }
            }
        }
        this.logFactorial = new double[items.size() + 1];
        for (int i = 1; i < logFactorial.length; i++) {
            logFactorial[i] = logFactorial[i - 1] + StrictMath.log(i);
        }
    }

    /** The lift of each genre among the chosen movies, its probability not corrected; no lifts without movies. */
    List<GenreLift> lifts(int[] chosen) {
        if (chosen.length == 0) {
            return List.of();
        }
        int[] taken = new int[BANDS];
        for (int item : chosen) {
            taken[band[item]]++;
        }
        GenreLift[] lifts = new GenreLift[genres.size()];
        for (int genre = 0; genre < lifts.length; genre++) {
            int observed = 0;
            for (int item : chosen) {
                observed += hasGenre[item][genre] ? 1 : 0;
            }
            double expected = 0;
            for (int at = 0; at < BANDS; at++) {
                expected += taken[at] == 0 ? 0 : (double) taken[at] * ofGenre[at][genre] / sizes[at];
            }
            lifts[genre] = new GenreLift(
                    genres.get(genre),
                    expected == 0 ? 1 : observed / expected,
                    probability(observed, distribution(taken, genre, chosen.length)));
        }
        return Arrays.asList(lifts);
    }

    /** Twice the smaller of the two tails, the observed number belonging to both. */
    private static double probability(int observed, double[] distribution) {
        double below = 0;
        double above = 0;
        for (int i = 0; i < distribution.length; i++) {
            below += i <= observed ? distribution[i] : 0;
            above += i >= observed ? distribution[i] : 0;
        }
        return Math.min(1, 2 * Math.min(below, above));
    }

    /** The probability of each number of movies of a genre, when this many of each band are chosen at random. */
    private double[] distribution(int[] taken, int genre, int chosen) {
        double[] all = new double[chosen + 1];
        all[0] = 1;
        for (int at = 0; at < BANDS; at++) {
            if (taken[at] == 0) {
                continue;
            }
            double[] next = new double[chosen + 1];
            int least = Math.max(0, taken[at] - (sizes[at] - ofGenre[at][genre]));
            int most = Math.min(taken[at], ofGenre[at][genre]);
            for (int hits = least; hits <= most; hits++) {
                double one = StrictMath.exp(choose(ofGenre[at][genre], hits)
                        + choose(sizes[at] - ofGenre[at][genre], taken[at] - hits)
                        - choose(sizes[at], taken[at]));
                for (int before = 0; before + hits <= chosen; before++) {
                    next[before + hits] += all[before] * one;
                }
            }
            all = next;
        }
        return all;
    }

    /** The logarithm of the number of ways to choose some of several. */
    private double choose(int several, int some) {
        return logFactorial[several] - logFactorial[some] - logFactorial[several - some];
    }
}
