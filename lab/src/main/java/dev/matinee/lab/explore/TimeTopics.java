package dev.matinee.lab.explore;

import dev.matinee.lab.chart.Axis;
import dev.matinee.lab.chart.Bars;
import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.chart.Lines;
import dev.matinee.lab.chart.Table;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** When ratings are given. */
record TimeTopics(Questions questions) {
    List<Topic> all(List<String> leftOut) {
        List<Topic> topics = new ArrayList<>(List.of(byMonth(), byYear(), byWeekday()));
        Topic hours = byHour();
        long atMidnight = (Long) hours.table().rows().getFirst().get(1);
        long all = hours.table().rows().stream()
                .mapToLong(row -> (Long) row.get(1))
                .sum();
        if (atMidnight == all) {
            leftOut.add("The times are dates alone: ratings by hour of day are left out.");
        } else {
            topics.add(hours);
        }
        topics.add(span());
        return topics;
    }

    private Topic byMonth() {
        List<double[]> found = questions.ask("by_month", row -> new double[] {row.number("millis"), row.number("n")});
        List<List<Object>> rows = new ArrayList<>();
        found.forEach(month -> rows.add(
                List.of(Instant.ofEpochMilli((long) month[0]).toString().substring(0, 7), (long) month[1])));
        Lines.Curve curve = Lines.Curve.of(
                "ratings",
                found.stream().map(month -> month[0]).toList(),
                found.stream().map(month -> month[1]).toList());
        return new Topic(
                "byMonth",
                "Ratings per month",
                "",
                new Table(List.of("month", "ratings"), rows),
                List.of(new Chart(
                        "by-month",
                        "Ratings per month",
                        "By the time of the rating, UTC.",
                        Lines.of(Axis.time("month"), Axis.of("ratings"), Lines.Style.AREA, List.of(curve)))));
    }

    private Topic byYear() {
        List<List<Object>> rows = questions.ask(
                "by_year", row -> List.of(Long.toString(row.whole("year")), row.whole("n"), row.number("mean")));
        return counted(
                "byYear", "by-year", "Ratings per year", "year", rows, List.of("year", "ratings", "mean rating"));
    }

    private Topic byHour() {
        List<List<Object>> rows =
                questions.ask("by_hour", row -> List.of(Long.toString(row.whole("hour")), row.whole("n")));
        return counted("byHour", "by-hour", "Ratings by hour of day", "hour, UTC", rows, List.of("hour", "ratings"));
    }

    private Topic byWeekday() {
        List<List<Object>> rows = questions.ask(
                "by_weekday",
                row -> List.of(
                        DayOfWeek.of((int) row.whole("weekday")).getDisplayName(TextStyle.FULL, Locale.ENGLISH),
                        row.whole("n")));
        return counted(
                "byWeekday",
                "by-weekday",
                "Ratings by day of the week",
                "day, UTC",
                rows,
                List.of("weekday", "ratings"));
    }

    private static Topic counted(
            String name, String chart, String title, String axis, List<List<Object>> rows, List<String> header) {
        List<String> names = rows.stream().map(row -> row.getFirst().toString()).toList();
        List<Double> heights =
                rows.stream().map(row -> ((Number) row.get(1)).doubleValue()).toList();
        Bars bars = Bars.of(Axis.of(axis), Axis.of("ratings"), names, heights);
        return new Topic(name, title, "", new Table(header, rows), List.of(new Chart(chart, title, "", bars)));
    }

    private Topic span() {
        List<List<Object>> rows =
                questions.ask("activity_span", row -> List.of(row.text("span"), row.whole("n"), row.number("share")));
        Bars bars = Bars.of(
                Axis.of("from the first to the last rating, at most"),
                Axis.of("share of users", "%"),
                rows.stream().map(row -> row.getFirst().toString()).toList(),
                rows.stream().map(row -> (Double) row.get(2)).toList());
        return new Topic(
                "activitySpan",
                "How long users stay",
                "",
                new Table(List.of("at most", "users", "share %"), rows),
                List.of(new Chart("activity-span", "How long users stay", "", bars)));
    }
}
