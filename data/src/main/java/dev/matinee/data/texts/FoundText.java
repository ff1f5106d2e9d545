package dev.matinee.data.texts;

import dev.matinee.data.source.MovieText;

/**
 * A text with what says which movie it is about.
 *
 * @param key the movie's id of a kind
 * @param kind whose id it is
 * @param text the text, its parts as they stand in the source
 * @param file where it comes from, for people
 * @param line where it stands in there, from 1
 * @param raw how it stands in there
 */
record FoundText(String key, Kind kind, MovieText text, String file, long line, String raw) {
    /** Whose ids movies go by. */
    enum Kind {
        /** The source of ratings. */
        MOVIE,
        /** imdb.com, without {@code tt} and leading zeros. */
        IMDB,
        /** themoviedb.org. */
        TMDB
    }

    /** The id of a movie at imdb.com in the one spelling that is compared: {@code 114709} for {@code tt0114709}. */
    static String imdb(String id) {
        return id.replaceFirst("^tt", "").replaceFirst("^0+(?=.)", "");
    }
}
