package dev.matinee.lab.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.data.catalog.Movie;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Titles as sources spell them, and what people type. */
class TitleSearchTest {
    /** Later ones have more ratings. */
    private static final TitleSearch SEARCH = search(
            "Shawshank Redemption, The",
            "Amelie (Fabuleux destin d'Amélie Poulain, Le)",
            "Matrix Reloaded, The",
            "Matrix, The",
            "Godfather: Part II, The",
            "Godfather, The",
            "Toy Story 2",
            "Toy Story",
            "Amazing Spider-Man, The",
            "Spider-Man",
            "Schindler's List",
            "Seven Samurai (Shichinin no samurai)",
            "七人の侍",
            "Сталкер",
            "Ægir",
            "M",
            "Solaris",
            "Solaris",
            "Good, the Bad and the Ugly, The (Buono, il brutto, il cattivo, Il)");

    private static TitleSearch search(String... titles) {
        List<Movie> movies = new ArrayList<>();
        for (int i = 0; i < titles.length; i++) {
            movies.add(new Movie(Integer.toString(i), titles[i], OptionalInt.of(1970 + i), List.of()));
        }
        return TitleSearch.of(movies, movie -> Integer.parseInt(movie.id()));
    }

    private static List<String> ids(TitleSearch.Found found) {
        return found.movies().stream().map(Movie::id).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "shawshank, 0",
        "SHAW, 0",
        "redem shaw, 0",
        "amelie, 1",
        "Amélie, 1",
        "fabuleux destin, 1",
        "the matrix, 3",
        "'Matrix, The', 3",
        "matrix, 3",
        "matrix re, 2",
        "godf, 5",
        "godfather ii, 4",
        "toy st, 7",
        "toy story 2, 6",
        "toy story 1977, 7",
        "spiderman, 9",
        "spider man, 9",
        "amazing spider, 8",
        "schindlers list, 10",
        "schindler's, 10",
        "七人, 12",
        "七人の侍, 12",
        "сталк, 13",
        "СТАЛКЕР, 13",
        "aegir, 14",
        "m, 15",
        "the good the bad, 18",
        "buono, 18"
    })
    void aPersonFindsTheMovieWithoutTypos(String typed, String movie) {
        TitleSearch.Found found = SEARCH.search(typed, 5);
        assertThat(found.movies()).isNotEmpty();
        assertThat(found.movies().getFirst().id()).as(found.movies().toString()).isEqualTo(movie);
        assertThat(found.typos()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "shwashank, 0, 1",
        "godfahter, 5, 1",
        "shawshenk redemtion, 0, 1",
        "shawsxxank, 0, 2",
        "matrx, 3, 1",
        "ameile, 1, 1",
        "сталкир, 13, 1"
    })
    void aTypoOrTwoAreForgiven(String typed, String movie, int typos) {
        TitleSearch.Found found = SEARCH.search(typed, 5);
        assertThat(found.movies()).isNotEmpty();
        assertThat(found.movies().getFirst().id()).as(found.movies().toString()).isEqualTo(movie);
        assertThat(found.typos()).isEqualTo(typos);
    }

    @Test
    void moviesOfOneTitleAreAllFoundTheBetterKnownFirstAndToldApartByTheirYear() {
        assertThat(ids(SEARCH.search("solaris", 5))).containsExactly("17", "16");
        assertThat(ids(SEARCH.search("solaris 1986", 5))).containsExactly("16");
        assertThat(SEARCH.search("solaris", 1).total()).isEqualTo(2);
    }

    @Test
    void everyBeginningOfATitleFindsItAsItIsTyped() {
        String title = "schindler's list";
        for (int length = 1; length <= title.length(); length++) {
            assertThat(ids(SEARCH.search(title.substring(0, length), 20)))
                    .as(title.substring(0, length))
                    .contains("10");
        }
    }

    @Test
    void whatIsNoTitleIsNotFound() {
        assertThat(SEARCH.search("qqqqqqqqqq", 5).movies()).isEmpty();
        assertThat(SEARCH.search("  ,;- ", 5).total()).isZero();
        assertThat(SEARCH.search("", 5).total()).isZero();
        assertThat(SEARCH.search("matrix", 0).movies()).isEmpty();
        assertThat(TitleSearch.of(List.<Movie>of(), movie -> 0)
                        .search("matrix", 5)
                        .movies())
                .isEmpty();
    }

    @Test
    void ofVeryManyTitlesThoseThatAreJustTheTextComeFirst() {
        String[] titles = IntStream.range(0, 5000)
                .mapToObj(i -> i == 2500 ? "Alpha" : "Alpha the " + i + "th")
                .toArray(String[]::new);
        TitleSearch.Found found = search(titles).search("alpha", 3);
        assertThat(found.total()).isEqualTo(5000);
        assertThat(ids(found)).startsWith("2500").hasSize(3);
    }
}
