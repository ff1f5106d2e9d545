package dev.matinee.cli;

import dev.matinee.data.catalog.Movie;
import dev.matinee.data.catalog.Movies;
import dev.matinee.engine.recommend.Recommendation;
import dev.matinee.engine.recommend.Recommendations;
import java.util.Locale;

/** An answer's items with what the catalog knows of them, for people. */
final class MovieList {
    private MovieList() {}

    static String text(Recommendations answer, Movies movies) {
        TextTable table = new TextTable("rank", "score", "id", "movie", "genres");
        for (Recommendation line : answer.items()) {
            Movie movie = movies.get(line.item());
            table.add(
                    line.rank(),
                    String.format(Locale.ROOT, "%.3f", line.score()),
                    line.item(),
                    movie.label(),
                    String.join(", ", movie.genres()));
        }
        return table.toString();
    }
}
