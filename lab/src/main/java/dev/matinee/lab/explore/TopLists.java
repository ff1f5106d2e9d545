package dev.matinee.lab.explore;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.lab.chart.Axis;
import dev.matinee.lab.chart.Bars;
import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.chart.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The best movies by weighted score, and those with most ratings. */
final class TopLists {
    private static final List<String> HEADER =
            List.of("rank", "movie", "title", "year", "genres", "ratings", "mean rating", "weighted score");

    private final Questions questions;
    private final TopListOptions options;
    private String genre;

    TopLists(Questions questions, TopListOptions options) {
        this.questions = questions;
        this.options = options;
        this.genre = options.genre();
    }

    /** Refuses a genre or a period that the data do not have. */
    void check(boolean genres, boolean timed) {
        if (options.isPeriod() && !timed) {
            throw MatineeException.usage("the ratings have no times, so that a period cannot be chosen");
        }
        if (genre.isEmpty()) {
            return;
        }
        if (!genres) {
            throw MatineeException.usage("the movies have no genres, so that " + genre + " cannot be chosen");
        }
        List<String> known = questions.ask("genre_names", row -> row.text("genre"));
        genre = known.stream()
                .filter(genre::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> MatineeException.usage("there is no genre " + genre + Nearest.hint(genre, known)
                        + "; the genres are " + String.join(", ", known)));
    }

    List<Topic> all(boolean genres) {
        List<Topic> topics = new ArrayList<>();
        topics.add(list("top_movies", "topMovies", "top-movies", "Best movies", 7, "weighted score"));
        topics.add(list("heavily_rated", "heavilyRated", "heavily-rated", "Most rated movies", 5, "ratings"));
        if (genres && genre.isEmpty()) {
            topics.add(bestOfEachGenre());
        }
        return topics;
    }

    private Topic list(String question, String name, String chart, String title, int column, String what) {
        List<List<Object>> rows = new ArrayList<>();
        double[] mean = {Double.NaN};
        questions
                .ask(
                        question,
                        row -> {
                            mean[0] = row.number("c");
                            return List.<Object>of(
                                    row.text("movie_id"),
                                    row.text("title"),
                                    row.text("year"),
                                    row.text("genres"),
                                    row.whole("n"),
                                    row.number("mean"),
                                    row.number("score"));
                        },
                        options.prior(),
                        genre,
                        options.fromText(),
                        options.untilText(),
                        (long) options.places())
                .forEach(cells -> {
                    List<Object> row = new ArrayList<>(List.of((long) rows.size() + 1));
                    row.addAll(cells);
                    rows.add(row);
                });
        String heading = title + (genre.isEmpty() ? "" : " of " + genre) + options.period();
        if (rows.isEmpty()) {
            return new Topic(name, heading, "There is no rating of that kind.", new Table(HEADER, rows), List.of());
        }
        List<List<Object>> shown = rows.subList(0, Math.min(25, rows.size()));
        Bars bars = Bars.of(
                        Axis.of("movie"),
                        Axis.of(what),
                        shown.stream().map(TopLists::label).toList(),
                        shown.stream()
                                .map(row -> ((Number) row.get(column)).doubleValue())
                                .toList())
                .lying();
        String text = formula()
                + String.format(
                        Locale.ROOT,
                        ", with m = %s and C = %.4f, the mean of all ratings%s.",
                        plain(options.prior()),
                        mean[0],
                        options.isPeriod() ? " of the period" : "");
        return new Topic(name, heading, text, new Table(HEADER, rows), List.of(new Chart(chart, heading, text, bars)));
    }

    private static String formula() {
        return "Weighted score = v/(v+m) × R + m/(v+m) × C for a movie with v ratings of mean R";
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static String label(List<Object> row) {
        String title = row.get(2).toString().isEmpty()
                ? "movie " + row.get(1)
                : row.get(2).toString();
        return row.get(3).toString().isEmpty() ? title : title + " (" + row.get(3) + ")";
    }

    private Topic bestOfEachGenre() {
        List<List<Object>> rows = questions.ask(
                "best_of_each_genre",
                row -> List.of(
                        row.text("genre"),
                        row.text("movie_id"),
                        row.text("title"),
                        row.text("year"),
                        row.whole("n"),
                        row.number("mean"),
                        row.number("score")),
                options.prior(),
                options.fromText(),
                options.untilText());
        return new Topic(
                "bestOfEachGenre",
                "The three best of each genre" + options.period(),
                formula() + ", with m = " + plain(options.prior()) + " and C as for the best movies of all genres.",
                new Table(List.of("genre", "movie", "title", "year", "ratings", "mean rating", "weighted score"), rows),
                List.of());
    }
}
