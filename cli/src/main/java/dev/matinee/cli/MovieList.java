package dev.matinee.cli;

import dev.matinee.data.catalog.Movie;
import dev.matinee.data.catalog.Movies;
import dev.matinee.engine.recommend.Recommendation;
import dev.matinee.engine.recommend.Recommendations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer's items with what the catalog knows of them. */
final class MovieList {
    private MovieList() {}

    static List<Map<String, @Nullable Object>> json(Recommendations answer, Movies movies) {
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        for (Recommendation line : answer.items()) {
            Movie movie = movies.get(line.item());
            Map<String, @Nullable Object> item = new LinkedHashMap<>();
            item.put("rank", line.rank());
            item.put("movie", line.item());
            item.put("title", movie.title());
            item.put("year", movie.year().isPresent() ? movie.year().getAsInt() : null);
            item.put("genres", movie.genres());
            item.put("score", line.score());
            items.add(item);
        }
        return items;
    }

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
