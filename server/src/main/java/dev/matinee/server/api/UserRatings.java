package dev.matinee.server.api;

import dev.matinee.data.catalog.Movie;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.Rated;
import dev.matinee.lab.answers.MovieLists;
import dev.matinee.server.shelf.ServedCatalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a user has rated in the catalog; nothing for a user it does not know. */
final class UserRatings {
    private final ServedCatalog catalog;
    private final String user;
    private final OptionalInt row;
    private final Rows rows;

    UserRatings(ServedCatalog catalog, String user) {
        this.catalog = catalog;
        this.user = user;
        this.row = catalog.ratings().users().indexOf(user);
        this.rows = catalog.ratings().byUser();
    }

    boolean isKnown() {
        return row.isPresent();
    }

    /** The ratings by item index. */
    List<Rated> rated() {
        List<Rated> rated = new ArrayList<>();
        if (row.isPresent()) {
            for (long position = rows.start(row.getAsInt()); position < rows.end(row.getAsInt()); position++) {
                rated.add(new Rated(catalog.rated().get(rows.column(position)).id(), rows.rating(position)));
            }
        }
        return rated;
    }

    /** The user with the latest ratings first, of a user who is known. */
    Map<String, @Nullable Object> json(int top) {
        List<Long> positions = new ArrayList<>();
        for (long position = rows.start(row.orElseThrow()); position < rows.end(row.orElseThrow()); position++) {
            positions.add(position);
        }
        positions.sort(Comparator.comparingLong(rows::time).reversed());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("user", user);
        json.put("statistics", statistics(positions));
        json.put("segment", catalog.segments().get(user));
        json.put("tastes", tastes(positions));
        json.put("history", positions.stream().limit(top).map(this::line).toList());
        return json;
    }

    private Map<String, @Nullable Object> statistics(List<Long> positions) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("ratings", positions.size());
        json.put("mean", positions.stream().mapToDouble(rows::rating).average().orElse(0));
        json.put("from", positions.isEmpty() ? null : time(positions.getLast()));
        json.put("to", positions.isEmpty() ? null : time(positions.getFirst()));
        return json;
    }

    private @Nullable String time(long position) {
        long seconds = rows.time(position);
        return seconds == Rows.NO_TIME ? null : Instant.ofEpochSecond(seconds).toString();
    }

    private Map<String, @Nullable Object> line(long position) {
        Movie movie = catalog.rated().get(rows.column(position));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("movie", movie.id());
        MovieLists.putFacts(json, movie);
        json.put("rating", rows.rating(position));
        json.put("time", time(position));
        return json;
    }

    /** The genres of what was rated, the most frequent first. */
    private List<Map<String, Object>> tastes(List<Long> positions) {
        Map<String, double[]> byGenre = new TreeMap<>();
        for (long position : positions) {
            for (String genre : catalog.rated().get(rows.column(position)).genres()) {
                double[] sum = byGenre.computeIfAbsent(genre, key -> new double[2]);
                sum[0]++;
                sum[1] += rows.rating(position);
            }
        }
        List<Map<String, Object>> tastes = new ArrayList<>();
        byGenre.entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<String, double[]> entry) -> -entry.getValue()[0]))
                .forEach(entry -> {
                    Map<String, Object> taste = new LinkedHashMap<>();
                    taste.put("genre", entry.getKey());
                    taste.put("ratings", (long) entry.getValue()[0]);
                    taste.put("share", entry.getValue()[0] / positions.size());
                    taste.put("mean", entry.getValue()[1] / entry.getValue()[0]);
                    tastes.add(taste);
                });
        return tastes;
    }
}
