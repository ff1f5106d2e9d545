package dev.matinee.data.source;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Takes what a source has beside ratings; rows may come in any order, and every method may never be called. */
public interface TableSink {
    /**
     * A movie.
     *
     * @param title the title without the year, spelt as the source does ({@code Matrix, The}); empty where there is none
     * @param year the year of release, where known
     * @param genres genres in the order of the source; empty where none is listed
     */
    void movie(String movie, String title, OptionalInt year, List<String> genres);

    /** A tag that a user gave a movie; the time in seconds since 1970-01-01 UTC, or {@code NO_TIME}. */
    void tag(String user, String movie, String tag, long time);

    /** Ids of a movie elsewhere; empty where not known. */
    void link(String movie, String imdbId, String tmdbId);

    /** A tag of the tag genome. */
    void genomeTag(int tagId, String tag);

    /** How relevant a tag of the genome is for a movie, 0 to 1. */
    void genomeScore(String movie, int tagId, float relevance);

    /** What is written about a movie; at most once a movie. */
    void text(String movie, MovieText text);

    /** What is known of a user beside ratings, by name: {@code age}, {@code gender}, {@code occupation}. */
    void user(String user, Map<String, String> attributes);

    /** A rating that is a test rating of a predefined split such as {@code u1}. */
    void predefinedTest(String split, String user, String movie);

    /** A row of any of these tables that cannot be read; lines count from 1. */
    void reject(String file, long line, Rule rule, String reason, String raw);

    /** Something found about a file or row that is kept all the same, such as {@link Rule#BYTE_ORDER_MARK}. */
    void finding(String file, long line, Rule rule, String found);
}
