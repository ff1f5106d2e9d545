package dev.matinee.lab.segments;

import static dev.matinee.lab.segments.JsonParts.map;
import static dev.matinee.lab.segments.JsonParts.maps;
import static dev.matinee.lab.segments.JsonParts.number;

import dev.matinee.lab.chart.Axis;
import dev.matinee.lab.chart.Bars;
import dev.matinee.lab.chart.Boxes;
import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.chart.Flow;
import dev.matinee.lab.chart.HeatMap;
import dev.matinee.lab.chart.Lines;
import dev.matinee.lab.chart.Scatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Segments in pictures. */
public final class SegmentCharts {
    private SegmentCharts() {}

    /** All pictures of segments; where they were found by genres alone, with a dot for each user. */
    public static List<Chart> of(Segments segments) {
        List<Chart> charts = new ArrayList<>(of("segments", segments.toJson()));
        users("segments-users", segments).ifPresent(charts::add);
        return charts;
    }

    /**
     * The pictures of segments as {@code segment} shows and the workspace keeps them: all but that of single users.
     *
     * @param prefix what the names of the charts begin with
     */
    public static List<Chart> of(String prefix, Map<?, ?> described) {
        List<Chart> charts = new ArrayList<>(overall(prefix, described));
        maps(described.get("segments")).forEach(segment -> charts.addAll(ofSegment(prefix, segment)));
        return charts;
    }

    /** The pictures of a single segment, as it is described among the others. */
    public static List<Chart> ofSegment(String prefix, Map<?, ?> segment) {
        return TasteCharts.of(prefix, segment, name(segment));
    }

    private static String name(Map<?, ?> segment) {
        return segment.get("segment") + ": " + segment.get("label");
    }

    /** The pictures of all segments together. */
    public static List<Chart> overall(String prefix, Map<?, ?> described) {
        List<Map<?, ?>> segments = maps(described.get("segments"));
        List<String> names = segments.stream().map(SegmentCharts::name).toList();
        List<Chart> charts = new ArrayList<>();
        charts.add(sizes(prefix, segments, names));
        if (maps(described.get("curve")).size() > 1) {
            charts.add(inertia(prefix, described));
            charts.add(silhouette(prefix, described));
        }
        deviations(prefix, segments, names).ifPresent(charts::add);
        lifts(prefix, segments, names).ifPresent(charts::add);
        stability(prefix, described, segments).ifPresent(charts::add);
        map(described.get("migration"))
                .flatMap(migration -> flow(prefix, migration, names))
                .ifPresent(charts::add);
        return charts;
    }

    private static Chart sizes(String prefix, List<Map<?, ?>> segments, List<String> names) {
        return new Chart(
                prefix + "-sizes",
                "How large the segments are",
                "",
                new Bars(
                        Axis.of("segment"),
                        Axis.of("share", "%"),
                        true,
                        names,
                        List.of(
                                new Bars.Series("of users", percent(segments, "share")),
                                new Bars.Series("of ratings", percent(segments, "shareOfRatings")))));
    }

    private static List<Double> percent(List<Map<?, ?>> segments, String share) {
        return segments.stream()
                .map(segment -> 100 * number(segment.get(share)))
                .toList();
    }

    private static Chart inertia(String prefix, Map<?, ?> described) {
        return curve(
                prefix,
                described,
                "inertia",
                "Inertia by number of segments",
                "The sum of squared distances of users to the centers of their segments; it always falls, and bends where"
                        + " more segments gain little.");
    }

    private static Chart silhouette(String prefix, Map<?, ?> described) {
        return curve(
                prefix,
                described,
                "silhouette",
                "Silhouette by number of segments",
                "1: users are far closer to their own segment than to the next; 0: segments touch.");
    }

