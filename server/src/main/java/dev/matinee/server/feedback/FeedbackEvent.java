package dev.matinee.server.feedback;

import dev.matinee.engine.MatineeException;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * Something that a user did with a movie.
 *
 * @param key names the event among those of the user: one that is sent again under the same key counts once
 * @param user the user
 * @param movie the movie
 * @param kind what was done
 * @param rating the rating, of {@link FeedbackKind#RATING} only
 * @param happened when it was done
 */
public record FeedbackEvent(
        String key, String user, String movie, FeedbackKind kind, OptionalDouble rating, Instant happened) {
    /** Refuses a rating without a number and a number without a rating. */
    public FeedbackEvent {
        if ((kind == FeedbackKind.RATING) != rating.isPresent()) {
            throw MatineeException.usage(
                    kind == FeedbackKind.RATING ? "rating is missing" : "only events of kind rating have a rating");
        }
    }

    /** Whether the other is the same thing, sent again; when it happened may have been left to the service. */
    boolean isSameAs(FeedbackEvent other) {
        return user.equals(other.user)
                && key.equals(other.key)
                && movie.equals(other.movie)
                && kind == other.kind
                && rating.equals(other.rating);
    }
}
