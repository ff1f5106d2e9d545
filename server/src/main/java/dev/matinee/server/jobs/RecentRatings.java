package dev.matinee.server.jobs;

import dev.matinee.data.catalog.Scale;
import dev.matinee.data.ingest.CatalogSource.Added;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.server.feedback.Opinions;
import dev.matinee.server.store.Store;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What users said of movies since a catalog was made, as ratings: of each user and movie the last rating, like or dislike. A like
 * and a dislike are the ratings nearest to what they {@linkplain Opinions stand for}. Read from the store by the service, and
 * handed to the process of a job in a file, one rating a line.
 */
final class RecentRatings {
    private RecentRatings() {}

    /** Writes what the store has, in the order in which it happened, and says how many ratings that is. */
    static int write(Store store, Scale scale, Path file) {
        List<Added> all = store.read(transaction -> transaction.query(
                "SELECT user_id, movie_id, kind, rating, happened_at FROM feedback_event WHERE id IN ("
                        + "SELECT MAX(id) FROM feedback_event WHERE kind IN ('rating', 'like', 'dislike')"
                        + " GROUP BY user_id, movie_id) ORDER BY happened_at, id",
                row -> new Added(
                        row.text("user_id"),
                        row.text("movie_id"),
                        switch (row.text("kind")) {
                            case "like" -> at(scale, Opinions.LIKED);
                            case "dislike" -> at(scale, Opinions.DISLIKED);
                            default -> (float) row.number("rating").orElse(Double.NaN);
                        },
                        row.time("happened_at").getEpochSecond())));
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (Added rating : all) {
                writer.write(Json.write(List.of(rating.user(), rating.movie(), rating.rating(), rating.time())));
                writer.newLine();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return all.size();
    }

    private static float at(Scale scale, double share) {
        double value = scale.min() + share * (scale.max() - scale.min());
        return (float)
                (scale.step() > 0
                        ? scale.min() + Math.rint((value - scale.min()) / scale.step()) * scale.step()
                        : value);
    }

    /** Those of a file that say something that a catalog does not have. */
    static List<Added> read(Path file, Interactions catalog) {
        List<Added> fresh = new ArrayList<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.map(RecentRatings::parsed)
                    .filter(rating -> !isIn(catalog, rating))
                    .forEach(fresh::add);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return fresh;
    }

    private static Added parsed(String line) {
        if (Json.parse(line) instanceof List<?> parts
                && parts.size() == 4
                && parts.get(2) instanceof Number rating
                && parts.get(3) instanceof Number time) {
            return new Added(
                    String.valueOf(parts.get(0)), String.valueOf(parts.get(1)), rating.floatValue(), time.longValue());
        }
        throw new IllegalStateException("no rating");
    }

    /** Whether a catalog has the same rating, or one that was given later. */
    private static boolean isIn(Interactions catalog, Added rating) {
        OptionalInt user = catalog.users().indexOf(rating.user());
        OptionalInt item = catalog.items().indexOf(rating.movie());
        if (user.isEmpty() || item.isEmpty()) {
            return false;
        }
        long position = catalog.byUser().position(user.getAsInt(), item.getAsInt());
        return position >= 0
                && (catalog.byUser().rating(position) == rating.rating()
                        || catalog.byUser().time(position) > rating.time());
    }
}
