package dev.matinee.data.source;

import dev.matinee.engine.Run;

/** A run of consecutive rating rows of one file or table. */
public interface RatingPart {
    /** The file or table, as it is named in {@code rejected_rows}: {@code ratings.csv}. */
    String file();

    /**
     * Hands every row of this part over, in order. Called once.
     *
     * @return the number of lines (or rows, in a table) of this part, so that the lines of the next part of the same
     *     file can be counted on from it
     */
    long read(RatingSink sink, Run run);
}