    private static Chart curve(String prefix, Map<?, ?> described, String what, String title, String note) {
        List<Map<?, ?>> points = maps(described.get("curve"));
        Lines.Curve curve = Lines.Curve.of(
                what,
                points.stream().map(point -> number(point.get("k"))).toList(),
                points.stream().map(point -> number(point.get(what))).toList());
        return new Chart(
                prefix + "-" + what,
                title,
                note,
                new Lines(
                        Axis.of("number of segments k"),
                        Axis.of(what),
                        Lines.Style.DOTS,
                        List.of(curve),
                        List.of(new Lines.Mark(
                                number(described.get("k")),
                                Choice.GIVEN.json().equals(described.get("chosenBy")) ? "given" : "chosen"))));
    }

    /** Without unique movies, which are as many as ratings where nobody rates a movie twice. */
    private static Optional<Chart> deviations(String prefix, List<Map<?, ?>> segments, List<String> names) {
        List<Map<?, ?>> deviations = segments.stream()
                .flatMap(segment -> map(segment.get("deviations")).stream())
                .toList();
        if (deviations.size() < segments.size() || deviations.stream().anyMatch(Map::isEmpty)) {
            return Optional.empty();
        }
        List<String> features = deviations.getFirst().keySet().stream()
                .map(String::valueOf)
                .filter(feature -> !feature.equals("uniqueMovies")
                        || deviations.stream()
                                .anyMatch(own -> number(own.get(feature)) != number(own.get(FeatureNames.RATINGS))))
                .toList();
        return Optional.of(new Chart(
                prefix + "-means",
                "How each segment differs from everyone",
                "How far the mean of a segment is above or below that of all users, in standard deviations (sd) of users:"
                        + " beyond 1 or -1 a segment stands out.",
                new HeatMap(
                        Axis.of("what is known of users"),
                        Axis.of("segment"),
                        Axis.of("difference", "sd"),
                        features,
                        names,
                        deviations.stream()
                                .map(own -> features.stream()
                                        .map(feature -> number(own.get(feature)))
                                        .toList())
                                .toList(),
                        true)));
    }

