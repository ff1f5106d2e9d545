package dev.matinee.server.feedback;

import dev.matinee.server.store.StoredRow;
import dev.matinee.server.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The events as the store has them. */
final class Events {
    private static final String COLUMNS = "user_id, idempotency_key, movie_id, kind, rating, happened_at";

    /** How many events of a user are looked at, the latest of them. */
    private static final int MOST_OF_A_USER = 10_000;

    private Events() {}

    /** Adds events; of each says whether it was new. Those whose key the user has used before are left out. */
    static boolean[] add(Transaction transaction, List<FeedbackEvent> events, Instant received) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (FeedbackEvent event : events) {
            rows.add(new @Nullable Object[] {
                event.user(),
                event.key(),
                event.movie(),
                event.kind().json(),
                event.rating().isPresent() ? event.rating().getAsDouble() : null,
                event.happened(),
                received
            });
        }
        int[] added = transaction.updateAll(
                "INSERT INTO feedback_event (" + COLUMNS + ", received_at) VALUES (?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (user_id, idempotency_key) DO NOTHING",
                rows);
        boolean[] isNew = new boolean[added.length];
        for (int i = 0; i < added.length; i++) {
            isNew[i] = added[i] > 0;
        }
        return isNew;
    }

    /** The event that a user has sent under a key. */
    static Optional<FeedbackEvent> find(Transaction transaction, String user, String key) {
        return transaction.first(
                "SELECT " + COLUMNS + " FROM feedback_event WHERE user_id = ? AND idempotency_key = ?",
                Events::read,
                user,
                key);
    }

    /** What a user did, in the order in which it was acknowledged, without impressions. */
    static List<FeedbackEvent> ofUser(Transaction transaction, String user) {
        return transaction
                .query(
                        "SELECT " + COLUMNS + " FROM feedback_event WHERE user_id = ? AND kind <> 'impression'"
                                + " ORDER BY id DESC LIMIT " + MOST_OF_A_USER,
                        Events::read,
                        user)
                .reversed();
    }

    private static FeedbackEvent read(StoredRow row) {
        return new FeedbackEvent(
                row.text("idempotency_key"),
                row.text("user_id"),
                row.text("movie_id"),
                FeedbackKind.of(row.text("kind")),
                row.number("rating"),
                row.time("happened_at"));
    }
}
