package dev.matinee.data.text;

import dev.matinee.data.source.Columns;
import dev.matinee.data.source.Format;
import dev.matinee.data.source.Location;
import dev.matinee.data.source.Origin;
import dev.matinee.data.source.RatingPart;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.data.source.TableSink;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A folder of {@code ratings.csv} and, where they are, {@code movies.csv}, {@code tags.csv}, {@code links.csv},
 * {@code genome-tags.csv} and {@code genome-scores.csv}, as MovieLens latest, 20M, 25M and 32M come. Columns go by the
 * names in the header.
 */
public final class MovieLensCsv implements Format {
    private static final Charset UTF_8 = StandardCharsets.UTF_8;

    @Override
    public String name() {
        return "movielens-csv";
    }

    @Override
    public boolean recognises(Location location) {
        return location.file("ratings.csv").isPresent();
    }

    @Override
    public Source open(Location location, SourceOptions options) {
        Path path = location.file("ratings.csv")
                .orElseThrow(() -> MatineeException.badData(
                        "there is no ratings.csv in " + location.path(), "give the folder that holds it"));
        TextFile ratings = TextFile.of(path);
        RatingsHeader header = RatingsHeader.of(ratings);
        RowShape shape =
                options.columns().map(columns -> header.shape(UTF_8, columns)).orElseGet(() -> header.usual(UTF_8));
        return new Folder(location, ratings, shape, options.columns());
    }

    private record Folder(Location location, TextFile ratings, RowShape shape, Optional<Columns> columns)
            implements Source {
        @Override
        public String format() {
            return "movielens-csv";
        }

        @Override
        public String name() {
            return location.name();
        }

        @Override
        public List<RatingPart> ratings(Run run) {
            return RatingLines.of(ratings, shape, true);
        }

        @Override
        public void tables(TableSink sink, Run run) {
            table("movies.csv", sink, run, MovieLensCsv.movie(sink), "movieId", "title", "genres");
            table(
                    "tags.csv",
                    sink,
                    run,
                    row -> sink.tag(
                            Table.id(row.get(0), "user"),
                            Table.id(row.get(1), "movie"),
                            row.get(2),
                            Table.time(row.get(3))),
                    "userId",
                    "movieId",
                    "tag",
                    "timestamp");
            table(
                    "links.csv",
                    sink,
                    run,
                    row -> sink.link(Table.id(row.get(0), "movie"), row.get(1), row.get(2)),
                    "movieId",
                    "imdbId",
                    "tmdbId");
            table(
                    "genome-tags.csv",
                    sink,
                    run,
                    row -> sink.genomeTag(Table.whole(row.get(0), "tag"), row.get(1)),
                    "tagId",
                    "tag");
            table(
                    "genome-scores.csv",
                    sink,
                    run,
                    row -> sink.genomeScore(
                            Table.id(row.get(0), "movie"),
                            Table.whole(row.get(1), "tag"),
                            Table.decimal(row.get(2), "relevance")),
                    "movieId",
                    "tagId",
                    "relevance");
        }

        /** Hands over the rows of a file of the folder; none where there is no such file. */
        private void table(String name, TableSink sink, Run run, Consumer<List<String>> taker, String... columns) {
            location.file(name).map(TextFile::of).ifPresent(file -> {
                Separator separator = Separator.of(file.firstLine());
                Table.withHeader(file, UTF_8, separator, columns).read(sink, run, taker);
            });
        }

        @Override
        public Optional<Origin> origin() {
            return Optional.of(new Origin.Text(ratings.path(), ratings.firstLine(), ratings.marked(), columns));
        }

        @Override
        public boolean readsTablesAside() {
            return true;
        }

        @Override
        public void close() {
            // Every reader closes its own file.
        }
    }

    /** Hands over rows of id, title with year, and genres. */
    static Consumer<List<String>> movie(TableSink sink) {
        return row -> {
            MovieTitle title = MovieTitle.parse(row.get(1));
            sink.movie(Table.id(row.get(0), "movie"), title.title(), title.year(), MovieTitle.genres(row.get(2)));
        };
    }
}
