package dev.matinee.data.catalog;

import dev.matinee.data.words.TermCollector;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.ItemTerms;
import java.util.OptionalInt;
import java.util.function.IntConsumer;

/**
 * What movies are about, in terms: the words of title, overview, keywords and tags, whole genres, keywords, tags, names of
 * directors and actors, and the decade. The weights of the fields were set by looking at lists of similar movies: see docs/decisions.
 */
final class MovieTerms {
    private static final float TITLE = 1;
    private static final float OVERVIEW = 1;
    private static final float GENRE = 6;
    private static final float KEYWORD = 1.5f;
    private static final float TAG = 2;
    private static final float GENOME = 6;
    private static final float DIRECTOR = 1.5f;
    private static final float ACTOR = 0.5f;
    private static final float DECADE = 2;

    /** How relevant a tag of the genome must be to count. */
    private static final double RELEVANT = 0.4;

    private final Database database;
    private final Ids movies;
    private final TermCollector terms;

    private MovieTerms(Database database, Ids movies, TermCollector terms) {
        this.database = database;
        this.movies = movies;
        this.terms = terms;
    }

    /** The terms of these movies, in their order. */
    static ItemTerms of(Database database, Ids movies) {
        try (TermCollector terms = new TermCollector(movies.size())) {
            MovieTerms all = new MovieTerms(database, movies, terms);
            all.addMovies();
            all.addTags();
            all.addTexts();
            return terms.terms();
        }
    }

    private void with(String movie, IntConsumer taker) {
        OptionalInt item = movies.indexOf(movie);
        item.ifPresent(taker);
    }

    private void addMovies() {
        database.forEach(
                "SELECT movie_id::VARCHAR AS id, title, year, genres FROM movies",
                row -> with(row.text("id"), item -> {
                    terms.addText(item, row.text("title"), TITLE);
                    row.texts("genres").forEach(genre -> terms.addName(item, "genre", genre, GENRE));
                    if (!row.isMissing("year")) {
                        long decade = Math.floorDiv(row.whole("year"), 10) * 10;
                        terms.addName(item, "decade", decade + "s", DECADE);
                    }
                }));
    }

    /** A tag that several users gave counts more, but less than in proportion. */
    private void addTags() {
        database.forEach(
                "SELECT movie_id::VARCHAR AS id, lower(trim(tag)) AS tag, count(*) AS times FROM tags"
                        + " WHERE tag IS NOT NULL GROUP BY ALL",
                row -> with(
                        row.text("id"),
                        item -> terms.addPhrase(
                                item,
                                "keyword",
                                row.text("tag"),
                                TAG * (float) (1 + Math.log((double) row.whole("times"))))));
        database.forEach(
                "SELECT movie_id::VARCHAR AS id, tag, relevance FROM genome_scores JOIN genome_tags USING (tag_id)"
                        + " WHERE relevance >= ?",
                row -> with(
                        row.text("id"),
                        item -> terms.addName(
                                item, "keyword", row.text("tag"), GENOME * (float) row.number("relevance"))),
                RELEVANT);
    }

    private void addTexts() {
        MovieTexts.forEach(
                database,
                (movie, text) -> with(movie, item -> {
                    terms.addText(item, text.overview(), OVERVIEW);
                    text.keywords().forEach(keyword -> terms.addPhrase(item, "keyword", keyword, KEYWORD));
                    text.directors().forEach(name -> terms.addName(item, "person", name, DIRECTOR));
                    text.actors().forEach(name -> terms.addName(item, "person", name, ACTOR));
                }));
    }
}
