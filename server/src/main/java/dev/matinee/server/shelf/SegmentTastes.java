package dev.matinee.server.shelf;

import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often each movie was rated by the users of a segment, counted when a segment is first asked for. Thread-safe.
 *
 * <p>Memory: 4 bytes a movie and segment asked for.
 */
final class SegmentTastes {
    private final Interactions ratings;
    private final Map<String, String> segments;
    private final Map<String, float[]> counts = new ConcurrentHashMap<>();

    SegmentTastes(Interactions ratings, Map<String, String> segments) {
        this.ratings = ratings;
        this.segments = segments;
    }

    /** The counts of the segment that a user is in, by item; empty for a user in none. */
    Optional<float[]> of(String user) {
        return Optional.ofNullable(segments.get(user)).map(label -> counts.computeIfAbsent(label, this::count));
    }

    private float[] count(String label) {
        float[] counted = new float[ratings.items().size()];
        Rows byUser = ratings.byUser();
        for (int user = 0; user < byUser.rows(); user++) {
            if (label.equals(segments.get(ratings.users().id(user)))) {
                for (long position = byUser.start(user); position < byUser.end(user); position++) {
                    counted[byUser.column(position)]++;
                }
            }
        }
        return counted;
    }
}
