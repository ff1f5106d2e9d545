package dev.matinee.data.text;

import dev.matinee.data.source.Format;
import dev.matinee.data.source.Location;
import dev.matinee.data.source.RatingPart;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.data.source.TableSink;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A folder in the layout of the Netflix Prize: {@code combined_data_1.txt} and so on, or {@code mv_0000001.txt} and so on
 * (in the folder or in its {@code training_set}), each movie's ratings {@code user,rating,date} below a line
 * {@code movie:}; with {@code movie_titles.csv} or {@code .txt}, and {@code probe.txt} as the predefined split
 * {@code probe}, where they are.
 */
public final class NetflixPrize implements Format {
    private static final Pattern RATINGS = Pattern.compile("(combined_data_\\d+|mv_\\d+)\\.txt(\\.gz)?");

    @Override
    public String name() {
        return "netflix";
    }

    @Override
    public boolean recognises(Location location) {
        return !ratings(location).isEmpty();
    }

    private static List<Path> ratings(Location location) {
        List<Path> files = new ArrayList<>(location.files());
        if (location.isFolder()) {
            files.addAll(Location.of(location.path().resolve("training_set")).files());
        }
        return files.stream()
                .filter(file -> RATINGS.matcher(file.getFileName().toString()).matches())
                .toList();
    }

    @Override
    public Source open(Location location, SourceOptions options) {
        List<Path> files = ratings(location);
        if (files.isEmpty()) {
            throw MatineeException.badData(
                    "there is no combined_data_1.txt or mv_0000001.txt in " + location.path(),
                    "give the folder that holds them");
        }
        return new Folder(location, files.stream().map(TextFile::of).toList());
    }

    private record Folder(Location location, List<TextFile> files) implements Source {
        @Override
        public String format() {
            return "netflix";
        }

        @Override
        public String name() {
            return location.name();
        }

        @Override
        public List<RatingPart> ratings(Run run) {
            RowShape shape = new RowShape(Separator.PLAIN_COMMA, StandardCharsets.UTF_8, 3, 0, RowShape.ABOVE, 1, 2);
            return files.stream()
                    .flatMap(file -> RatingLines.byMovie(file, shape).stream())
                    .toList();
        }

        @Override
        public void tables(TableSink sink, Run run) {
            location.file("movie_titles.csv")
                    .or(() -> location.file("movie_titles.txt"))
                    .map(TextFile::of)
                    .ifPresent(file -> titles(file, sink, run));
            location.file("probe.txt").map(TextFile::of).ifPresent(file -> probe(file, sink, run));
        }

        /** Rows of id, year and title; the title is not quoted and may hold commas. */
        private static void titles(TextFile file, TableSink sink, Run run) {
            Table.lines(file, file.charset()).read(sink, run, row -> {
                String[] fields = row.getFirst().split(",", 3);
                if (fields.length < 3) {
                    throw new Table.BadRow("the row has " + fields.length + " fields, not 3");
                }
                OptionalInt year = Missing.is(fields[1].strip())
                        ? OptionalInt.empty()
                        : OptionalInt.of(Table.whole(fields[1], "year"));
                sink.movie(Table.id(fields[0], "movie"), fields[2].strip(), year, List.of());
            });
        }

        private static void probe(TextFile file, TableSink sink, Run run) {
            List<String> movie = new ArrayList<>(List.of(""));
            Table.lines(file, StandardCharsets.UTF_8).read(sink, run, row -> {
                String text = row.getFirst().strip();
                if (text.endsWith(":")) {
                    movie.set(0, text.substring(0, text.length() - 1));
                } else {
                    sink.predefinedTest("probe", text, Table.id(movie.getFirst(), "movie"));
                }
            });
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
