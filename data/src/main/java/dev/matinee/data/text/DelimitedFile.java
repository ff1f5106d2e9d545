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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * One file of ratings with commas, tabs, semicolons, bars or {@code ::} between fields. Columns go by their usual names, by
 * names that are given, or, where the first line names none, by number.
 */
public final class DelimitedFile implements Format {
    @Override
    public String name() {
        return "csv";
    }

    /** Any file of text: this is asked last. */
    @Override
    public boolean recognises(Location location) {
        if (!location.isFile()) {
            return false;
        }
        for (byte b : location.head()) {
            if (b == 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Source open(Location location, SourceOptions options) {
        if (location.isFolder()) {
            throw MatineeException.badData(location + " is a folder, not a file", "give the file itself");
        }
        TextFile file = TextFile.of(location.path());
        RatingsHeader header = RatingsHeader.of(file);
        Optional<Columns> columns = options.columns();
        RowShape shape = columns.isPresent()
                ? header.shape(StandardCharsets.UTF_8, columns.get())
                : header.usual(StandardCharsets.UTF_8);
        return new Ratings(location, file, shape, columns.isEmpty() || header.has(columns.get()), columns);
    }

    private record Ratings(Location location, TextFile file, RowShape shape, boolean header, Optional<Columns> columns)
            implements Source {
        @Override
        public String format() {
            return "csv";
        }

        @Override
        public String name() {
            return location.name();
        }

        @Override
        public List<RatingPart> ratings(Run run) {
            return RatingLines.of(file, shape, header);
        }

        @Override
        public void tables(TableSink sink, Run run) {
            // The file holds nothing but ratings.
        }

        @Override
        public Optional<Origin> origin() {
            return Optional.of(new Origin.Text(file.path(), file.firstLine(), file.marked(), columns));
        }

        @Override
        public void close() {
            // Every reader closes its own file.
        }
    }
}
