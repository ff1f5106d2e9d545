package dev.matinee.data.source;

/**
 * Takes the rating rows of one part, in order. A part uses one sink, from one thread. Whether a row is kept (its rating
 * on the scale, its pair not rated before) is decided later, for all sources alike.
 *
 * <p>Lines count from 0 at the start of the part. Times are seconds since 1970-01-01 UTC, or
 * {@link dev.matinee.engine.matrix.Rows#NO_TIME}.
 */
public interface RatingSink {
    /** A row whose ids are numbers in their canonical spelling. The rating may be any float, NaN included. */
    void row(long line, long user, long movie, float rating, long time);

    /** A row with ids of any kind; the sink keeps canonical numbers as numbers. */
    void row(long line, String user, String movie, float rating, long time);

    /**
     * A row that cannot be kept.
     *
     * @param rule which rule it breaks: {@link Rule#UNPARSABLE}, {@link Rule#MISSING_RATING} or
     *     {@link Rule#BAD_ENCODING}
     * @param reason one clause for people: {@code the rating "abc" is not a number}
     * @param raw the row as it stands in the source
     */
    void reject(long line, Rule rule, String reason, String raw);

    /**
     * Something found about a row that is handed over all the same, such as {@link Rule#ANOMALOUS_DATE}.
     *
     * @param rule a rule that does not reject
     * @param found what stands in the source
     */
    void finding(long line, Rule rule, String found);
}
