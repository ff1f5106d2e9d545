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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A folder of {@code ratings.dat} and, where they are, {@code movies.dat}, {@code users.dat} and {@code tags.dat}, with
 * {@code ::} between fields, as MovieLens 1M and 10M come; in UTF-8 or Latin-1. Test files such as {@code r1.test} and
 * {@code ra.test}, which the scripts of 10M make, are predefined splits.
 */
public final class MovieLensDat implements Format {
    private static final List<String> OCCUPATIONS = List.of(
            "other",
            "academic/educator",
            "artist",
            "clerical/admin",
            "college/grad student",
            "customer service",
            "doctor/health care",
            "executive/managerial",
            "farmer",
            "homemaker",
            "K-12 student",
            "lawyer",
            "programmer",
            "retired",
            "sales/marketing",
            "scientist",
            "self-employed",
            "technician/engineer",
            "tradesman/craftsman",
            "unemployed",
            "writer");
    private static final Map<String, String> AGES = Map.of(
            "1", "under 18", "18", "18-24", "25", "25-34", "35", "35-44", "45", "45-49", "50", "50-55", "56", "56+");

    @Override
    public String name() {
        return "movielens-dat";
    }

    @Override
    public boolean recognises(Location location) {
        return location.file("ratings.dat").isPresent();
    }

    @Override
    public Source open(Location location, SourceOptions options) {
        Path ratings = location.file("ratings.dat")
                .orElseThrow(() -> MatineeException.badData(
                        "there is no ratings.dat in " + location.path(), "give the folder that holds it"));
        return new Folder(location, TextFile.of(ratings));
    }

    private record Folder(Location location, TextFile ratings) implements Source {
        @Override
        public String format() {
            return "movielens-dat";
        }

        @Override
        public String name() {
            return location.name();
        }

        @Override
        public List<RatingPart> ratings(Run run) {
            RowShape shape = new RowShape(Separator.COLONS, ratings.charset(), 4, 0, 1, 2, 3);
            return RatingLines.of(ratings, shape, false);
        }

        @Override
        public void tables(TableSink sink, Run run) {
            table("movies.dat", 3, sink, run, MovieLensCsv.movie(sink));
            table(
                    "tags.dat",
                    4,
                    sink,
                    run,
                    row -> sink.tag(
                            Table.id(row.get(0), "user"),
                            Table.id(row.get(1), "movie"),
                            row.get(2),
                            Table.time(row.get(3))));
            table("users.dat", 5, sink, run, row -> sink.user(Table.id(row.get(0), "user"), attributes(row)));
            Splits.read(location, Separator.COLONS, sink, run);
        }

        private void table(String name, int fields, TableSink sink, Run run, Consumer<List<String>> taker) {
            location.file(name)
                    .map(TextFile::of)
                    .ifPresent(file -> Table.plain(file, file.charset(), Separator.COLONS, fields)
                            .read(sink, run, taker));
        }

        /** Ages and occupations are numbers in the file, whose meaning its README tells. */
        private static Map<String, String> attributes(List<String> row) {
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("gender", row.get(1).strip());
            attributes.put(
                    "age_group",
                    Optional.ofNullable(AGES.get(row.get(2).strip()))
                            .orElse(row.get(2).strip()));
            int occupation = Table.whole(row.get(3), "occupation");
            boolean known = occupation >= 0 && occupation < OCCUPATIONS.size();
            attributes.put("occupation", known ? OCCUPATIONS.get(occupation) : Integer.toString(occupation));
            attributes.put("zip_code", row.get(4).strip());
            return attributes;
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
