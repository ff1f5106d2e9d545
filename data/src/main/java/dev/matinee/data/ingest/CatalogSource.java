package dev.matinee.data.ingest;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Row;
import dev.matinee.data.source.RatingPart;
import dev.matinee.data.source.RatingSink;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.TableSink;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A catalog as a source, so that the next one can be made of it: with ratings that came since, and without users who were erased
 * (which {@link Ingest} leaves out of whatever it reads). Rows that were rejected are not in it.
 *
 * <pre>{@code
 * try (Catalog catalog = workspace.catalog()) {
 *     CatalogSource source = new CatalogSource(catalog, added);
 *     Ingest.of(source, source.options()).into(workspace, run);
 * }
 * }</pre>
 */
public final class CatalogSource implements Source {
    private static final int ROWS_OF_A_PART = 500_000;

    private final Catalog catalog;
    private final List<Added> added;

    /**
     * A rating that is not in the catalog.
     *
     * @param user the user
     * @param movie the movie
     * @param rating the rating
     * @param time when it was given, in seconds since 1970-01-01 UTC
     */
    public record Added(String user, String movie, float rating, long time) {}

    /** The catalog, which stays open, and ratings; of two for the same user and movie the later counts. */
    public CatalogSource(Catalog catalog, List<Added> added) {
        this.catalog = catalog;
        this.added = List.copyOf(added);
    }

    /** How to take it in so that what was found when it was taken in first stays found: its scale, its times, its name. */
    public IngestOptions options() {
        return IngestOptions.defaults()
                .scale(catalog.dataCard().scale())
                .firstDate(LocalDate.EPOCH)
                .name(catalog.dataCard().name());
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
        Interactions ratings = catalog.interactions(run);
        Rows byUser = ratings.byUser();
        List<RatingPart> parts = new ArrayList<>();
        int from = 0;
        while (from < byUser.rows()) {
            int to = from + 1;
            while (to < byUser.rows() && byUser.start(to + 1) - byUser.start(from) <= ROWS_OF_A_PART) {
                to++;
            }
            parts.add(new Users(ratings, from, to));
            from = to;
        }
        if (!added.isEmpty()) {
            parts.add(new Additions(added));
        }
        return parts;
    }

    /** The ratings of some users. */
    private record Users(Interactions ratings, int from, int to) implements RatingPart {
        @Override
        public String file() {
            return "ratings";
        }

        @Override
        public long read(RatingSink sink, Run run) {
            Rows byUser = ratings.byUser();
            long first = byUser.start(from);
            for (int user = from; user < to; user++) {
                run.checkCancelled();
                for (long position = byUser.start(user); position < byUser.end(user); position++) {
                    int item = byUser.column(position);
                    float rating = byUser.rating(position);
                    long time = byUser.time(position);
                    if (ratings.users() instanceof Ids.Numbers users && ratings.items() instanceof Ids.Numbers items) {
                        sink.row(position - first, users.number(user), items.number(item), rating, time);
                    } else {
                        sink.row(
                                position - first,
                                ratings.users().id(user),
                                ratings.items().id(item),
                                rating,
                                time);
                    }
                }
            }
            return byUser.start(to) - first;
        }
    }

    private record Additions(List<Added> added) implements RatingPart {
        @Override
        public String file() {
            return "added";
        }

        @Override
        public long read(RatingSink sink, Run run) {
            for (int line = 0; line < added.size(); line++) {
                Added one = added.get(line);
                sink.row(line, one.user(), one.movie(), one.rating(), one.time());
            }
            return added.size();
        }
    }

    @Override
    public void tables(TableSink sink, Run run) {
        catalog.forEach(
                "SELECT movie_id::VARCHAR AS id, title, year, genres FROM movies",
                row -> sink.movie(
                        row.text("id"),
                        row.text("title"),
                        row.isMissing("year") ? OptionalInt.empty() : OptionalInt.of((int) row.whole("year")),
                        row.texts("genres")));
        run.checkCancelled();
        catalog.forEach(
                "SELECT user_id::VARCHAR AS u, movie_id::VARCHAR AS m, tag, epoch(tagged_at)::BIGINT AS t FROM tags",
                row -> sink.tag(
                        row.text("u"),
                        row.text("m"),
                        row.text("tag"),
                        row.isMissing("t") ? Rows.NO_TIME : row.whole("t")));
        catalog.forEach(
                "SELECT movie_id::VARCHAR AS m, imdb_id, tmdb_id FROM links",
                row -> sink.link(row.text("m"), row.text("imdb_id"), row.text("tmdb_id")));
        catalog.forEach(
                "SELECT tag_id, tag FROM genome_tags",
                row -> sink.genomeTag((int) row.whole("tag_id"), row.text("tag")));
        run.checkCancelled();
        catalog.forEach(
                "SELECT movie_id::VARCHAR AS m, tag_id, relevance FROM genome_scores",
                row -> sink.genomeScore(row.text("m"), (int) row.whole("tag_id"), (float) row.number("relevance")));
        catalog.forEachText(sink::text);
        users(sink);
        catalog.forEach(
                "SELECT split, user_id::VARCHAR AS u, movie_id::VARCHAR AS m"
                        + " FROM predefined_tests JOIN predefined_splits USING (split) ORDER BY place",
                row -> sink.predefinedTest(row.text("split"), row.text("u"), row.text("m")));
    }

    private void users(TableSink sink) {
        List<String> columns = catalog.query(
                "SELECT column_name FROM information_schema.columns WHERE table_name = 'users'"
                        + " AND column_name <> 'user_id' ORDER BY ordinal_position",
                row -> row.text("column_name"));
        if (!columns.isEmpty()) {
            catalog.forEach(
                    "SELECT user_id::VARCHAR AS user_id, * EXCLUDE (user_id) FROM users",
                    row -> sink.user(row.text("user_id"), attributes(row, columns)));
        }
    }

    private static Map<String, String> attributes(Row row, List<String> columns) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String column : columns) {
            if (!row.isMissing(column)) {
                attributes.put(column, row.text(column));
            }
        }
        return attributes;
    }

    /** Leaves the catalog open. */
    @Override
    public void close() {}
}
