package dev.matinee.data.source;

import java.util.Locale;

/** What can be wrong with a row; each is counted in the quality report. */
public enum Rule {
    /** The row has not the fields it should have, or a field is not of its type. */
    UNPARSABLE(true),
    /** The row has bytes that are no text in the file's encoding. */
    BAD_ENCODING(true),
    /** The row has no rating. */
    MISSING_RATING(true),
    /** The rating is not finite or not on the scale. */
    OFF_SCALE(true),
    /** The pair of user and movie has another row that was preferred. */
    DUPLICATE(true),
    /** The rating is for a movie that the source does not list; kept. */
    UNKNOWN_MOVIE(false),
    /** The movie has no title; kept. */
    NO_TITLE(false),
    /** The movie has no year of release; kept. */
    NO_YEAR(false),
    /** The rating is dated before the service's first plausible date; kept without a time. */
    TOO_EARLY(false),
    /** The rating is dated in the future; kept without a time. */
    IN_FUTURE(false),
    /** The rating is dated before the year of the movie's release; kept. */
    BEFORE_RELEASE(false),
    /** The source itself marks the row's date as anomalous; kept without a time. */
    ANOMALOUS_DATE(false),
    /** The file starts with a byte-order mark, which was skipped. */
    BYTE_ORDER_MARK(false),
    /** Another movie has the same title and year; both are kept. */
    SAME_TITLE(false),
    /** The text is about a movie that the source does not list. */
    TEXT_UNMATCHED(true),
    /** The text says nothing of what the movie is about; what it does say is kept. */
    TEXT_EMPTY(false),
    /** The text has HTML, which was taken out. */
    TEXT_MARKUP(false),
    /** A part of the text cannot be read; the others are kept. */
    TEXT_UNREADABLE(false),
    /** No text could be fetched for the movie. */
    TEXT_NOT_FETCHED(false);

    private final boolean rejects;

    Rule(boolean rejects) {
        this.rejects = rejects;
    }

    /** Whether a row that breaks the rule goes to {@code rejected_rows} instead of its table. */
    public boolean rejects() {
        return rejects;
    }

    /** The name in JSON and tables: {@code missingRating}. */
    public String json() {
        String[] words = name().toLowerCase(Locale.ROOT).split("_", -1);
        StringBuilder json = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            json.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return json.toString();
    }
}
