package dev.matinee.data.text;

import java.nio.charset.Charset;

/**
 * Where the parts of a rating stand in a row of a file.
 *
 * @param fields the number of fields that a row has
 * @param user the field of the user, from 0
 * @param movie the field of the movie, or {@link #ABOVE}
 * @param time the field of the time, or -1
 */
record RowShape(Separator separator, Charset charset, int fields, int user, int movie, int rating, int time) {
    /** The field of a movie that stands above its rows. */
    static final int ABOVE = -1;

    static final int IGNORED = 0;
    static final int USER = 1;
    static final int MOVIE = 2;
    static final int RATING = 3;
    static final int TIME = 4;

    /** What each field holds, by field. */
    int[] roles() {
        int[] roles = new int[fields];
        if (time >= 0) {
            roles[time] = TIME;
        }
        roles[rating] = RATING;
        if (movie >= 0) {
            roles[movie] = MOVIE;
        }
        roles[user] = USER;
        return roles;
    }
}
