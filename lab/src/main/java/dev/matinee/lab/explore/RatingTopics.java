package dev.matinee.lab.explore;

import dev.matinee.data.catalog.DataCard;
import dev.matinee.lab.chart.Axis;
import dev.matinee.lab.chart.Bars;
import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.chart.Table;
import java.util.ArrayList;
import java.util.List;

/** The ratings themselves: the describe table, what is missing, the first rows, the distribution. */
record RatingTopics(Questions questions, DataCard data) {
    List<Topic> all() {
        return List.of(described(), missing(), sample(), distribution());
    }

    private Topic described() {
        List<List<Object>> rows = questions.ask(
                "describe",
                row -> List.of(
                        row.text("quantity"),
                        row.whole("n"),
                        row.number("mean"),
                        row.number("deviation"),
                        row.number("smallest"),
                        row.number("lower_quartile"),
                        row.number("median"),
                        row.number("upper_quartile"),
                        row.number("largest")));
        List<String> header = List.of(
                "quantity",
                "count",
                "mean",
                "standard deviation",
                "minimum",
                "lower quartile",
                "median",
                "upper quartile",
                "maximum");
        return new Topic(
                "describe",
                "The numbers described",
                "The deviation is the sample's.",
                new Table(header, rows),
                List.of());
    }

    private Topic missing() {
        List<List<Object>> rows = questions.ask(
                "missing_values",
                row -> List.of(
                        row.text("field"),
                        row.whole("missing"),
                        row.whole("n"),
                        100.0 * row.whole("missing") / Math.max(1, row.whole("n"))));
        return new Topic(
                "missingValues",
                "Missing values",
                "Every rating has a user, a movie and a value: rows without were rejected when the data were taken in.",
                new Table(List.of("column", "missing", "rows", "missing %"), rows),
                List.of());
    }

    private Topic sample() {
        List<List<Object>> rows = questions.ask(
                "sample_rows",
                row -> List.of(
                        row.text("user_id"),
                        row.text("movie_id"),
                        row.number("rating"),
                        row.text("rated_at"),
                        row.text("title"),
                        row.text("year"),
                        row.text("genres")));
        return new Topic(
                "sampleRows",
                "The first ratings",
                "By user and movie; times are UTC.",
                new Table(List.of("user", "movie", "rating", "rated at", "title", "year", "genres"), rows),
                List.of());
    }

    private Topic distribution() {
        List<List<Object>> rows = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        questions
                .ask(
                        "rating_distribution",
                        row -> List.<Object>of(row.number("rating"), row.whole("n"), row.number("share")),
                        data.scale().min(),
                        data.scale().max(),
                        data.scale().step())
                .forEach(row -> {
                    rows.add(row);
                    double rating = (Double) row.getFirst();
                    names.add(rating == Math.rint(rating) ? Long.toString((long) rating) : Double.toString(rating));
                    shares.add((Double) row.getLast());
                });
        return new Topic(
                "ratingDistribution",
                "How movies are rated",
                "",
                new Table(List.of("rating", "ratings", "share %"), rows),
                List.of(new Chart(
                        "ratings",
                        "How movies are rated",
                        "",
                        Bars.of(Axis.of("rating"), Axis.of("share of all ratings", "%"), names, shares))));
    }
}
