package dev.matinee.server.feedback;

import java.util.Locale;

/** What a user did with a movie. */
public enum FeedbackKind {
    /** Rated it, on the data's scale. */
    RATING,
    /** Liked it, without a number. */
    LIKE,
    /** Disliked it; it is not recommended any more. */
    DISLIKE,
    /** Watched it, and has said nothing of it. */
    WATCHED,
    /** Does not want to see it recommended. */
    DISMISSED,
    /** Was shown it; says nothing of the user's taste. */
    IMPRESSION;

    private final String json = name().toLowerCase(Locale.ROOT);

    /** The name in JSON and in the database. */
    public String json() {
        return json;
    }

    static FeedbackKind of(String json) {
        return valueOf(json.toUpperCase(Locale.ROOT));
    }
}
