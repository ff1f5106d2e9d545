package dev.matinee.lab.segments;

import static dev.matinee.lab.segments.JsonParts.list;
import static dev.matinee.lab.segments.JsonParts.map;
import static dev.matinee.lab.segments.JsonParts.maps;
import static dev.matinee.lab.segments.JsonParts.number;

import dev.matinee.lab.chart.Axis;
import dev.matinee.lab.chart.Bars;
import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.chart.HeatMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Clusters of tastes in pictures: what the users of each rate and how, and what they are predicted to rate best. */
final class TasteCharts {
    private TasteCharts() {}

    static List<Chart> of(String prefix, Map<?, ?> segment, String name) {
        List<Chart> charts = new ArrayList<>();
        String end = "-" + segment.get("segment");
        map(segment.get("densest"))
                .filter(densest -> !list(densest.get("users")).isEmpty())
                .ifPresent(densest -> charts.add(densest(prefix + "-densest" + end, name, densest)));
        List<Map<?, ?>> best = maps(segment.get("bestMovies"));
        if (!best.isEmpty()) {
            charts.add(best(prefix + "-best" + end, name, best));
        }
        return charts;
    }

    private static Chart densest(String chart, String name, Map<?, ?> densest) {
        return new Chart(
                chart,
                "How segment " + name + " rates",
                "The movies that most users of the segment have rated, and the users who rated most of those; an empty"
                        + " cell is no rating.",
                HeatMap.of(
                        Axis.of("movie"),
                        Axis.of("user"),
                        Axis.of("rating"),
                        maps(densest.get("movies")).stream()
                                .map(JsonParts::movie)
                                .toList(),
                        list(densest.get("users")).stream().map(String::valueOf).toList(),
                        list(densest.get("ratings")).stream()
                                .map(row -> list(row).stream()
                                        .map(JsonParts::number)
                                        .toList())
                                .toList()));
    }

    private static Chart best(String chart, String name, List<Map<?, ?>> best) {
        return new Chart(
                chart,
                "What segment " + name + " is predicted to rate best",
                "The prediction for the segment's average user is pulled towards that for everyone where few of the"
                        + " segment have rated the movie; the plain mean is of those who have.",
                new Bars(
                        Axis.of("movie"),
                        Axis.of("rating", "stars"),
                        true,
                        best.stream().map(JsonParts::movie).toList(),
                        List.of(
                                new Bars.Series("prediction", values(best, "prediction")),
                                new Bars.Series("plain mean", values(best, "mean")))));
    }

    private static List<Double> values(List<Map<?, ?>> movies, String what) {
        return movies.stream().map(movie -> number(movie.get(what))).toList();
    }
}
