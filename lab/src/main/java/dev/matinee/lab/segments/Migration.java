package dev.matinee.lab.segments;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.engine.MatineeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who moved from which segment to which between two days. On a day a user is in the segment whose center is nearest to what
 * their ratings of earlier days amount to; centers and scales are those of the segments, the same on both days.
 *
 * @param from the first day
 * @param to the second day; without one, all ratings count
 * @param labels the names of the segments
 * @param flows how many users were in a segment (first index) and are in another (second index)
 * @param appeared how many users had no rating on the first day, by their segment on the second
 */
public record Migration(LocalDate from, Optional<LocalDate> to, List<String> labels, int[][] flows, int[] appeared) {
    /** The days to compare. */
    public record Days(LocalDate from, Optional<LocalDate> to) {
        /** Checks the order. */
        public Days {
            if (to.isPresent() && !from.isBefore(to.get())) {
                throw MatineeException.usage(
                        "migration must go from a day to a later one, got " + from + " and " + to.get());
            }
        }
    }

    /** Follows users between two days. */
    static Migration follow(
            Catalog catalog,
            Workers workers,
            Days days,
            List<String> genres,
            Scaling scaling,
            float[] centers,
            List<String> labels) {
        if (catalog.dataCard().from().isEmpty()) {
            throw MatineeException.badData(
                    "migration needs the times of ratings, and the catalog has none", "ingest ratings with times");
        }
        Map<String, Integer> before = assigned(workers, Optional.of(days.from()), genres, scaling, centers);
        if (before.isEmpty()) {
            throw MatineeException.usage("no rating was given before " + days.from() + ", the first is of "
                    + catalog.dataCard().from().orElseThrow().toString().substring(0, 10));
        }
        Map<String, Integer> after = assigned(workers, days.to(), genres, scaling, centers);
        int[][] flows = new int[labels.size()][labels.size()];
        int[] appeared = new int[labels.size()];
        after.forEach((user, segment) -> {
            Integer earlier = before.get(user);
            if (earlier == null) {
                appeared[segment]++;
            } else {
                flows[earlier][segment]++;
            }
        });
        return new Migration(days.from(), days.to(), List.copyOf(labels), flows, appeared);
    }

    private static Map<String, Integer> assigned(
            Workers workers, Optional<LocalDate> day, List<String> genres, Scaling scaling, float[] centers) {
        UserFeatures users = new FeatureQuery(genres, FeatureQuery.SUPPORT, day).ask(workers);
        Map<String, Integer> segments = new HashMap<>();
        if (users.size() > 0) {
            int[] labels = new int[users.size()];
            scaling.points(users)
                    .nearest(centers, centers.length / scaling.features().size())
                    .find(0, users.size(), labels, new float[users.size()]);
            for (int row = 0; row < users.size(); row++) {
                segments.put(users.user(row), labels[row]);
            }
        }
        return segments;
    }

    /** How many users were there on the first day. */
    public int users() {
        int sum = 0;
        for (int[] row : flows) {
            for (int count : row) {
                sum += count;
            }
        }
        return sum;
    }

    /** How many of them are in another segment on the second day. */
    public int moved() {
        int sum = users();
        for (int i = 0; i < flows.length; i++) {
            sum -= flows[i][i];
        }
        return sum;
    }

    Map<String, @Nullable Object> toJson() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int from = 0; from < flows.length; from++) {
            for (int to = 0; to < flows.length; to++) {
                if (flows[from][to] > 0) {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("from", from + 1);
                    row.put("to", to + 1);
                    row.put("users", flows[from][to]);
                    rows.add(row);
                }
            }
        }
        List<Map<String, Object>> news = new ArrayList<>();
        for (int to = 0; to < appeared.length; to++) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("to", to + 1);
            row.put("users", appeared[to]);
            news.add(row);
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("from", from.toString());
        json.put("to", to.map(LocalDate::toString).orElse(null));
        json.put("users", users());
        json.put("moved", moved());
        json.put("flows", rows);
        json.put("appeared", news);
        return json;
    }
}
