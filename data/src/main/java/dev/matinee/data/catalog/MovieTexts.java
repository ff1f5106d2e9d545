package dev.matinee.data.catalog;

import dev.matinee.data.source.MovieText;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/** What a catalog keeps of texts about movies; catalogs of before there were any have no such table. */
final class MovieTexts {
    private static final String SELECT = "SELECT movie_id::VARCHAR AS id, overview, keywords, directors, actors,"
            + " poster_path, runtime, released FROM texts";

    private MovieTexts() {}

    private static boolean has(Database database) {
        List<Boolean> found = new ArrayList<>();
        database.forEach(
                "SELECT 1 AS one FROM information_schema.tables WHERE table_name = 'texts'", row -> found.add(true));
        return !found.isEmpty();
    }

    /** Hands over every movie that has texts, by id. */
    static void forEach(Database database, BiConsumer<String, MovieText> taker) {
        if (has(database)) {
            database.forEach(SELECT + " ORDER BY movie_id", row -> taker.accept(row.text("id"), text(row)));
        }
    }

    /** What is written about one movie. */
    static Optional<MovieText> find(Database database, String movie) {
        List<MovieText> found = new ArrayList<>(1);
        if (has(database)) {
            database.forEach(SELECT + " WHERE movie_id::VARCHAR = ?", row -> found.add(text(row)), movie);
        }
        return found.stream().findFirst();
    }

    private static MovieText text(Row row) {
        return new MovieText(
                row.text("overview"),
                row.texts("keywords"),
                row.texts("directors"),
                row.texts("actors"),
                row.text("poster_path"),
                row.isMissing("runtime") ? OptionalInt.empty() : OptionalInt.of((int) row.whole("runtime")),
                row.time("released").map(time -> LocalDate.ofInstant(time, ZoneOffset.UTC)));
    }
}
