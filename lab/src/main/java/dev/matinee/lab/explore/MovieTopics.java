package dev.matinee.lab.explore;

import dev.matinee.lab.chart.Axis;
import dev.matinee.lab.chart.Bars;
import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.chart.HeatMap;
import dev.matinee.lab.chart.Lines;
import dev.matinee.lab.chart.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The movies: genres, years of release, and the region where most users rated most of them. */
record MovieTopics(Questions questions) {
    private record Cell(int user, String userId, int movie, String title, double rating) {}

    List<Topic> all(boolean genres, List<String> leftOut) {
        List<Topic> topics = new ArrayList<>();
        if (genres) {
            topics.add(genres());
        } else {
            leftOut.add("The data have no genres: genres and the best of each are left out.");
        }
        Topic years = releaseYears();
        if (years.table().rows().isEmpty()) {
            leftOut.add("The data have no years of release: they are left out.");
        } else {
            topics.add(years);
        }
        topics.add(densestRegion());
        return topics;
    }

    private Topic genres() {
        List<List<Object>> rows = questions.ask(
                "genres", row -> List.of(row.text("genre"), row.whole("movies"), row.whole("n"), row.number("mean")));
        List<String> names = rows.stream().map(row -> row.getFirst().toString()).toList();
        return new Topic(
                "genres",
                "Genres",
                "A movie counts in each of its genres.",
                new Table(List.of("genre", "movies", "ratings", "mean rating"), rows),
                List.of(
                        new Chart("genre-movies", "Movies of each genre", "", bars(names, "movies", rows, 1)),
                        new Chart("genre-ratings", "Ratings of each genre", "", bars(names, "ratings", rows, 2))));
    }

    private static Bars bars(List<String> names, String what, List<List<Object>> rows, int column) {
        List<Double> values = rows.stream()
                .map(row -> ((Number) row.get(column)).doubleValue())
                .toList();
        return Bars.of(Axis.of("genre"), Axis.of(what), names, values).lying();
    }

    private Topic releaseYears() {
        List<List<Object>> rows = questions.ask(
                "release_years", row -> List.of(Long.toString(row.whole("year")), row.whole("movies"), row.whole("n")));
        List<Double> years = rows.stream()
                .map(row -> Double.valueOf(row.getFirst().toString()))
                .toList();
        List<Chart> charts = new ArrayList<>();
        for (int column = 1; column <= 2; column++) {
            int at = column;
            String what = column == 1 ? "movies" : "ratings";
            Lines.Curve curve = Lines.Curve.of(
                    what,
                    years.stream().map(MovieTopics::newYear).toList(),
                    rows.stream()
                            .map(row -> ((Number) row.get(at)).doubleValue())
                            .toList());
            charts.add(new Chart(
                    "release-years-" + what,
                    (column == 1 ? "Movies" : "Ratings") + " by year of release",
                    "",
                    Lines.of(Axis.time("year of release"), Axis.of(what), Lines.Style.AREA, List.of(curve))));
        }
        return new Topic(
                "releaseYears", "Years of release", "", new Table(List.of("year", "movies", "ratings"), rows), charts);
    }

    private static double newYear(double year) {
        return java.time.LocalDate.of((int) year, 1, 1).toEpochDay() * 86_400_000.0;
    }

    private Topic densestRegion() {
        List<Cell> found = questions.ask(
                "densest_region",
                row -> new Cell(
                        (int) row.whole("user_place"),
                        row.text("user_id"),
                        (int) row.whole("movie_place"),
                        row.text("movie"),
                        row.number("rating")));
        int users = found.stream().mapToInt(Cell::user).max().orElse(0);
        int movies = found.stream().mapToInt(Cell::movie).max().orElse(0);
        String[] rows = new String[users];
        String[] columns = new String[movies];
        List<List<Double>> cells = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            cells.add(new ArrayList<>(Collections.nCopies(movies, Double.NaN)));
        }
        Arrays.fill(columns, "–");
        for (Cell cell : found) {
            rows[cell.user() - 1] = cell.userId();
            columns[cell.movie() - 1] = cell.title();
            cells.get(cell.user() - 1).set(cell.movie() - 1, cell.rating());
        }
        HeatMap plot = HeatMap.of(
                Axis.of("movie"),
                Axis.of("user"),
                Axis.of("rating"),
                Arrays.asList(columns),
                Arrays.asList(rows),
                cells);
        String note =
                "The movies with most ratings, and the users who rated most of those; an empty cell is no rating.";
        double filled = 100.0 * found.size() / Math.max(1, users * movies);
        Table table = new Table(
                List.of("users", "movies", "ratings", "filled %"),
                List.of(List.of((double) users, (double) movies, (double) found.size(), filled)));
        return new Topic(
                "densestRegion",
                "Where users and movies meet most",
                note,
                table,
                List.of(new Chart("densest-region", "Ratings where users and movies meet most", note, plot)));
    }
}
