package dev.matinee.lab.answers;

import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often each movie was rated by the users of a segment, counted when a segment is first asked for. Thread-safe.
 *
 * <p>Memory: 4 bytes a movie and segment asked for.
 */
public final class SegmentTastes {
    /** Fewer users of a segment say nothing of it. */
    private static final int FEWEST = 5;

    private final Interactions ratings;
    private final Map<String, String> segments;
    private final Map<String, Segment> counted = new ConcurrentHashMap<>();

    /**
     * The tastes of segments.
     *
     * @param segments the label of each user's segment, of those who are in one
     */
    public SegmentTastes(Interactions ratings, Map<String, String> segments) {
        this.ratings = ratings;
        this.segments = segments;
    }

    private record Segment(int users, float[] counts) {}

    /**
     * That a movie is watched more by a segment than by everybody.
     *
     * @param label the segment
     * @param share the share of its users who have rated the movie
     * @param ofAll the share of all users
     */
    public record Liking(String label, double share, double ofAll) {
        /** As JSON values. */
        public Map<String, Object> toJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("label", label);
            json.put("share", share);
            json.put("ofAll", ofAll);
            return json;
        }
    }

    /** The counts of the segment that a user is in, by item; empty for a user in none. */
    public Optional<float[]> of(String user) {
        return segment(user).map(Segment::counts);
    }

    /** How much the segment that a user is in watches a movie, where it does so more than all users. */
    public Optional<Liking> liking(String user, int item) {
        Optional<Segment> own = segment(user);
        if (own.isEmpty() || own.get().counts()[item] < FEWEST) {
            return Optional.empty();
        }
        double share = own.get().counts()[item] / (double) own.get().users();
        double ofAll = ratings.byItem().count(item) / (double) ratings.users().size();
        return share > ofAll
                ? Optional.of(new Liking(segments.getOrDefault(user, ""), share, ofAll))
                : Optional.empty();
    }

    private Optional<Segment> segment(String user) {
        return Optional.ofNullable(segments.get(user)).map(label -> counted.computeIfAbsent(label, this::count));
    }

    private Segment count(String label) {
        float[] counts = new float[ratings.items().size()];
        int users = 0;
        Rows byUser = ratings.byUser();
        for (int user = 0; user < byUser.rows(); user++) {
            if (label.equals(segments.get(ratings.users().id(user)))) {
                users++;
                for (long position = byUser.start(user); position < byUser.end(user); position++) {
                    counts[byUser.column(position)]++;
                }
            }
        }
        return new Segment(users, counts);
    }
}
