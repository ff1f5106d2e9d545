package dev.matinee.data.table;

import dev.matinee.data.source.Rule;
import dev.matinee.data.source.TableSink;
import dev.matinee.data.text.MovieTitle;
import dev.matinee.engine.Run;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The table of a database that lists movies, called {@code movies}, {@code movie}, {@code films} or {@code items}.
 *
 * @param id the column {@code movie_id}, {@code item_id} or {@code film_id}, with or without the underscore, or {@code id}
 * @param title the column {@code title} or {@code name}
 * @param year the column {@code year_of_release}, {@code release_year} or {@code year}; without one, titles may end with
 *     the year, as MovieLens's do
 * @param genres the column of genres, an array or text with {@code |} between them, where there is one
 */
record MovieTable(Table table, String id, String title, Optional<String> year, Optional<String> genres) {
    private static final Set<String> NAMES = Set.of("movies", "movie", "films", "items");

    /** The table of movies among these, if there is one. */
    static Optional<MovieTable> among(List<Table> tables) {
        return tables.stream().flatMap(table -> of(table).stream()).findFirst();
    }

    private static Optional<MovieTable> of(Table table) {
        String simple = table.name().substring(table.name().lastIndexOf('.') + 1);
        Optional<String> id = table.column("movie_id", "movieId", "item_id", "itemId", "film_id", "filmId", "id");
        Optional<String> title = table.column("title", "name");
        if (!NAMES.contains(simple.toLowerCase(Locale.ROOT)) || id.isEmpty() || title.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new MovieTable(
                table,
                id.get(),
                title.get(),
                table.column("year_of_release", "release_year", "year"),
                table.column("genres", "genre")));
    }

    /** Hands over every movie. */
    void read(Connection connection, String quote, TableSink sink, Run run) throws SQLException {
        String query = "SELECT " + Table.quoted(id, quote) + ", " + Table.quoted(title, quote) + ", "
                + year.map(column -> Table.quoted(column, quote)).orElse("NULL") + ", "
                + genres.map(column -> Table.quoted(column, quote)).orElse("NULL") + " FROM " + table.from();
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(10_000);
            ResultSet rows = statement.executeQuery(query);
            for (long line = 1; rows.next(); line++) {
                run.checkCancelled();
                read(rows, line, sink);
            }
        }
    }

    private void read(ResultSet row, long line, TableSink sink) throws SQLException {
        String name = row.getString(2);
        Object cell = row.getObject(3);
        try {
            String movie = RatingRow.id("movie", row.getObject(1)).toString();
            List<String> of = genres(row.getObject(4));
            if (year.isPresent()) {
                sink.movie(movie, name == null ? "" : name.strip(), year(cell), of);
            } else {
                MovieTitle both = MovieTitle.parse(name == null ? "" : name);
                sink.movie(movie, both.title(), both.year(), of);
            }
        } catch (RatingRow.Unreadable unreadable) {
            sink.reject(
                    table.name(),
                    line,
                    Rule.UNPARSABLE,
                    unreadable.reason(),
                    id + "=" + row.getString(1) + ", " + title + "=" + name
                            + year.map(column -> ", " + column + "=" + cell).orElse(""));
        }
    }

    private static OptionalInt year(@Nullable Object cell) throws RatingRow.Unreadable {
        String text = cell == null ? "" : cell.toString().strip();
        if (text.isEmpty() || text.equals("NaN")) {
            return OptionalInt.empty();
        }
        try {
            double year = Double.parseDouble(text);
            if (year == Math.rint(year) && Math.abs(year) < 10_000) {
                return OptionalInt.of((int) year);
            }
        } catch (NumberFormatException notANumber) {
            throw new RatingRow.Unreadable("the year \"" + text + "\" is not a number", notANumber);
        }
        throw new RatingRow.Unreadable("the year " + text + " is no year");
    }

    private static List<String> genres(@Nullable Object cell) throws SQLException {
        return switch (cell) {
            case null -> List.of();
            case Array array ->
                Arrays.stream((Object[]) array.getArray()).map(String::valueOf).toList();
            default -> MovieTitle.genres(cell.toString());
        };
    }
}
