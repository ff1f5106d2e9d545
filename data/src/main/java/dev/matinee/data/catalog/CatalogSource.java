package dev.matinee.data.catalog;

import dev.matinee.data.source.RatingPart;
import dev.matinee.data.source.RatingSink;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.TableSink;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A catalog as a source of ratings, with ratings that came since and without users who are to be forgotten: what the next
 * snapshot is made of. A rating that came since and a rating of the catalog for the same movie by the same user are
 * duplicates like any others.
 */
public final class CatalogSource implements Source {
    private static final int USERS_OF_A_PART = 20_000;

    private final Catalog catalog;
    private final List<UserRating> added;
    private final Set<String> without;

    private CatalogSource(Catalog catalog, List<UserRating> added, Set<String> without) {
        this.catalog = catalog;
        this.added = added;
        this.without = without;
    }

    /**
     * One rating.
     *
     * @param user the user's id
     * @param movie the movie's id
     * @param rating the rating
     * @param time seconds since 1970-01-01 UTC
     */
    public record UserRating(String user, String movie, float rating, long time) {}

    /** Everything in a catalog, which stays open. */
    public static CatalogSource of(Catalog catalog) {
        return new CatalogSource(catalog, List.of(), Set.of());
    }

    /** The same with these ratings, in the order in which they were given. */
    public CatalogSource with(List<UserRating> ratings) {
        return new CatalogSource(catalog, List.copyOf(ratings), without);
    }

    /** The same without anything of these users. */
    public CatalogSource without(Set<String> users) {
        return new CatalogSource(catalog, added, Set.copyOf(users));
    }

    @Override
    public String format() {
        return catalog.dataCard().format();
    }

    @Override
    public String name() {
        return catalog.dataCard().name();
    }

    @Override
    public List<RatingPart> ratings(Run run) {
        Interactions all = catalog.interactions(run);
        List<RatingPart> parts = new ArrayList<>();
        for (int from = 0; from < all.users().size(); from += USERS_OF_A_PART) {
            parts.add(new OfCatalog(all, from, Math.min(all.users().size(), from + USERS_OF_A_PART)));
        }
        parts.add(new Added());
        return parts;
    }

    /** The ratings of a range of users. */
    private final class OfCatalog implements RatingPart {
        private final Interactions all;
        private final int from;
        private final int to;

        OfCatalog(Interactions all, int from, int to) {
            this.all = all;
            this.from = from;
            this.to = to;
        }

        @Override
        public String file() {
            return "catalog " + catalog.version();
        }

        @Override
        public long read(RatingSink sink, Run run) {
            Rows rows = all.byUser();
            long line = 0;
            for (int user = from; user < to; user++) {
                run.checkCancelled();
                String id = all.users().id(user);
                if (without.contains(id)) {
                    continue;
                }
                for (long position = rows.start(user); position < rows.end(user); position++) {
                    String movie = all.items().id(rows.column(position));
                    sink.row(line++, id, movie, rows.rating(position), rows.time(position));
                }
            }
            return line;
        }
    }

    /** What came since. */
    private final class Added implements RatingPart {
        @Override
        public String file() {
            return "added";
        }

        @Override
        public long read(RatingSink sink, Run run) {
            long line = 0;
            for (UserRating rating : added) {
                if (!without.contains(rating.user())) {
                    sink.row(line++, rating.user(), rating.movie(), rating.rating(), rating.time());
                }
            }
            return line;
        }
    }

    @Override
    public void tables(TableSink sink, Run run) {
        catalog.forEach(
                "SELECT movie_id::VARCHAR AS id, title, year, genres FROM movies ORDER BY movies.movie_id",
                row -> sink.movie(
                        row.text("id"),
                        row.text("title"),
                        row.isMissing("year") ? OptionalInt.empty() : OptionalInt.of((int) row.whole("year")),
                        row.texts("genres")));
        catalog.forEach(
                "SELECT movie_id::VARCHAR AS id, imdb_id, tmdb_id FROM links ORDER BY links.movie_id",
                row -> sink.link(row.text("id"), row.text("imdb_id"), row.text("tmdb_id")));
        run.checkCancelled();
        catalog.forEach(
                "SELECT tag_id, tag FROM genome_tags ORDER BY tag_id",
                row -> sink.genomeTag((int) row.whole("tag_id"), row.text("tag")));
        catalog.forEach(
                "SELECT movie_id::VARCHAR AS id, tag_id, relevance FROM genome_scores",
                row -> sink.genomeScore(
                        row.text("id"), (int) row.whole("tag_id"), (float) row.number("relevance")));
        run.checkCancelled();
        catalog.forEach(
                "SELECT user_id::VARCHAR AS u, movie_id::VARCHAR AS m, tag, epoch(tagged_at)::BIGINT AS t FROM tags",
                row -> {
                    if (!without.contains(row.text("u"))) {
                        long time = row.isMissing("t") ? Rows.NO_TIME : row.whole("t");
                        sink.tag(row.text("u"), row.text("m"), row.text("tag"), time);
                    }
                });
        users(sink);
        catalog.forEach(
                "SELECT split, user_id::VARCHAR AS u, movie_id::VARCHAR AS m FROM predefined_tests"
                        + " JOIN predefined_splits USING (split) ORDER BY place",
                row -> {
                    if (!without.contains(row.text("u"))) {
                        sink.predefinedTest(row.text("split"), row.text("u"), row.text("m"));
                    }
                });
    }

    private void users(TableSink sink) {
        List<String> columns = catalog.query(
                "SELECT column_name FROM information_schema.columns WHERE table_name = 'users'"
                        + " AND column_name <> 'user_id' ORDER BY ordinal_position",
                row -> row.text("column_name"));
        catalog.forEach("SELECT user_id::VARCHAR AS \"matinee user\", * FROM users ORDER BY users.user_id", row -> {
            Map<String, String> attributes = new LinkedHashMap<>();
            for (String column : columns) {
                if (!row.isMissing(column)) {
                    attributes.put(column, row.text(column));
                }
            }
            if (!without.contains(row.text("matinee user"))) {
                sink.user(row.text("matinee user"), attributes);
            }
        });
    }

    /** Leaves the catalog open. */
    @Override
    public void close() {}
}