    private static Optional<Chart> stability(String prefix, Map<?, ?> described, List<Map<?, ?>> segments) {
        List<Boxes.Box> boxes = new ArrayList<>();
        map(described.get("stability"))
                .flatMap(stability -> box("all", stability.get("adjustedRand")))
                .ifPresent(boxes::add);
        segments.forEach(segment -> box(String.valueOf(segment.get("segment")), segment.get("stability"))
                .ifPresent(boxes::add));
        return boxes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Chart(
                        prefix + "-stability",
                        "How surely each segment is found again",
                        "The adjusted Rand index when users are drawn anew and divided again: 1 is the same segment every"
                                + " time, 0 is chance. A box holds the middle half of the draws, its whiskers 95 %.",
                        new Boxes(Axis.of("segment"), Axis.of("adjusted Rand index"), boxes)));
    }

    /** None for segments that an earlier version saved without quartiles. */
    private static Optional<Boxes.Box> box(String name, @Nullable Object stability) {
        return map(stability)
                .filter(interval -> interval.containsKey("median"))
                .map(interval -> new Boxes.Box(
                        name,
                        number(interval.get("low")),
                        number(interval.get("lowerQuartile")),
                        number(interval.get("median")),
                        number(interval.get("upperQuartile")),
                        number(interval.get("high"))));
    }

    private static Optional<Chart> lifts(String prefix, List<Map<?, ?>> segments, List<String> names) {
        List<Map<?, ?>> lifts = segments.stream()
                .flatMap(segment -> map(segment.get("genreLifts")).stream())
                .toList();
        if (lifts.size() < segments.size() || lifts.stream().anyMatch(Map::isEmpty)) {
            return Optional.empty();
        }
        List<String> genres =
                lifts.getFirst().keySet().stream().map(String::valueOf).toList();
        List<List<Double>> cells = lifts.stream()
                .map(own -> genres.stream()
                        .map(genre -> doublings(number(own.get(genre))))
                        .toList())
                .toList();
        return Optional.of(new Chart(
                prefix + "-genres",
                "What each segment watches more, and less, than everyone",
                "The lift of a genre: its share of a user's ratings, divided by the same for everyone. 1 is twice"
                        + " everyone's share, -1 half of it; a cell is empty where the genre is never watched. Small"
                        + " segments differ by chance too.",
                new HeatMap(
                        Axis.of("genre"),
                        Axis.of("segment"),
                        Axis.of("lift", "doublings"),
                        genres,
                        names,
                        cells,
                        true)));
    }

    private static double doublings(double lift) {
        return lift > 0 ? Math.log(lift) / Math.log(2) : Double.NaN;
    }

    private static Optional<Chart> flow(String prefix, Map<?, ?> migration, List<String> names) {
        List<Map<?, ?>> flows = maps(migration.get("flows"));
        if (flows.isEmpty()) {
            return Optional.empty();
        }
        List<Flow.Node> nodes = IntStream.range(0, 2)
                .boxed()
                .flatMap(stage -> IntStream.range(0, names.size())
                        .filter(segment -> flows.stream()
                                .anyMatch(flow -> number(flow.get(stage == 0 ? "from" : "to")) == segment + 1))
                        .mapToObj(segment -> new Flow.Node(stage, names.get(segment))))
                .toList();
        List<Flow.Link> links = flows.stream()
                .map(flow -> new Flow.Link(
                        place(nodes, 0, flow.get("from"), names),
                        place(nodes, 1, flow.get("to"), names),
                        number(flow.get("users"))))
                .toList();
        double appeared = maps(migration.get("appeared")).stream()
                .mapToDouble(row -> number(row.get("users")))
                .sum();
        return Optional.of(new Chart(
                prefix + "-migration",
                "Who moved from which segment to which",
                migration.get("moved") + " of " + migration.get("users") + " users are in another segment at the end; "
                        + (long) appeared + " more came after the first day and are not shown.",
                new Flow(
                        Axis.of("users"),
                        List.of(
                                "before " + migration.get("from"),
                                migration.get("to") == null ? "all ratings" : "before " + migration.get("to")),
                        nodes,
                        links)));
    }

    private static int place(List<Flow.Node> nodes, int stage, @Nullable Object segment, List<String> names) {
        return nodes.indexOf(new Flow.Node(stage, names.get((int) number(segment) - 1)));
    }

    /** Users by their mean ratings of genres, in the colours of their segments; empty where they were not found by genres alone. */
    public static Optional<Chart> users(String chart, Segments segments) {
        List<String> features = segments.features();
        if (features.size() < 2 || !features.stream().allMatch(name -> name.startsWith(FeatureNames.GENRE))) {
            return Optional.empty();
        }
        List<String> genres = features.stream()
                .map(name -> name.substring(FeatureNames.GENRE.length()))
                .toList();
        UserFeatures users = segments.users();
        List<Scatter.Group> groups = new ArrayList<>();
        for (SegmentProfile profile : segments.profiles()) {
            List<Scatter.Dot> dots = IntStream.range(0, users.size())
                    .filter(row -> segments.labels()[row] == profile.segment() - 1)
                    .mapToObj(row -> new Scatter.Dot(
                            users.value(row, features.get(0)),
                            users.value(row, features.get(1)),
                            features.size() > 2 ? users.value(row, features.get(2)) : 1,
                            users.user(row)))
                    .toList();
            groups.add(new Scatter.Group(profile.segment() + ": " + profile.label(), dots));
        }
        Scatter scatter = Scatter.of(stars(genres.get(0)), stars(genres.get(1)), groups);
        String third = genres.size() > 2 ? "mean rating of " + genres.get(2) : "";
        return Optional.of(new Chart(
                chart,
                "Users by their mean ratings of " + genres.get(0) + " and " + genres.get(1),
                third.isEmpty() ? "" : "The larger a dot, the higher the " + third + ".",
                scatter.sizedBy(third)));
    }

    private static Axis stars(String genre) {
        return Axis.of("mean rating of " + genre, "stars");
    }
}
