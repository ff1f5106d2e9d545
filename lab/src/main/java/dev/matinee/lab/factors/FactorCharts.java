package dev.matinee.lab.factors;

import dev.matinee.data.table.ResultTable;
import dev.matinee.engine.MatineeException;
import dev.matinee.lab.chart.Axis;
import dev.matinee.lab.chart.Bars;
import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.chart.HeatMap;
import dev.matinee.lab.chart.Lines;
import dev.matinee.lab.chart.Scatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Taste factors in pictures. */
public final class FactorCharts {
    private static final int MOVIES = 300;
    private static final int GENRES = 7;
    private static final String OTHER = "other";

    /** Before the loadings, a row of movies has the movie, its title, its number of ratings and its first genre. */
    private static final int BEFORE = 4;

    private FactorCharts() {}

    /**
     * Two factors to show movies on.
     *
     * @param x the factor that goes to the right
     * @param y the factor that goes up
     */
    public record Pair(int x, int y) {
        /** Checks that there are two. */
        public Pair {
            if (x < 1 || y < 1 || x == y) {
                throw MatineeException.usage(
                        "movies are placed by two different factors, such as 2,3, got " + x + "," + y);
            }
        }

        /** The first two factors that are not what all users have in common. */
        static Optional<Pair> usual(View view, List<Factor> factors) {
            List<Integer> telling = factors.stream()
                    .filter(factor -> !factor.label().equals(view.common()))
                    .map(Factor::factor)
                    .toList();
            return telling.size() < 2 ? Optional.empty() : Optional.of(new Pair(telling.get(0), telling.get(1)));
        }
    }

    /**
     * The pictures of all factors together: explained variance, genres at the ends, movies on two factors.
     *
     * @param prefix what the names of the charts begin with
     * @param movies the loadings, as {@link FoundFactors#movies} makes them
     * @param pair the two factors that movies are shown on in both views; without it the first two of each that tell users
     *     apart
     */
    public static List<Chart> overview(String prefix, TasteFactors factors, ResultTable movies, Optional<Pair> pair) {
        List<Chart> charts = new ArrayList<>();
        charts.add(variance(prefix, factors));
        charts.add(cumulative(prefix, factors));
        for (View view : View.values()) {
            genres(prefix, view, factors.factors(view)).ifPresent(charts::add);
            pair.or(() -> Pair.usual(view, factors.factors(view)))
                    .filter(two ->
                            Math.max(two.x(), two.y()) <= factors.factors(view).size())
                    .ifPresent(two -> charts.add(map(prefix, view, factors, movies, two)));
        }
        return charts;
    }

    /** The ends of each factor of each view: the movies that are named, by loading. */
    public static List<Chart> ends(String prefix, TasteFactors factors) {
        List<Chart> charts = new ArrayList<>();
        for (View view : View.values()) {
            factors.factors(view).forEach(factor -> charts.add(ends(prefix, view, factor)));
        }
        return charts;
    }

    private static Chart variance(String prefix, TasteFactors factors) {
        int most = most(factors);
        return new Chart(
                prefix + "-variance",
                "Variance explained by each factor",
                "The variance over users of their coordinates, as a share of that of all movies' columns. The raw ratings"
                        + " vary most by who has rated what at all, those above a user's mean by what is liked.",
                new Bars(
                        Axis.of("factor"),
                        Axis.of("explained variance", "%"),
                        false,
                        IntStream.rangeClosed(1, most)
                                .mapToObj(Integer::toString)
                                .toList(),
                        Stream.of(View.values())
                                .map(view -> new Bars.Series(
                                        view.json(),
                                        IntStream.range(0, most)
                                                .mapToObj(i -> i
                                                                < factors.factors(view)
                                                                        .size()
                                                        ? 100
                                                                * factors.factors(view)
                                                                        .get(i)
                                                                        .explainedVarianceRatio()
                                                        : Double.NaN)
                                                .toList()))
                                .toList()));
    }

    private static int most(TasteFactors factors) {
        return factors.views().stream()
                .mapToInt(view -> view.factors().size())
                .max()
                .orElse(0);
    }

    private static Chart cumulative(String prefix, TasteFactors factors) {
        List<Lines.Curve> curves = factors.views().stream()
                .filter(view -> !view.factors().isEmpty())
                .map(view -> Lines.Curve.of(
                        view.view().json(),
                        view.factors().stream()
                                .map(factor -> (double) factor.factor())
                                .toList(),
                        view.factors().stream()
                                .map(factor -> 100 * factor.cumulativeRatio())
                                .toList()))
                .toList();
        return new Chart(
                prefix + "-cumulative",
                "Variance explained by the first factors together",
                "",
                Lines.of(Axis.of("number of factors"), Axis.of("explained variance", "%"), Lines.Style.DOTS, curves));
    }

