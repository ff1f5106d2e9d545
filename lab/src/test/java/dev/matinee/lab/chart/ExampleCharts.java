package dev.matinee.lab.chart;

import java.util.ArrayList;
import java.util.List;

/** A chart of every kind, with texts that would break a page where they were not escaped. */
final class ExampleCharts {
    static final String NASTY = "\"Quoted\" & </script><script>alert('x')</script> <b>(1999)</b>";

    private ExampleCharts() {}

    static List<Chart> all() {
        List<Double> many = new ArrayList<>();
        List<Double> heights = new ArrayList<>();
        List<Scatter.Dot> dots = new ArrayList<>();
        List<List<Double>> lines = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            many.add((double) i);
            heights.add(Math.sin(i / 8.0) + 2);
            dots.add(new Scatter.Dot(1 + i * i, 3 + Math.sin(i), i, i == 0 ? NASTY : "movie " + i));
            lines.add(List.of((double) i, Math.cos(i), 10.0 + i % 7));
        }
        List<Double> days = many.stream()
                .map(i -> 946_684_800_000.0 + i * 30 * 86_400_000.0)
                .toList();
        Axis log = Axis.of("ratings per movie").log();
        Axis stars = Axis.of("mean rating", "stars");
        return List.of(
                chart(
                        "bars",
                        Bars.of(
                                Axis.of("rating"),
                                Axis.of("share of ratings", "%"),
                                List.of("1", "2", "3"),
                                List.of(10.0, 60.0, 30.0))),
                chart(
                        "bars-lying",
                        new Bars(
                                Axis.of("movie"),
                                Axis.of("ratings"),
                                true,
                                List.of(NASTY, "Toy Story (1995)"),
                                List.of(
                                        new Bars.Series("men", List.of(10.0, 60.0)),
                                        new Bars.Series("women", List.of(20.0, Double.NaN))))),
                chart(
                        "histogram",
                        new Histogram(
                                log, Axis.of("movies").log(), List.of(1.0, 2.0, 4.0, 8.0), List.of(100.0, 10.0, 1.0))),
                chart(
                        "line",
                        new Lines(
                                Axis.of("k"),
                                Axis.of("inertia"),
                                Lines.Style.DOTS,
                                List.of(Lines.Curve.of(NASTY, many, heights)),
                                List.of(new Lines.Mark(4, "chosen k = 4")))),
                chart(
                        "area",
                        Lines.of(
                                Axis.time("month"),
                                Axis.of("ratings"),
                                Lines.Style.AREA,
                                List.of(Lines.Curve.of("all", days, heights)))),
                chart(
                        "step",
                        Lines.of(
                                Axis.time("month"),
                                Axis.of("ratings"),
                                Lines.Style.STEP,
                                List.of(Lines.Curve.of("all", days, heights)))),
                chart(
                        "lorenz",
                        Lines.lorenz(
                                "users",
                                "ratings",
                                List.of(Lines.Curve.of(
                                        "users", List.of(0.0, 50.0, 100.0), List.of(0.0, 10.0, 100.0))))),
                chart(
                        "scatter",
                        Scatter.of(
                                        log,
                                        stars,
                                        List.of(
                                                new Scatter.Group("first", dots.subList(0, 30)),
                                                new Scatter.Group("second", dots.subList(30, 60))))
                                .sizedBy("mean rating of Action")),
                chart(
                        "joint",
                        Scatter.of(log, stars, List.of(new Scatter.Group("movies", dots)))
                                .withMargins()),
                chart(
                        "heat-map",
                        HeatMap.of(
                                Axis.of("movie"),
                                Axis.of("user"),
                                stars,
                                List.of("a", NASTY, "c"),
                                List.of("1", "2"),
                                List.of(List.of(1.0, Double.NaN, 3.0), List.of(4.0, 5.0, 2.5)))),
                chart(
                        "lifts",
                        new HeatMap(
                                Axis.of("genre"),
                                Axis.of("segment"),
                                Axis.of("lift"),
                                List.of("a", "b"),
                                List.of("1", "2"),
                                List.of(List.of(-1.0, 0.0), List.of(2.0, 0.5)),
                                true)),
                chart(
                        "flow",
                        new Flow(
                                Axis.of("users"),
                                List.of("2015", "2016"),
                                List.of(
                                        new Flow.Node(0, "critical"),
                                        new Flow.Node(0, NASTY),
                                        new Flow.Node(1, "critical"),
                                        new Flow.Node(1, NASTY)),
                                List.of(
                                        new Flow.Link(0, 2, 10),
                                        new Flow.Link(0, 3, 5),
                                        new Flow.Link(1, 2, 2),
                                        new Flow.Link(1, 3, 20)))),
                chart(
                        "parallel",
                        new Parallel(
                                List.of(Axis.of("ratings"), Axis.of("deviation"), stars),
                                List.of(
                                        new Parallel.Group("some", lines.subList(0, 20)),
                                        new Parallel.Group("others", lines.subList(20, 60))))),
                chart(
                        "boxes",
                        new Boxes(
                                Axis.of("segment"),
                                stars,
                                List.of(
                                        new Boxes.Box("one", 0.5, 2, 3, 4, 5),
                                        new Boxes.Box(NASTY, 1, 2.5, 3.5, 4, 5)))));
    }

    private static Chart chart(String name, Plot plot) {
        return new Chart(name, "Title of " + name + " " + NASTY, "A note. " + NASTY, plot);
    }
}
