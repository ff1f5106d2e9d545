package dev.matinee.lab.report;

import static dev.matinee.lab.segments.JsonParts.list;
import static dev.matinee.lab.segments.JsonParts.map;
import static dev.matinee.lab.segments.JsonParts.maps;
import static dev.matinee.lab.segments.JsonParts.number;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.lab.chart.Table;
import dev.matinee.lab.segments.JsonParts;
import dev.matinee.lab.segments.SegmentCharts;
import dev.matinee.lab.segments.SegmentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The segments of users that are saved in the workspace. */
final class SegmentsSection {
    /** How many genres a line names. */
    private static final int GENRES = 5;

    private SegmentsSection() {}

    static Optional<Section> of(Workspace workspace) {
        SegmentStore store = new SegmentStore(workspace);
        Section section = new Section("segments", "Segments of users");
        int number = 0;
        for (String name : store.names()) {
            number++;
            add(section, name, "segments-" + number, store.read(name));
        }
        return number == 0 ? Optional.empty() : Optional.of(section);
    }

    private static void add(Section section, String name, String chart, Map<String, Object> saved) {
        List<Map<?, ?>> segments = maps(saved.get("segments"));
        section.heading("Segments " + name);
        section.text(String.format(
                Locale.ROOT,
                "%s segments of %s users by %s, chosen by %s; silhouette %.3f (1: far apart, 0: touching).%s",
                saved.get("k"),
                saved.get("rows"),
                by(saved),
                saved.get("chosenBy"),
                number(saved.get("silhouette")),
                stability(saved)));
        section.table(table(segments));
        SegmentCharts.overall(chart, saved).forEach(section::chart);
        map(saved.get("migration")).ifPresent(migration -> section.table(migration(migration, segments)));
        for (Map<?, ?> segment : segments) {
            List<String> lines = lines(segment);
            var charts = SegmentCharts.ofSegment(chart, segment);
            if (!lines.isEmpty() || !charts.isEmpty()) {
                section.subheading(name(segment));
                section.list(lines);
                charts.forEach(section::chart);
            }
        }
        list(saved.get("notes")).forEach(note -> section.text("Note: " + note + "."));
    }

    private static String by(Map<String, Object> saved) {
        return map(saved.get("matrix"))
                .map(matrix -> String.format(
                        Locale.ROOT,
                        "their taste in the %s most rated movies (%s ratings, missing ones %s)",
                        matrix.get("movies"),
                        matrix.get("ratings"),
                        "zero".equals(matrix.get("missing")) ? "counted as 0" : "left out"))
                .orElseGet(() -> list(saved.get("features")).stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", ")));
    }

    private static String stability(Map<String, Object> saved) {
        return map(saved.get("stability"))
                .flatMap(stability -> map(stability.get("adjustedRand"))
                        .map(rand -> String.format(
                                Locale.ROOT,
                                " When users are drawn anew, the same segments are found with an adjusted Rand index of"
                                        + " %.2f (95 %% of %s draws: %.2f to %.2f).",
                                number(rand.get("mean")),
                                stability.get("resamples"),
                                number(rand.get("low")),
                                number(rand.get("high")))))
                .orElse("");
    }

    private static String name(Map<?, ?> segment) {
        return segment.get("segment") + ": " + segment.get("label");
    }

    private static Table table(List<Map<?, ?>> segments) {
        List<List<Object>> rows = new ArrayList<>();
        for (Map<?, ?> segment : segments) {
            rows.add(List.of(
                    String.valueOf(segment.get("segment")),
                    String.valueOf(segment.get("label")),
                    String.valueOf(segment.get("interpretation")),
                    number(segment.get("users")),
                    100 * number(segment.get("share")),
                    100 * number(segment.get("shareOfRatings")),
                    mean(segment, "ratings"),
                    mean(segment, "mean"),
                    mean(segment, "std"),
                    number(segment.get("silhouette")),
                    map(segment.get("stability"))
                            .map(stability -> number(stability.get("mean")))
                            .orElse(Double.NaN)));
        }
        return new Table(
                List.of(
                        "segment",
                        "name",
                        "what it is",
                        "users",
                        "share of users %",
                        "share of ratings %",
                        "ratings each",
                        "mean rating",
                        "deviation of ratings",
                        "silhouette",
                        "stability"),
                rows);
    }

    private static double mean(Map<?, ?> segment, String feature) {
        return map(segment.get("means"))
                .map(means -> number(means.get(feature)))
                .orElse(Double.NaN);
    }

    private static Table migration(Map<?, ?> migration, List<Map<?, ?>> segments) {
        List<String> header = new ArrayList<>(List.of("from, to"));
        segments.forEach(to -> header.add(String.valueOf(to.get("segment"))));
        List<List<Object>> rows = new ArrayList<>();
        for (Map<?, ?> from : segments) {
            List<Object> row = new ArrayList<>(List.of(name(from)));
            for (Map<?, ?> to : segments) {
                row.add(users(maps(migration.get("flows")), from, to));
            }
            rows.add(row);
        }
        List<Object> appeared = new ArrayList<>(List.of("new users"));
        segments.forEach(to -> appeared.add(users(maps(migration.get("appeared")), Map.of(), to)));
        rows.add(appeared);
        return new Table(header, rows);
    }

    private static double users(List<Map<?, ?>> flows, Map<?, ?> from, Map<?, ?> to) {
        return flows.stream()
                .filter(flow -> from.isEmpty() || number(flow.get("from")) == number(from.get("segment")))
                .filter(flow -> number(flow.get("to")) == number(to.get("segment")))
                .mapToDouble(flow -> number(flow.get("users")))
                .sum();
    }

    private static List<String> lines(Map<?, ?> segment) {
        List<String> lines = new ArrayList<>();
        line(
                lines,
                "Watches more",
                segment.get("topGenres"),
                GENRES,
                taste -> String.format(Locale.ROOT, "%s × %.2f", taste.get("genre"), number(taste.get("lift"))));
        line(
                lines,
                "Likes less",
                segment.get("dislikedGenres"),
                GENRES,
                taste -> String.format(Locale.ROOT, "%s %+.2f stars", taste.get("genre"), number(taste.get("stars"))));
        line(
                lines,
                "Typical movies",
                segment.get("typicalMovies"),
                Integer.MAX_VALUE,
                movie -> String.format(Locale.ROOT, "%s × %.1f", JsonParts.movie(movie), number(movie.get("lift"))));
        return lines;
    }

    private static void line(
            List<String> lines,
            String what,
            @org.jspecify.annotations.Nullable Object items,
            int most,
            Function<Map<?, ?>, String> text) {
        List<Map<?, ?>> all = maps(items);
        if (!all.isEmpty()) {
            lines.add(what + ": " + all.stream().limit(most).map(text).collect(Collectors.joining(", ")));
        }
    }
}