    private static Optional<Chart> genres(String prefix, View view, List<Factor> factors) {
        List<String> genres = factors.stream()
                .flatMap(factor -> Stream.of(factor.top(), factor.bottom()))
                .flatMap(end -> end.genreLifts().keySet().stream())
                .distinct()
                .toList();
        if (genres.isEmpty()) {
            return Optional.empty();
        }
        List<String> rows = new ArrayList<>();
        List<List<Double>> cells = new ArrayList<>();
        for (Factor factor : factors) {
            add(factor.factor() + " top", factor.top(), genres, rows, cells);
            add(factor.factor() + " bottom", factor.bottom(), genres, rows, cells);
        }
        return Optional.of(new Chart(
                prefix + "-" + view.json() + "-genres",
                "Genres at the ends of the " + view.json() + " factors",
                "How many movies at an end are of a genre, against movies that are rated about as often. 1 is twice as many,"
                        + " -1 half; a cell is empty where there are none. Small differences are chance.",
                new HeatMap(
                        Axis.of("genre"),
                        Axis.of("end of a factor"),
                        Axis.of("lift", "doublings"),
                        genres,
                        rows,
                        cells,
                        true)));
    }

    private static void add(
            String name, FactorEnd end, List<String> genres, List<String> rows, List<List<Double>> cells) {
        if (end.size() == 0) {
            return;
        }
        rows.add(name);
        cells.add(genres.stream()
                .map(genre -> doublings(end.genreLifts().getOrDefault(genre, 0.0)))
                .toList());
    }

    private static double doublings(double lift) {
        return lift > 0 ? Math.log(lift) / Math.log(2) : Double.NaN;
    }

    private static Chart map(String prefix, View view, TasteFactors factors, ResultTable movies, Pair pair) {
        int first = BEFORE + (view == View.RAW ? 0 : factors.factors(View.RAW).size());
        List<List<String>> mostRated = movies.rows().stream()
                .sorted(Comparator.comparingInt((List<String> row) -> -Integer.parseInt(row.get(2))))
                .limit(MOVIES)
                .toList();
        Map<String, Long> counts = mostRated.stream()
                .map(row -> row.get(3))
                .filter(genre -> !genre.isEmpty())
                .collect(Collectors.groupingBy(genre -> genre, LinkedHashMap::new, Collectors.counting()));
        List<String> common = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(GENRES)
                .map(Map.Entry::getKey)
                .toList();
        Map<String, List<Scatter.Dot>> dots = new LinkedHashMap<>();
        common.forEach(genre -> dots.put(genre, new ArrayList<>()));
        for (List<String> row : mostRated) {
            String genre = common.contains(row.get(3)) ? row.get(3) : OTHER;
            dots.computeIfAbsent(genre, absent -> new ArrayList<>())
                    .add(new Scatter.Dot(
                            Double.parseDouble(row.get(first + pair.x() - 1)),
                            Double.parseDouble(row.get(first + pair.y() - 1)),
                            Double.parseDouble(row.get(2)),
                            row.get(1)));
        }
        return new Chart(
                prefix + "-" + view.json() + "-map",
                "The most rated movies on two " + view.json() + " factors",
                "Each dot is a movie, as large as it has ratings, in the colour of its first genre. Users who like a movie"
                        + " stand in its direction.",
                Scatter.of(
                                axis(factors.factors(view), pair.x()),
                                axis(factors.factors(view), pair.y()),
                                dots.entrySet().stream()
                                        .map(group -> new Scatter.Group(group.getKey(), group.getValue()))
                                        .toList())
                        .sizedBy("ratings"));
    }

    private static Axis axis(List<Factor> factors, int factor) {
        return Axis.of("factor " + factor + ": " + factors.get(factor - 1).label());
    }

    private static Chart ends(String prefix, View view, Factor factor) {
        List<FactorMovie> all = new ArrayList<>(factor.top().movies());
        all.addAll(factor.bottom().movies().reversed());
        return new Chart(
                prefix + "-" + view.json() + "-" + factor.factor(),
                "The ends of " + view.json() + " factor " + factor.factor() + ": " + factor.label(),
                "",
                Bars.of(
                                Axis.of("movie"),
                                Axis.of("loading"),
                                all.stream().map(movie -> movie.movie().label()).toList(),
                                all.stream().map(FactorMovie::loading).toList())
                        .lying());
    }
}
