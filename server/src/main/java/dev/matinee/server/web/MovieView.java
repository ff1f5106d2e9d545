package dev.matinee.server.web;

import static dev.matinee.server.web.Html.el;

import java.util.List;

/** Movies as they are shown everywhere: a poster that is drawn, the title, what is known. */
final class MovieView {
    private static final int COLORS = 8;
    private static final int MOTIFS = 5;

    private MovieView() {}

    /** A drawn poster, as no picture of a movie is in the data: its genre is the colour, its title the rest. */
    static Html poster(Facts movie) {
        List<String> genres = movie.texts("genres");
        String genre = genres.isEmpty() ? "" : genres.getFirst();
        int color = Math.floorMod(genre.hashCode(), COLORS);
        int motif = Math.floorMod(
                movie.text("movie").hashCode() * 31 + movie.text("title").hashCode(), MOTIFS);
        return el(
                        "span.poster.c" + color + ".m" + motif,
                        el("span.name", title(movie)),
                        el("span.year", movie.text("year")))
                .with("aria-hidden", "true");
    }

    static String title(Facts movie) {
        String title = movie.text("title");
        return title.isEmpty() ? "Movie " + movie.text("movie") : title;
    }

    /** Title and year. */
    static String label(Facts movie) {
        return movie.text("year").isEmpty() ? title(movie) : title(movie) + " (" + movie.text("year") + ")";
    }

    /** Title, year and genres. */
    static Html about(Facts movie) {
        return Html.of(
                el("span.title", title(movie)),
                el(
                        "span.muted",
                        movie.text("year"),
                        movie.texts("genres").isEmpty() || movie.text("year").isEmpty() ? "" : " · ",
                        String.join(", ", movie.texts("genres"))));
    }

    /** A card: poster, title, year and genres, and whatever else is to be said. */
    static Html card(Facts movie, Object... more) {
        return el("li.movie", poster(movie), el("div.about", about(movie), Html.of(more)));
    }

    /** Cards side by side. */
    static Html cards(List<Html> cards) {
        return el("ol.movies", cards);
    }

    /** A rating in stars and as a number. */
    static Html stars(double rating) {
        return el(
                        "span.stars",
                        el("span", "★").with("aria-hidden", "true"),
                        " " + (rating == Math.rint(rating) ? Words.count(rating) : Words.decimal(rating, 1)))
                .with("title", "rated " + rating);
    }
}
