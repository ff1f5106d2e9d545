package dev.matinee.data.text;

import dev.matinee.data.source.Format;
import dev.matinee.data.source.Location;
import dev.matinee.data.source.RatingPart;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.data.source.TableSink;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder of {@code u.data} and, where they are, {@code u.item}, {@code u.user} and the test files of the splits that the
 * literature uses, as MovieLens 100K comes; in UTF-8 or Latin-1.
 */
public final class MovieLens100K implements Format {
    private static final List<String> GENRES = List.of(
            "unknown",
            "Action",
            "Adventure",
            "Animation",
            "Children's",
            "Comedy",
            "Crime",
            "Documentary",
            "Drama",
            "Fantasy",
            "Film-Noir",
            "Horror",
            "Musical",
            "Mystery",
            "Romance",
            "Sci-Fi",
            "Thriller",
            "War",
            "Western");
    private static final int FIRST_GENRE = 5;
    private static final Pattern RELEASE = Pattern.compile("\\d{1,2}-\\w{3}-(\\d{4})");

    @Override
    public String name() {
        return "movielens-100k";
    }

    @Override
    public boolean recognises(Location location) {
        return location.file("u.data").isPresent();
    }

    @Override
    public Source open(Location location, SourceOptions options) {
        Path ratings = location.file("u.data")
                .orElseThrow(() -> MatineeException.badData(
                        "there is no u.data in " + location.path(), "give the folder that holds it"));
        return new Folder(location, TextFile.of(ratings));
    }

    private record Folder(Location location, TextFile ratings) implements Source {
        @Override
        public String format() {
            return "movielens-100k";
        }

        @Override
        public String name() {
            return location.name();
        }

        @Override
        public List<RatingPart> ratings(Run run) {
            RowShape shape = new RowShape(Separator.PLAIN_TAB, ratings.charset(), 4, 0, 1, 2, 3);
            return RatingLines.of(ratings, shape, false);
        }

        @Override
        public void tables(TableSink sink, Run run) {
            table("u.item", FIRST_GENRE + GENRES.size(), sink, run, row -> item(row, sink));
            table("u.user", 5, sink, run, row -> {
                Map<String, String> attributes = new LinkedHashMap<>();
                attributes.put("age", row.get(1).strip());
                attributes.put("gender", row.get(2).strip());
                attributes.put("occupation", row.get(3).strip());
                attributes.put("zip_code", row.get(4).strip());
                sink.user(Table.id(row.get(0), "user"), attributes);
            });
            Splits.read(location, Separator.PLAIN_TAB, sink, run);
        }

        private void table(String name, int fields, TableSink sink, Run run, Consumer<List<String>> taker) {
            location.file(name)
                    .map(TextFile::of)
                    .ifPresent(file -> Table.plain(file, file.charset(), Separator.PLAIN_PIPE, fields)
                            .read(sink, run, taker));
        }

        /** A row of id, title with year, date of release, date of the video, address, and a flag for each genre. */
        private static void item(List<String> row, TableSink sink) {
            MovieTitle title = MovieTitle.parse(row.get(1));
            List<String> genres = new ArrayList<>();
            for (int genre = 1; genre < GENRES.size(); genre++) {
                if (row.get(FIRST_GENRE + genre).strip().equals("1")) {
                    genres.add(GENRES.get(genre));
                }
            }
            Matcher release = RELEASE.matcher(row.get(2).strip());
            OptionalInt year = title.year().isEmpty() && release.matches()
                    ? OptionalInt.of(Integer.parseInt(release.group(1)))
                    : title.year();
            boolean unknown = title.title().equals("unknown");
            sink.movie(Table.id(row.get(0), "movie"), unknown ? "" : title.title(), year, genres);
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
}
