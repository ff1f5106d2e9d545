package dev.matinee.server.api;

import dev.matinee.data.catalog.Movie;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.Rated;
import dev.matinee.lab.answers.MovieLists;
import dev.matinee.server.feedback.FeedbackKind;
import dev.matinee.server.feedback.Opinions;
import dev.matinee.server.shelf.ServedCatalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a user: the ratings of the catalog, and what was done since, which takes the place of the catalog's rating of the
 * same movie. That a movie was watched or dismissed does not take the place of a rating.
 */
final class UserHistory {
    private final ServedCatalog catalog;
    private final String user;
    private final OptionalInt row;
    private final Opinions since;
    private final boolean isWhole;

    /**
     * What is known of a movie.
     *
     * @param rating the rating, where there is one
     * @param value what it stands for as a rating, where it stands for one
     * @param seconds when that was, or {@link Rows#NO_TIME}
     */
    private record Line(String movie, FeedbackKind kind, OptionalDouble rating, OptionalDouble value, long seconds) {}

    /**
     * A user.
     *
     * @param row the user's row in the catalog, where it may be used
     * @param since what was done since
     * @param isWhole whether that is all, or what was at hand while the store was gone
     */
    UserHistory(ServedCatalog catalog, String user, OptionalInt row, Opinions since, boolean isWhole) {
        this.catalog = catalog;
        this.user = user;
        this.row = row;
        this.since = since;
        this.isWhole = isWhole;
    }

    /** Whether anything is known. */
    boolean isKnown() {
        return row.isPresent() || since.size() > 0;
    }

    /** The user's row in the catalog and in models trained on it; empty for users who are not in it, or were erased. */
    OptionalInt row() {
        return row;
    }

    /** Whether all that was done is known, or the store is gone and it may be more. */
    boolean isWhole() {
        return isWhole;
    }

    /** The movies that are not to be recommended. */
    Set<String> hidden() {
        return since.hidden();
    }

    /** What to fold into a model: everything, where it says more than the catalog; nothing where a model knows the user as he is. */
    List<Rated> folded() {
        boolean isNews =
                lines(since).values().stream().anyMatch(line -> line.value().isPresent());
        return isNews ? rated() : List.of();
    }

    /** All that stands for a rating. */
    List<Rated> rated() {
        List<Rated> rated = new ArrayList<>();
        for (Line line : lines().values()) {
            line.value().ifPresent(value -> rated.add(new Rated(line.movie(), (float) value)));
        }
        return rated;
    }

    /** What the user gave a movie, if anything. */
    OptionalDouble rating(String movie) {
        Line line = lines().get(movie);
        return line == null ? OptionalDouble.empty() : line.rating();
    }

    private Map<String, Line> lines(Opinions opinions) {
        Map<String, Line> lines = new LinkedHashMap<>();
        for (Opinions.Opinion opinion : opinions.all()) {
            OptionalDouble value = opinion.value(catalog.card().scale(), catalog.mean());
            lines.put(
                    opinion.movie(),
                    new Line(
                            opinion.movie(),
                            opinion.kind(),
                            opinion.rating(),
                            value,
                            opinion.when().getEpochSecond()));
        }
        return lines;
    }

    private Map<String, Line> lines() {
        Map<String, Line> lines = new LinkedHashMap<>();
        if (row.isPresent()) {
            Rows rows = catalog.ratings().byUser();
            for (long position = rows.start(row.getAsInt()); position < rows.end(row.getAsInt()); position++) {
                String movie = catalog.rated().get(rows.column(position)).id();
                OptionalDouble rating = OptionalDouble.of(rows.rating(position));
                lines.put(movie, new Line(movie, FeedbackKind.RATING, rating, rating, rows.time(position)));
            }
        }
        lines(since).forEach((movie, line) -> {
            boolean opinion = line.kind() != FeedbackKind.WATCHED && line.kind() != FeedbackKind.DISMISSED;
            if (opinion || !lines.containsKey(movie)) {
                lines.remove(movie);
                lines.put(movie, line);
            }
        });
        return lines;
    }

    /** The user with what was done last first, of a user who is known. */
    Map<String, @Nullable Object> json(int top) {
        // Of the same second what was told last comes first.
        List<Line> latestFirst = new ArrayList<>(lines().values()).reversed();
        latestFirst.sort(Comparator.comparingLong(Line::seconds).reversed());
        List<Line> ratings =
                latestFirst.stream().filter(line -> line.rating().isPresent()).toList();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("user", user);
        json.put("statistics", statistics(ratings));
        json.put("segment", row.isPresent() ? catalog.segments().get(user) : null);
        json.put("tastes", tastes(ratings));
        json.put("history", latestFirst.stream().limit(top).map(this::json).toList());
        return json;
    }

    private static Map<String, @Nullable Object> statistics(List<Line> ratings) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("ratings", ratings.size());
        json.put("mean", mean(ratings));
        json.put("from", ratings.isEmpty() ? null : time(ratings.getLast()));
        json.put("to", ratings.isEmpty() ? null : time(ratings.getFirst()));
        return json;
    }

    private static double mean(Collection<Line> ratings) {
        return ratings.stream()
                .mapToDouble(line -> line.rating().orElseThrow())
                .average()
                .orElse(0);
    }

    private static @Nullable String time(Line line) {
        return line.seconds() == Rows.NO_TIME
                ? null
                : Instant.ofEpochSecond(line.seconds()).toString();
    }

    private Map<String, @Nullable Object> json(Line line) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("movie", line.movie());
        MovieLists.putFacts(json, catalog.movies().get(line.movie()));
        json.put("kind", line.kind().json());
        json.put("rating", line.rating().isPresent() ? line.rating().getAsDouble() : null);
        json.put("time", time(line));
        return json;
    }

    /** The genres of what was rated, the most frequent first. */
    private List<Map<String, Object>> tastes(List<Line> ratings) {
        Map<String, List<Line>> byGenre = new TreeMap<>();
        for (Line line : ratings) {
            Movie movie = catalog.movies().get(line.movie());
            for (String genre : movie.genres()) {
                byGenre.computeIfAbsent(genre, key -> new ArrayList<>()).add(line);
            }
        }
        List<Map<String, Object>> tastes = new ArrayList<>();
        byGenre.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, List<Line>> entry) ->
                        -entry.getValue().size()))
                .forEach(entry -> {
                    Map<String, Object> taste = new LinkedHashMap<>();
                    taste.put("genre", entry.getKey());
                    taste.put("ratings", (long) entry.getValue().size());
                    taste.put("share", (double) entry.getValue().size() / ratings.size());
                    taste.put("mean", mean(entry.getValue()));
                    tastes.add(taste);
                });
        return tastes;
    }
}
