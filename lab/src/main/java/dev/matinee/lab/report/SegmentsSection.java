package dev.matinee.lab.report;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.lab.chart.Table;
import dev.matinee.lab.segments.SegmentCharts;
import dev.matinee.lab.segments.SegmentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The segments of users that are saved in the workspace. */
final class SegmentsSection {
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
                "%s segments of %s users by %s, chosen by %s; silhouette %.3f (1: far apart, 0: touching).",
                saved.get("k"),
                saved.get("rows"),
                String.valueOf(saved.get("features")).replaceAll("[\\[\\]]", ""),
                saved.get("chosenBy"),
                number(saved.get("silhouette"))));
        List<List<Object>> rows = new ArrayList<>();
        for (Map<?, ?> segment : segments) {
            rows.add(List.of(
                    String.valueOf(segment.get("segment")),
                    String.valueOf(segment.get("label")),
                    number(segment.get("users")),
                    100 * number(segment.get("share")),
                    100 * number(segment.get("shareOfRatings"))));
        }
        section.table(new Table(List.of("segment", "name", "users", "share of users %", "share of ratings %"), rows));
        SegmentCharts.of(chart, saved).forEach(section::chart);
    }

    private static List<Map<?, ?>> maps(@org.jspecify.annotations.Nullable Object list) {
        List<Map<?, ?>> maps = new ArrayList<>();
        if (list instanceof List<?> all) {
            for (Object one : all) {
                if (one instanceof Map<?, ?> map) {
                    maps.add(map);
                }
            }
        }
        return maps;
    }

    private static double number(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
